import { WireflowError } from '../model/errors.js';
import type { Execution } from '../model/execution.js';
import { isObject, number, text, type JsonObject } from '../json.js';
import type { LockingMemory } from '../memory.js';
import type { Owner } from './owner.js';

/** As long as the service keeps an `Idempotency-Key` (docs/service.md, "Only Once ID"); a step that waits renews it with each look. */
const KEPT_S = 24 * 60 * 60;
/** A step lives 30 s: a start that is older than this has ended without telling how. */
const START_LASTS_MS = 60_000;
/** Each attempt with one Only Once ID that came to nothing is a call to the platform's store. */
const MOST_ATTEMPTS = 40;

/**
 * What an Only Once ID stands for: a run, with the wait for it; a start under way, by whom; an attempt that is over, because it was
 * refused or its run failed and cost nothing; or a start whose end is not known. `account` is whose it is, where that is no matter
 * of course.
 */
type Claim = { readonly account?: string } & (
  | { readonly executionId: string; readonly startedAtMs: number; readonly wait?: Wait | undefined; readonly isOver?: true }
  | { readonly startingAtMs: number; readonly by: string }
  | { readonly isOver: true }
  | object
);

/** A wait that goes on from one look to the next. */
export interface Wait {
  /** When it began, ms since 1970. */
  readonly sinceMs: number;
  /** When the step is to look again, ms since 1970. */
  readonly dueMs: number;
}

/** The run of a key, and whether it was started now or by an earlier step. */
export interface ClaimedRun {
  readonly executionId: string;
  /** What the service said to the start; null when an earlier step made it. */
  readonly started: Execution | null;
  readonly startedAtMs: number;
  /** Which attempt with this key it is, from 0. */
  readonly attempt: number;
  /** Whose it is; null where that is a matter of course. */
  readonly account: string | null;
  /** The wait that an earlier look has begun, or null. */
  readonly wait: Wait | null;
}

/** An Only Once ID under which nothing has been started: the attempt that may be made. */
export interface FreeAttempt {
  readonly attempt: number;
}

/**
 * The run that an earlier step of this account has started under this key, or the attempt that is free. Another account's starts
 * are passed over, so that each has attempts of its own.
 *
 * @param from the first attempt that counts: those before it are over
 * @throws WireflowError `conflict` while another step is starting it; `start_unknown` when nobody knows how its start
 *   ended
 */
export async function earlierRun(memory: LockingMemory, key: string, owner: Owner, nowMs: number, from = 0): Promise<ClaimedRun | FreeAttempt> {
  for (let attempt = from; attempt < MOST_ATTEMPTS; attempt += 1) {
    const claim = await memory.get(nameOf(key, attempt));
    if (!isObject(claim)) return { attempt };
    if (claim['isOver'] !== true && (await isOwn(claim, owner))) return readClaim(claim, attempt, nowMs);
  }
  throw tooManyAttempts();
}

export function isClaimed(found: ClaimedRun | FreeAttempt): found is ClaimedRun {
  return 'executionId' in found;
}

/**
 * Starts a run once per key within 24 hours, also when two steps try at the same moment. The key is claimed before the
 * start, so that no failure in between leads to a second run; it is free again only when surely nothing started.
 *
 * @param start is given the key for the service: another one after an attempt that came to nothing, since a service may
 *   answer a key that it knows with the same refusal, or the same failed run, again
 * @throws WireflowError as `earlierRun`; `unavailable` when claims can't be kept, because then nothing could be promised
 */
export async function startOnce(memory: LockingMemory, key: string, owner: Owner, attempt: number, nowMs: number, start: (idempotencyKey: string) => Promise<Execution>): Promise<ClaimedRun> {
  const name = nameOf(key, attempt);
  const whose = whoseIs(owner.account);
  const keep = (claim: Claim) => memory.set(name, { ...claim, ...whose }, KEPT_S);
  if (!(await claimed(memory, name, { startingAtMs: nowMs, by: globalThis.crypto.randomUUID(), ...whose }))) {
    const earlier = await earlierRun(memory, key, owner, nowMs, attempt);
    if (isClaimed(earlier)) return earlier;
    // Another account has been first with this attempt.
    if (earlier.attempt > attempt) return startOnce(memory, key, owner, earlier.attempt, nowMs, start);
    throw beingStarted();
  }
  try {
    const started = await start(attempt === 0 ? key : `${key}-${attempt}`);
    await keep({ executionId: started.id, startedAtMs: nowMs });
    return { executionId: started.id, started, startedAtMs: nowMs, attempt, account: owner.account, wait: null };
  } catch (error) {
    if (!(error instanceof WireflowError) || error.kind === 'start_unknown') await keep({});
    else if (isDecided(error)) await keep({ isOver: true });
    else await memory.forget(name);
    throw error;
  }
}

