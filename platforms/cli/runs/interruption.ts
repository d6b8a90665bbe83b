import { WireflowError, type ErrorKind } from '../../../core/model/errors.js';
import { shellWord } from '../printing/shell_word.js';

/** How far a run had come when somebody pressed Ctrl-C. */
export type Stage = { readonly at: 'before' } | { readonly at: 'starting'; /** Where a person sees whether it was started. */ readonly seenAt?: string } | { readonly at: 'started'; readonly executionId: string };

/** Somebody pressed Ctrl-C; what goes on without us is said by the stage. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly stage: Stage;

  constructor(stage: Stage) {
    super('Interrupted');
    this.stage = stage;
  }
}

/** A start that is under way is given this long to tell its id: without it the person would have to search. */
const LAST_WORD_MS = 3_000;

/**
 * Ends `work` for the person as soon as the signal says so.
 *
 * @param stage how far it has come, asked at that moment
 * @throws Interrupted
 */
export async function untilInterrupted<T>(work: Promise<T>, signal: AbortSignal, stage: () => Stage): Promise<T> {
  let stop: () => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    stop = () => void lastWord(work, stage).then(() => reject(new Interrupted(stage())));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  // Whatever becomes of the work after that, nobody waits for it.
  work.catch(() => undefined);
  interrupted.catch(() => undefined);
  const value = await Promise.race([work, interrupted]).finally(() => signal.removeEventListener('abort', stop));
  if (signal.aborted) throw new Interrupted(stage());
  return value;
}

async function lastWord(work: Promise<unknown>, stage: () => Stage): Promise<void> {
  const until = performance.now() + LAST_WORD_MS;
  let isOver = false;
  void work.then(() => (isOver = true), () => (isOver = true));
  while (stage().at === 'starting' && !isOver && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** What a request or a pipe that Ctrl-C has cut off comes to: an interruption, and no fault of Wireflow's or of the network. */
export function asInterrupted(error: unknown, { aborted }: AbortSignal): unknown {
  const isCutOff = aborted && error instanceof WireflowError && CUT_OFF.has(error.kind);
  // Nothing that a command ends with comes after a start, but for the kind that says so.
  return isCutOff ? new Interrupted({ at: 'before' }) : error;
}

const CUT_OFF: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['unreachable', 'timed_out', 'unreadable', 'unavailable']);

/** What the person should know. */
export function interruptionSentence(stage: Stage): string {
  if (stage.at === 'before') return 'Interrupted. Nothing was started.';
  if (stage.at === 'starting') return `Interrupted while the execution was being started: it may have started. Look at ${stage.seenAt ?? 'the workflow’s executions in Wireflow'} before you start it again, or you may pay twice.`;
  return `Interrupted. The execution ${stage.executionId} goes on. Wait for it with: wireflow wait ${shellWord(stage.executionId)}`;
}
