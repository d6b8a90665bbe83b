import type { WireflowClient } from '../api/client.js';
import { hasEnded, unknownExecution, withKnownFacts, type Execution } from '../model/execution.js';
import type { Memory } from '../memory.js';
import { isWanted, isWhole, keepFound, lookUp, type Outcome, type Sorted } from './open_runs.js';
import { recentExecutions } from './list_or_own_starts.js';
import { RequestBudget } from './request_budget.js';
import { withWorkflowNames } from './workflow_names.js';
import { latestFirst, loadWatch, saveWatch, type OpenRun, type Watch } from './trigger_memory.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Many times the longest pause between two polls (15 minutes), so that skipped polls lose nothing. */
const WINDOW_MS = 3 * HOUR_MS;
/** Without memory the list is read further back, to meet the long runs that still go on. */
const FIRST_WINDOW_MS = 24 * HOUR_MS;
/** A run that began longer ago may be beyond the list's reach when another Zap with this memory polls next. */
const SURELY_LISTED_MS = WINDOW_MS / 3;
/** Runs that this connection has started are all remembered, so only what has come since the last poll is asked for. */
const REMEMBERED_WINDOW_MS = 30 * MINUTE_MS;
const MAX_PAGES = 10;
/** Zapier ends a poll after 30 s. */
const BUDGET = { maxRequests: 40, maxMs: 18_000 };
const SAMPLE_BUDGET = { maxRequests: 8, maxMs: 18_000 };
/** However long the list is, some runs are looked up at every poll. */
const REQUESTS_FOR_LOOK_UPS = 3;
/** A list that still calls a run going after this long may be behind, or may not tell states at all. */
const LIST_DOUBTED_AFTER_MS = 3 * MINUTE_MS;
const SAMPLE_SIZE = 3;

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
  /** Told which way of finding executions is in use, for the log. */
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
  const { workflowId, purpose, outcome = 'completed' } = request;
  const key = `${outcome}:${workflowId ?? 'all'}`;
  const kept = await loadWatch(memory, key);
  const budget = new RequestBudget(client, purpose === 'sample' ? SAMPLE_BUDGET : BUDGET);
  const backToMs = windowStart(purpose, kept, client.now());
  const { listed, tellsState, way } = await recentExecutions(client, memory, {
    workflowId,
    backToMs,
    ...(kept === null || purpose !== 'new' ? {} : { rememberedBackToMs: Math.max(backToMs, backToMs + WINDOW_MS - REMEMBERED_WINDOW_MS) }),
    maxPages: purpose === 'sample' ? 1 : MAX_PAGES,
    budget,
    keptRequests: purpose === 'known' ? 0 : REQUESTS_FOR_LOOK_UPS,
    // What is taken for known has to be read as a whole: the rest would look new at the next poll.
    mayEndEarly: purpose === 'new',
  }, purpose === 'sample');
  request.onWay?.(way);
  if (purpose === 'sample') return withWorkflowNames(client, memory, await lastFew(client, budget, listed, outcome, tellsState), budget);

  const open = new Map(kept?.open);
  const found = new Map(kept?.found);
  const done = new Set(kept?.done);
  const ready = sortListed(listed, { open, found, done }, { backToMs, nowMs: client.now(), isFirst: kept === null, purpose, outcome });
  if (purpose === 'new' || !tellsState) {
    const stillGoing = new Set(listed.filter(({ status }) => !hasEnded(status)).map(({ id }) => id));
    const due = [...open.values()].filter((run) => !tellsState || !stillGoing.has(run.id) || isDoubtful(run, client.now()));
    await lookUp(client, budget, { workflowId, outcome }, due, { open, found, done });
  }
  await saveWatch(memory, key, { open, found, done }, client.now());
  const ended = latestFirst([...ready, ...[...found.values()].map(({ execution }) => execution)].filter(({ status }) => isWanted(status, outcome)));
  if (purpose === 'known') return tellsState ? ended : [...ended, ...takenForKnown({ open, found, done }, kept === null)];
  return withWorkflowNames(client, memory, ended, budget);
}

/**
 * Where the list tells no states: what was handed over before, and, when nothing is remembered yet, the runs that there
 * was no time to look at. Otherwise a Zap that is switched on would fire for a day of old runs.
 */
function takenForKnown({ open, found, done }: Sorted, isFirst: boolean): Execution[] {
  const unseen = isFirst ? [...open.values()].filter(({ lookedAtMs }) => lookedAtMs === 0).map(({ id }) => id) : [];
  return [...[...done].filter((id) => !found.has(id)), ...unseen].map(unknownExecution);
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

/** Sorts what the list says into `open` and what can be handed over at once, which is returned. */
function sortListed(
  listed: readonly Execution[],
  { open, found, done }: Sorted,
  { backToMs, nowMs, isFirst, purpose, outcome }: { backToMs: number; nowMs: number; isFirst: boolean; purpose: EndedRequest['purpose']; outcome: Outcome },
): Execution[] {
  const ready: Execution[] = [];
  for (const execution of listed) {
    const { id, status, startedAt, finishedAt } = execution;
    const isOld = hasEnded(status) && startedAt !== null && Date.parse(startedAt) < backToMs && !open.has(id);
    if (done.has(id) || (isOld && purpose === 'new')) continue;
    const isReady = isWanted(status, outcome) && (isWhole(execution) || purpose === 'known');
    // A platform that has forgotten everything has polled until then: looking up a day of runs would hold up the new ones.
    if (isFirst && !isReady && hasEnded(status) && finishedAt !== null && Date.parse(finishedAt) < nowMs - WINDOW_MS) continue;
    const isHardToFind = open.has(id) && startedAt !== null && Date.parse(startedAt) < nowMs - SURELY_LISTED_MS;
    if (isReady && isHardToFind && purpose === 'new') keepFound(execution, nowMs, { open, found, done });
    else if (isReady) ready.push(execution);
    // Another Zap may still wait for the outputs of a run that this one takes for known.
    if (isReady ? purpose === 'new' : hasEnded(status) && !isWanted(status, outcome)) open.delete(id);
    else if (!isReady && !open.has(id)) open.set(id, { id, listed: execution, metAtMs: nowMs, lookedAtMs: 0 });
  }
  return ready;
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
