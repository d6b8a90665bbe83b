import { createHash } from 'node:crypto';
import { WireflowError } from '../model/errors.js';
import type { Execution } from '../model/execution.js';
import { isObject, number, text } from '../json.js';
import type { LockingMemory } from '../memory.js';

/** As long as the service keeps an `Idempotency-Key` (docs/service.md, "Run ID"). */
const KEPT_S = 24 * 60 * 60;
/** A step lives 30 s: a start that is older than this has ended without telling how. */
const START_LASTS_MS = 60_000;

/** What a Run ID stands for: a run, a start under way, or else a start whose end is not known. */
type Claim = { readonly executionId: string; readonly startedAtMs: number } | { readonly startingAtMs: number } | Record<string, never>;

/** The run of a key, and whether it was started now or by an earlier step. */
export interface ClaimedRun {
  readonly executionId: string;
  /** What the service said to the start; null when an earlier step made it. */
  readonly started: Execution | null;
  readonly startedAtMs: number;
}

/**
 * The key that makes starts of the same run recognisable, to us and to the service: the same Run ID on two workflows
 * is two runs.
 *
 * @param target the workflow or webhook; it can not be read back out of the key
 */
export function runKey(target: string, runId: string): string {
  return createHash('sha256').update(`${target}\n${runId.trim()}`).digest('hex');
}

/**
 * The run that an earlier step has started under this key, or null when the key is free.
 *
 * @throws WireflowError `conflict` while another step is starting it; `start_unknown` when nobody knows how its start
 *   ended
 */
export async function earlierRun(memory: LockingMemory, key: string, nowMs: number): Promise<ClaimedRun | null> {
  const claim = await memory.get(nameOf(key));
  if (!isObject(claim)) return null;
  const executionId = text(claim['executionId']);
  if (executionId !== null) return { executionId, started: null, startedAtMs: number(claim['startedAtMs']) ?? 0 };
  const startingAtMs = number(claim['startingAtMs']) ?? 0;
  throw nowMs - startingAtMs < START_LASTS_MS ? beingStarted() : endedUnknown();
}

/**
 * Starts a run once per key within 24 hours, also when two steps try at the same moment. The key is claimed before the
 * start, so that no failure in between leads to a second run; it is given back only when surely nothing started.
 *
 * @throws WireflowError as `earlierRun`; `unavailable` when claims can't be kept, because then nothing could be promised
 */
export async function startOnce(memory: LockingMemory, key: string, nowMs: number, start: () => Promise<Execution>): Promise<ClaimedRun> {
  const keep = (claim: Claim) => memory.set(nameOf(key), claim, KEPT_S);
  const isMine = await memory.claim(nameOf(key), { startingAtMs: nowMs } satisfies Claim, KEPT_S);
  if (!isMine) {
    const earlier = await earlierRun(memory, key, nowMs);
    if (earlier === null) throw beingStarted();
    return earlier;
  }
  try {
    const started = await start();
    await keep({ executionId: started.id, startedAtMs: nowMs });
    return { executionId: started.id, started, startedAtMs: nowMs };
  } catch (error) {
    const isFree = error instanceof WireflowError && error.kind !== 'start_unknown';
    if (isFree) await memory.forget(nameOf(key));
    else await keep({});
    throw error;
  }
}

function nameOf(key: string): string {
  return `run:${key}`;
}

function beingStarted(): WireflowError {
  return new WireflowError({
    kind: 'conflict',
    problem: 'Another step is just starting the run with this Run ID.',
    nextStep: 'Nothing was started here; the step is tried again by itself and then gives that run.',
    canRetry: true,
  });
}

function endedUnknown(): WireflowError {
  return new WireflowError({
    kind: 'start_unknown',
    problem: 'An earlier step with this Run ID lost its connection while it started the run, so the run may have started.',
    nextStep: 'Look at the workflow’s executions in Wireflow; to start it anew, use another Run ID.',
  });
}
