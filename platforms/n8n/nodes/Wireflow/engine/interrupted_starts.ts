import type { IExecuteFunctions } from 'n8n-workflow';
import { WireflowError } from '../../../../../core/model/errors.js';
import type { ItemKey } from './remembered_runs.js';

/** More starts than one node has under way at a time, by far. */
const OPTIONS = { mode: 'entries', maxEntries: 10_000 } as const;

/**
 * Marks of starts whose execution has not ended, in n8n's store of processed items. A node's context is lost when n8n
 * breaks down or somebody stops the execution, and a retry then begins from nothing; this store is written at once. It
 * can only say whether a mark is there, not which run it stands for, so such a retry is refused rather than bought.
 */
export class InterruptedStarts {
  readonly #host: IExecuteFunctions;
  readonly #isRetry: boolean;
  readonly #marks: string[] = [];

  constructor(host: IExecuteFunctions, signal: AbortSignal | undefined) {
    this.#host = host;
    this.#isRetry = host.getMode() === 'retry';
    // Older hosts have no such moment, or no such store: there, the context alone remembers.
    if (!this.#isWatched) return;
    host.onExecutionFinish?.(async () => {
      if (!signal?.aborted && this.#marks.length > 0) await host.helpers.removeProcessed(this.#marks, 'node', OPTIONS);
    });
  }

  /** In the editor somebody watches, and executes anew on purpose. */
  get #isWatched(): boolean {
    return this.#host.getMode() !== 'manual' && typeof this.#host.helpers.checkProcessedAndRecord === 'function' && typeof this.#host.onExecutionFinish === 'function';
  }

  /**
   * Marks the item's start.
   *
   * @throws WireflowError `start_unknown` where an execution that was interrupted may have started it
   */
  async mark({ runIndex, itemIndex, inputs, seenAt }: ItemKey): Promise<void> {
    if (!this.#isWatched) return;
    const here = `${this.#host.getExecutionId()}:${runIndex}:${itemIndex}`;
    // A retry is another execution, so it is known by what it asks for.
    const anywhere = `${runIndex}:${itemIndex}:${inputs}`;
    const found = await this.#host.helpers.checkProcessedAndRecord([here, anywhere], 'node', OPTIONS).catch(() => null);
    if (found === null) return;
    const isInterrupted = found.processed.includes(here) || (this.#isRetry && found.processed.includes(anywhere));
    if (isInterrupted) throw interrupted(seenAt);
    this.#marks.push(here, anywhere);
  }

  /** Takes the mark away: surely nothing was started. */
  async release({ runIndex, itemIndex, inputs }: ItemKey): Promise<void> {
    if (!this.#isWatched) return;
    const marks = [`${this.#host.getExecutionId()}:${runIndex}:${itemIndex}`, `${runIndex}:${itemIndex}:${inputs}`];
    await this.#host.helpers.removeProcessed(marks, 'node', OPTIONS).catch(() => undefined);
  }
}

function interrupted(seenAt: string): WireflowError {
  return new WireflowError({
    kind: 'start_unknown',
    problem: 'An execution that was interrupted may have started this.',
    nextStep: `Nothing was started now. Look at ${seenAt}; to start it anew, execute the workflow again instead of retrying it.`,
  });
}
