import type { WireflowClient } from './client.js';
import { WireflowError } from './errors.js';
import { hasEnded, hasFile, withKnownFacts, type Execution } from './execution.js';
import type { Memory } from './memory.js';
import { recentExecutions } from './recent_executions.js';
import { RequestBudget } from './request_budget.js';
import { withWorkflowNames } from './workflow_names.js';
import { latestFirst, loadWatch, saveWatch, type OpenRun, type Watch } from './watch.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Many times the longest pause between two polls (15 minutes), so that skipped polls lose nothing. */
const WINDOW_MS = 3 * HOUR_MS;
/** Without memory the list is read further back, to meet the long runs that still go on. */
const FIRST_WINDOW_MS = 24 * HOUR_MS;
/** A run may be called completed before its outputs can be read; after this long it has none. */
const OUTPUT_GRACE_MS = MINUTE_MS;
const MAX_PAGES = 10;
/** Zapier ends a poll after 30 s. */
const BUDGET = { maxRequests: 40, maxMs: 18_000 };
const SAMPLE_BUDGET = { maxRequests: 8, maxMs: 18_000 };
const LOOK_UPS_AT_ONCE = 4;
/** However long the list is, some runs are looked up at every poll. */
const REQUESTS_FOR_LOOK_UPS = 3;
/** A list that still calls a run going after this long may be behind, or may not tell states at all. */
const LIST_DOUBTED_AFTER_MS = 3 * MINUTE_MS;
const SAMPLE_SIZE = 3;

export type Outcome = 'completed' | 'failed';

export interface CompletedRequest {
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
 * Completed executions, the latest end first. A caller that drops the ids it has seen gets each one once, and none is
 * missed: a run that was once seen going is followed by its id until it ends, however many start after it. The number
 * of requests does not grow with the account's history (docs/service.md, "List executions").
 *
 * @throws WireflowError when the list can't be read
 */
export async function completedExecutions(client: WireflowClient, memory: Memory, request: CompletedRequest): Promise<Execution[]> {
  const { workflowId, purpose, outcome = 'completed' } = request;
  const key = `${outcome}:${workflowId ?? 'all'}`;
  const kept = await loadWatch(memory, key);
  const budget = new RequestBudget(client, purpose === 'sample' ? SAMPLE_BUDGET : BUDGET);
  const backToMs = windowStart(purpose, kept, client.now());
  const { listed, tellsState, way } = await recentExecutions(client, memory, {
    workflowId,
    backToMs,
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
  const ready = sortListed(listed, open, found, { backToMs, nowMs: client.now(), purpose, outcome });
  if (purpose === 'new' || !tellsState) {
    const stillGoing = new Set(listed.filter(({ status }) => !hasEnded(status)).map(({ id }) => id));
    const due = [...open.values()].filter((run) => !tellsState || !stillGoing.has(run.id) || isDoubtful(run, client.now()));
    await lookUp(client, budget, { workflowId, outcome }, due, open, found);
  }
  await saveWatch(memory, key, { open, found }, client.now());
  const ended = latestFirst([...ready, ...found.values()].filter(({ status }) => isWanted(status, outcome)));
  return purpose === 'known' ? ended : withWorkflowNames(client, memory, ended, budget);
}

/** How far back the list is read, ms since 1970. */
function windowStart(purpose: CompletedRequest['purpose'], kept: Watch | null, nowMs: number): number {
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
  open: Map<string, OpenRun>,
  found: ReadonlyMap<string, Execution>,
  { backToMs, nowMs, purpose, outcome }: { backToMs: number; nowMs: number; purpose: CompletedRequest['purpose']; outcome: Outcome },
): Execution[] {
  const ready: Execution[] = [];
  for (const execution of listed) {
    const { id, status, startedAt } = execution;
    const isOld = hasEnded(status) && startedAt !== null && Date.parse(startedAt) < backToMs && !open.has(id);
    if (found.has(id) || (isOld && purpose === 'new')) continue;
    const isReady = isWanted(status, outcome) && (isWhole(execution) || purpose === 'known');
    if (isReady) ready.push(execution);
    // Another Zap may still wait for the outputs of a run that this one takes for known.
    if (isReady ? purpose === 'new' : hasEnded(status) && !isWanted(status, outcome)) open.delete(id);
    else if (!isReady && !open.has(id)) open.set(id, { id, listed: execution, metAtMs: nowMs, lookedAtMs: 0 });
  }
  return ready;
}

/** Looks runs up by their id, those first that have waited longest, and moves what has ended out of `open`. */
async function lookUp(
  client: WireflowClient,
  budget: RequestBudget,
  { workflowId, outcome }: { workflowId: string | null; outcome: Outcome },
  due: readonly OpenRun[],
  open: Map<string, OpenRun>,
  found: Map<string, Execution>,
): Promise<void> {
  const queue = [...due].sort((a, b) => a.lookedAtMs - b.lookedAtMs);
  while (queue.length > 0) {
    const batch = queue.splice(0, LOOK_UPS_AT_ONCE).filter(() => budget.take());
    const looks = await Promise.allSettled(batch.map((run) => client.poll(run.id)));
    for (const [index, look] of looks.entries()) {
      const run = batch[index] as OpenRun;
      const isOther = look.status === 'fulfilled' && workflowId !== null && (look.value.workflowId ?? workflowId) !== workflowId;
      if (isOther || (look.status === 'rejected' && isGone(look.reason))) open.delete(run.id);
      else if (look.status === 'fulfilled') settle(withKnownFacts(look.value, run.listed), outcome, run, client.now(), open, found);
      // A run that can't be read takes its turn behind the others, or it would hold them up for ever.
      else open.set(run.id, { ...run, lookedAtMs: client.now() });
    }
    // Out of budget, or the service is not well: the rest has its turn at the next poll.
    if (batch.length < LOOK_UPS_AT_ONCE || looks.some((look) => look.status === 'rejected' && !isGone(look.reason))) return;
  }
}

function settle(execution: Execution, outcome: Outcome, run: OpenRun, nowMs: number, open: Map<string, OpenRun>, found: Map<string, Execution>): void {
  const { id, status, finishedAt } = execution;
  if (!hasEnded(status)) {
    open.set(id, { ...run, lookedAtMs: nowMs });
    return;
  }
  const emptySinceMs = finishedAt === null ? (run.emptySinceMs ?? nowMs) : Date.parse(finishedAt);
  if (isWanted(status, outcome) && !isWhole(execution) && nowMs - emptySinceMs <= OUTPUT_GRACE_MS) {
    open.set(id, { ...run, lookedAtMs: nowMs, emptySinceMs });
    return;
  }
  open.delete(id);
  found.set(id, execution);
}

function isWanted(status: Execution['status'], outcome: Outcome): boolean {
  return hasEnded(status) && (status === 'completed') === (outcome === 'completed');
}

/** Whether an ended run says all that it has to: its files, or why it failed. */
function isWhole(execution: Execution): boolean {
  if (execution.status === 'completed') return hasFile(execution);
  return execution.status !== 'failed' || execution.error !== null;
}

function isGone(reason: unknown): boolean {
  return reason instanceof WireflowError && reason.kind === 'not_found';
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
