import type { INodeExecutionData } from 'n8n-workflow';
import { markOf } from '../../../../../core/runs/run_key.js';
import { WireflowError } from '../../../../../core/model/errors.js';
import type { InterruptedStarts } from './interrupted_starts.js';
import { isSurelyNotStarted, type ItemKey, type ItemRun, type RememberedRuns } from './remembered_runs.js';
import type { Workplace } from './step.js';

/** Where a service does not say how long to stay away. */
const DEFAULT_PAUSE_MS = 60_000;

/** What an item asks for, read and checked before anything is sent. */
export interface PlannedStart {
  /**
   * Starts it, or finds what an earlier try has started.
   *
   * @throws WireflowError before anything is started, or `start_unknown`
   */
  begin(context: StartContext): Promise<Begun>;
}

/** What has been started for an item. Nothing that goes wrong from here on is an error: its id must reach the person. */
export interface Begun {
  /** What a person finds it again by. */
  readonly id: string;
  /** Waits for it as planned. @returns what the item has come to */
  items(): Promise<INodeExecutionData[]>;
}

/** What is known of starts before this one, and which one this is. */
export interface StartContext {
  readonly runs: RememberedRuns;
  readonly interrupted: InterruptedStarts;
  readonly runIndex: number;
  readonly itemIndex: number;
  /** Told which service takes no more requests, and for how long, in ms. */
  onPause(service: string, ms: number): void;
}

/** A start that was not sent, since somebody has stopped the execution while it was prepared. */
export function stoppedBefore(): WireflowError {
  return new WireflowError({ kind: 'unavailable', problem: 'The workflow was stopped.', nextStep: 'Nothing was started for this item.' });
}

/** What an item stands for, by what it asks for. @param seenAt where a person sees whether it has been started */
export function itemKey({ runIndex, itemIndex }: StartContext, target: string, inputs: unknown, seenAt: string): ItemKey {
  return { runIndex, itemIndex, seenAt, inputs: markOf(`${target}\n${JSON.stringify(inputs)}`) };
}

/** Sends a start once: marked before it, remembered after it, and forgotten only where surely nothing was started. */
export async function sendOnce<T extends { readonly id: string }>({ runs, interrupted }: StartContext, key: ItemKey, nowMs: number, send: () => Promise<T>): Promise<ItemRun<T>> {
  await interrupted.mark(key);
  return runs.start(key, nowMs, send).catch(async (error: unknown) => {
    if (isSurelyNotStarted(error)) await interrupted.release(key);
    throw error;
  });
}

/** Sends again what a limit has refused, once its wait is over, for as long as nobody stops the execution. */
export async function waitingOutLimits<T>({ clock, signal }: Workplace, send: () => Promise<T>, onPause: (ms: number) => void): Promise<T> {
  for (;;) {
    const outcome = await send().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if ('value' in outcome) return outcome.value;
    const { error } = outcome;
    if (!(error instanceof WireflowError) || error.kind !== 'rate_limited' || signal?.aborted) throw error;
    const pauseMs = error.retryAfterMs ?? DEFAULT_PAUSE_MS;
    onPause(pauseMs);
    await clock.sleep(pauseMs);
    if (signal?.aborted) throw error;
  }
}