/**
 * Keeps a run for another 24 hours, with the wait for it.
 *
 * @returns whether it is kept now: a platform's store may take what it is given and keep nothing
 */
export async function renewClaim(memory: LockingMemory, key: string, { executionId, startedAtMs, attempt, account }: ClaimedRun, wait: Wait | null): Promise<boolean> {
  await memory.set(nameOf(key, attempt), { executionId, startedAtMs, ...whoseIs(account), ...(wait === null ? {} : { wait }) } satisfies Claim, KEPT_S);
  const kept = await memory.get(nameOf(key, attempt));
  return isObject(kept) && kept['executionId'] === executionId && readWait(kept['wait'])?.dueMs === wait?.dueMs;
}

/** Puts an end to an attempt whose run failed, once another one has taken its place. */
export async function endAttempt(memory: LockingMemory, key: string, { executionId, startedAtMs, attempt, account }: ClaimedRun): Promise<void> {
  await memory.set(nameOf(key, attempt), { executionId, startedAtMs, ...whoseIs(account), isOver: true } satisfies Claim, KEPT_S);
}

/** Whether the claim is ours: also where the store acted and its answer was lost, so that it seems to be somebody else's. */
async function claimed(memory: LockingMemory, name: string, claim: Claim & { readonly by: string }): Promise<boolean> {
  const isOurs = async () => {
    const kept = await memory.get(name);
    return isObject(kept) && kept['by'] === claim.by;
  };
  try {
    return (await memory.claim(name, claim, KEPT_S)) || (await isOurs());
  } catch (error) {
    if (await isOurs()) return true;
    throw error;
  }
}

/** What is kept without an account is everybody's: the start of a webhook. */
async function isOwn(claim: JsonObject, owner: Owner): Promise<boolean> {
  const account = text(claim['account']);
  return account === null || account === owner.account || owner.isOwn(account, text(claim['executionId']));
}

const whoseIs = (account: string | null) => (account === null ? {} : { account });

/** Whether the service has refused this start for good, and may give the same refusal for the same key again. */
function isDecided({ kind, status, canRetry }: WireflowError): boolean {
  return status !== null && !canRetry && kind !== 'conflict';
}

function readClaim(claim: JsonObject, attempt: number, nowMs: number): ClaimedRun {
  const executionId = text(claim['executionId']);
  if (executionId !== null) return { executionId, started: null, startedAtMs: number(claim['startedAtMs']) ?? 0, attempt, account: text(claim['account']), wait: readWait(claim['wait']) };
  const startingAtMs = number(claim['startingAtMs']) ?? 0;
  throw nowMs - startingAtMs < START_LASTS_MS ? beingStarted() : endedUnknown();
}

function readWait(kept: unknown): Wait | null {
  const [sinceMs, dueMs] = isObject(kept) ? [number(kept['sinceMs']), number(kept['dueMs'])] : [null, null];
  return sinceMs === null || dueMs === null ? null : { sinceMs, dueMs };
}

function nameOf(key: string, attempt: number): string {
  return `run:${key}${attempt === 0 ? '' : `:${attempt}`}`;
}

function beingStarted(): WireflowError {
  return new WireflowError({
    kind: 'conflict',
    problem: 'Another step is just starting the execution with this Only Once ID.',
    nextStep: 'Nothing was started here; the step is tried again by itself and then gives that execution.',
    canRetry: true,
  });
}

function endedUnknown(): WireflowError {
  return new WireflowError({
    kind: 'start_unknown',
    problem: 'An earlier step with this Only Once ID lost its connection while it started the execution, so the execution may have started.',
    nextStep: 'Look at the workflow’s executions in Wireflow; to start it anew, use another Only Once ID.',
  });
}

function tooManyAttempts(): WireflowError {
  return new WireflowError({
    kind: 'rejected',
    problem: `With this Only Once ID, ${MOST_ATTEMPTS} attempts came to nothing within a day.`,
    nextStep: 'Nothing was started. See why the earlier ones failed, then use another Only Once ID.',
  });
}
