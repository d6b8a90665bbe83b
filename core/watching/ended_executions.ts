import { accountOf } from '../api/account.js';
import type { WireflowClient } from '../api/client.js';
import { hasEnded, isWhole, withKnownFacts, type Execution } from '../model/execution.js';
import type { Memory } from '../memory.js';
import { ownWatch } from './own_watch.js';
import { isWanted, lookUp, type Outcome, type Sorted } from './open_runs.js';
import { sortListed } from './sort_listed.js';
import { takenForKnown, takeOldForDone, unread } from './switching_on.js';
import { startsIn } from './list_order.js';
import { recentExecutions, type Recent } from './list_or_own_starts.js';
import { RequestBudget } from './request_budget.js';
import type { Rest } from './listed.js';
import { withWorkflowNames } from './workflow_names.js';
import { nearReading, WHOLE_AFTER_MISS_MS } from './near_reading.js';
import { KEPT_FOR_OTHERS_MS, latestFirst, loadWatch, saveWatch, WINDOW_MS, type OpenRun, type Watch } from './trigger_memory.js';
import { unreachedBehind } from './unreached.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Without memory the list is read further back, to meet the long runs that still go on. */
const FIRST_WINDOW_MS = DAY_MS;
/** Runs that this connection has started are all remembered, so only what has come since the last poll is asked for. */
const REMEMBERED_WINDOW_MS = 30 * MINUTE_MS;
const MAX_PAGES = 30;
/** Some of them go on, or have failed. */
const ENOUGH_FOR_A_SAMPLE = 10;
const MAX_SAMPLE_PAGES = 4;
/** Zapier ends a poll after 30 s. */
const BUDGETS = {
  new: { maxRequests: 40, maxMs: 18_000 },
  // Switching on is one poll, and what it does not see can't be told from what is new.
  known: { maxRequests: 40, maxMs: 18_000, reserved: 0 },
  sample: { maxRequests: 8, maxMs: 18_000 },
} as const;
/** However long the list is, some runs are looked up at every poll. */
const REQUESTS_FOR_LOOK_UPS = 3;
/** A list that still calls a run going after this long may be behind, or may not tell states at all. */
const LIST_DOUBTED_AFTER_MS = 3 * MINUTE_MS;
const SAMPLE_SIZE = 3;
const NOBODY_SAYS_WHOSE = 'Wireflow does not say to which workflow some of these executions belong: they may be of another than the chosen one.';

export type { Outcome };

export interface EndedRequest {
  /** Null for every workflow of the account. */
  readonly workflowId: string | null;
  /**
   * `new`: what has completed lately, with its outputs. `sample`: the last few, with their outputs. `known`: whatever
   * can be seen, to be taken for already handled, so its outputs don't matter.
   */
  readonly purpose: 'new' | 'sample' | 'known';
  /** Runs that have completed (default), or those that ended in any other way. */
  readonly outcome?: Outcome;
  /** Whether the caller tells a run's images apart, so that a known run's have to be known too. */
  readonly tellsImagesApart?: boolean;
  /** Told, for the log, which way of finding executions is in use and what could not be reached; a sentence each. */
  readonly onWay?: (sentence: string) => void;
}

/**
 * Executions that have ended as asked for, the latest end first. A caller that drops the ids it has seen gets each one
 * once, and none is missed: a run that was once seen going is followed by its id until it ends, however many start after
 * it. The number of requests does not grow with the account's history (docs/service.md, "List executions").
 *
 * @throws WireflowError when the list can't be read
 */
export async function endedExecutions(client: WireflowClient, memory: Memory, request: EndedRequest): Promise<Execution[]> {
  const { workflowId, purpose, outcome = 'completed', tellsImagesApart = false } = request;
  const key = `${outcome}:${workflowId ?? 'all'}`;
  const kept = await ownWatch(client, await loadWatch(memory, key));
  const budget = new RequestBudget(client, BUDGETS[purpose]);
  const startMs = windowStart(purpose, kept, client.now());
  const near = purpose === 'new' ? nearReading(kept, client.now()) : null;
  const recent = await recentExecutions(client, memory, {
    workflowId,
    backToMs: startMs,
    ...(purpose === 'sample' ? {} : {
      windowMs: WINDOW_MS, latestSeenMs: kept?.latestStartMs ?? null, // Reading on from where others are leaves out what they know, and the Zap that is switched on does not.
      rests: purpose === 'known' ? {} : (kept?.rests ?? {}),
    }),
    ...(kept === null || purpose !== 'new' ? {} : { rememberedBackToMs: Math.max(startMs, startMs + WINDOW_MS - REMEMBERED_WINDOW_MS) }),
    ...(purpose === 'sample' ? { maxPages: MAX_SAMPLE_PAGES, enough: ENOUGH_FOR_A_SAMPLE } : { maxPages: purpose === 'known' ? BUDGETS.known.maxRequests : MAX_PAGES }),
    near,
    // A person who tests wants to see them; what was handed over is not read again.
    ...(kept === null || purpose !== 'new' ? {} : { known: kept.done }),
    budget,
    keptRequests: purpose === 'known' ? 0 : REQUESTS_FOR_LOOK_UPS,
    // What is taken for known has to be read as a whole: the rest would look new at the next poll.
    mayEndEarly: purpose !== 'known',
  }, purpose === 'sample');
  const { listed, tellsState, backToMs, isNear = false } = recent;
  for (const sentence of recent.said) request.onWay?.(sentence);
  if (purpose === 'sample') return withWorkflowNames(client, memory, await lastFew(client, budget, listed, outcome, tellsState), budget);

  const nowMs = client.now();
  // Zaps that were on before have been handed whatever ended before this.
  const overSinceMs = kept === null ? nowMs : Math.min(nowMs, kept.savedAtMs) - KEPT_FOR_OTHERS_MS;
  const unreached = [...(kept?.unreached ?? []), ...(purpose === 'known' ? unreachedBehind(recent.cut, overSinceMs, client.limits.retryAfterMs ?? null) : [])];
  const sorted: Sorted = { open: new Map(kept?.open), found: new Map(kept?.found), done: new Set(kept?.done) };
  const { open, found, done } = sorted;
  const ready = sortListed(listed, sorted, { workflowId, backToMs, windowMs: WINDOW_MS, nowMs, isInParts: recent.cut.length > 0 || Object.keys(kept?.rests ?? {}).length > 0, isNear, isFirst: kept === null, purpose, outcome, unreached });
  const stillGoing = new Set(listed.filter(({ status }) => !hasEnded(status)).map(({ id }) => id));
  // What has ended otherwise within the window is shown by the next whole reading, and need not be asked for one by one.
  const isShownSoon = ({ haltedAtMs, metAtMs }: OpenRun) => isNear && haltedAtMs !== undefined && nowMs - metAtMs < WINDOW_MS;
  const isDue = (run: OpenRun) => !isShownSoon(run) && (!tellsState || !stillGoing.has(run.id) || isDoubtful(run, client.now()));
  if (purpose === 'new' || !tellsState) await lookUp(client, budget, { workflowId, outcome, tellsImagesApart }, [...open.values()].filter(isDue), sorted);
  else await lookUp(client, budget, { workflowId, outcome, tellsImagesApart }, tellsImagesApart ? unread(ready, { kept, nowMs, windowMs: WINDOW_MS }) : [], sorted);
  if (purpose === 'known') takeOldForDone(ready, sorted, { kept, nowMs, tellsImagesApart, tellsState });

  const latestStartMs = latest(kept?.latestStartMs ?? null, tellsState ? startsIn(listed).latestMs : -Infinity, nowMs);
  const rests = purpose === 'new' || kept === null ? restsOf(recent, purpose) : kept.rests;
  const isReadWhole = purpose === 'new' && !isNear && tellsState;
  const wholeAtMs = isReadWhole ? nowMs : (kept?.wholeAtMs ?? 0);
  const wholeUntilMs = isReadWhole && near !== null ? nowMs + WHOLE_AFTER_MISS_MS : (kept?.wholeUntilMs ?? 0);
  await saveWatch(memory, key, { account: accountOf(client), open, found, done, latestStartMs, rests, unreached, wholeAtMs, wholeUntilMs }, client.now());
  const handed = new Map([...ready, ...[...found.values()].map(({ execution }) => execution)].map((execution) => [execution.id, execution]));
  const ended = latestFirst([...handed.values()].filter(({ status }) => isWanted(status, outcome)));
  if (workflowId !== null && purpose === 'new' && ended.some((execution) => execution.workflowId === null)) request.onWay?.(NOBODY_SAYS_WHOSE);
  if (purpose === 'known') return tellsState ? ended : [...ended, ...takenForKnown(sorted, kept === null)];
  return withWorkflowNames(client, memory, ended, budget);
}

/** A list that grows at its end is read on from there. What a Zap that is switched on did not reach is not read on for it. */
function restsOf({ rests, cut }: Pick<Recent, 'rests' | 'cut'>, purpose: EndedRequest['purpose']): Readonly<Record<string, Rest>> {
  const fromNewToOld = new Set(cut.filter(({ order }) => order !== 'oldest').map(({ list }) => list));
  return purpose === 'known' ? Object.fromEntries(Object.entries(rests).filter(([list]) => !fromNewToOld.has(list))) : rests;
}

/** A time in the future is a fault, and no clock to go by. */
function latest(keptMs: number | null, listedMs: number, nowMs: number): number | null {
  const most = Math.max(keptMs ?? -Infinity, Math.min(listedMs, nowMs + DAY_MS));
  return Number.isFinite(most) ? most : null;
}

/** How far back the list is read, ms since 1970. */
function windowStart(purpose: EndedRequest['purpose'], kept: Watch | null, nowMs: number): number {
  // A sample may be as old as it likes.
  if (purpose === 'sample') return 0;
  if (purpose === 'known' || kept === null) return nowMs - FIRST_WINDOW_MS;
  // After a long pause of the platform, as far as the poll before it and some hours more.
  return Math.max(nowMs - FIRST_WINDOW_MS, Math.min(nowMs, kept.savedAtMs) - WINDOW_MS);
}

function isDoubtful({ metAtMs, lookedAtMs }: OpenRun, nowMs: number): boolean {
  return nowMs - Math.max(metAtMs, lookedAtMs) >= LIST_DOUBTED_AFTER_MS;
}

async function lastFew(client: WireflowClient, budget: RequestBudget, listed: readonly Execution[], outcome: Outcome, tellsState: boolean): Promise<Execution[]> {
  const last = latestFirst(listed.filter(({ status }) => !tellsState || isWanted(status, outcome))).slice(0, SAMPLE_SIZE);
  const looks = await Promise.all(
    last.map(async (execution) => {
      if ((tellsState && isWhole(execution)) || !budget.take()) return execution;
      // A sample without its images is better than none.
      return client.poll(execution.id).then((found) => withKnownFacts(found, execution), () => execution);
    }),
  );
  return looks.filter(({ status }) => isWanted(status, outcome));
}
