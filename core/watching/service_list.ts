import type { WireflowClient } from '../api/client.js';
import { withFewerParameters } from '../api/fewer_parameters.js';
import { NetworkError } from '../api/network_error.js';
import type { Page } from '../api/readers/index.js';
import { START, walkPages, type Place, type Walk } from '../api/walk_pages.js';
import type { Memory } from '../memory.js';
import { WireflowError } from '../model/errors.js';
import type { Execution } from '../model/execution.js';
import type { Workflow } from '../model/workflow.js';
import { loadHabits, saveHabits, WAYS, type ListHabits } from './list_habits.js';
import type { NearReading } from './near_reading.js';
import { orderOf, reachesBack, startsIn } from './list_order.js';
import type { RequestBudget } from './request_budget.js';
import { restAfter } from './rest_of_list.js';
import { inTurn, ranLately } from './workflow_turns.js';

const PAGE_SIZE = 100;
/** Where a page is larger than can be received, one of so many times less is asked for. */
const SMALLER_BY = 10;
/** While an older part waits to be read, the newest leave it something. */
const REQUESTS_FOR_RESTS = 2;
/** One workflow may have been deleted meanwhile; where the first two have no list, there is no such path. */
const ENOUGH_UNANSWERED = 2;

/** A part of a list that no reading has got to yet. */
export interface Rest {
  /** Its beginning; the list's own beginning where the place has become unknown. */
  readonly place: Place;
  /** How far back it matters, ms since 1970. */
  readonly backToMs: number;
}

export interface ListRequest {
  /** Null for the whole account. */
  readonly workflowId: string | null;
  /** Reading ends at executions that started before this, ms since 1970. */
  readonly backToMs: number;
  /** Or at what started this long before the latest in the list, where that is earlier: its clock may be hours off. */
  readonly windowMs?: number;
  /** The latest start that an earlier reading has seen, ms since 1970; the list's own latest when left out. */
  readonly latestSeenMs?: number | null;
  /** The same as `backToMs` for what stands in for a list where there is none; `backToMs` when left out. */
  readonly rememberedBackToMs?: number;
  readonly maxPages: number;
  /** So many executions are enough, however far back more would matter. */
  readonly enough?: number;
  readonly budget: RequestBudget;
  /** How many requests the reading leaves in the budget. */
  readonly keptRequests: number;
  /** Whether what has come so far will do when the service stops answering midway. */
  readonly mayEndEarly: boolean;
  /** Where it will do to read back to a while before the latest: tried with one small page first, and then with a larger one. */
  readonly near?: NearReading | null;
  /** Executions of which the state and the times will do, by their ids. */
  readonly known?: ReadonlySet<string>;
  /** In place of the usual page size. */
  readonly pageSize?: number;
  /** Where earlier readings were cut off, by the list they read. */
  readonly rests?: Readonly<Record<string, Rest>>;
}

/** A list that was not read to the end of what matters. */
export interface Cut {
  /** The workflow whose list it is; empty for the account's. */
  readonly list: string;
  readonly order: 'newest' | 'oldest' | 'none' | 'unread';
  /** The starts of what was read, ms since 1970. */
  readonly earliestMs: number;
  readonly latestMs: number;
}

export interface Listed {
  /** In the order in which they came. */
  readonly executions: Execution[];
  /** How far back they matter, ms since 1970. */
  readonly backToMs: number;
  /** Where each list that was cut off, or that grows at its end, is read on; by the list. */
  readonly rests: Readonly<Record<string, Rest>>;
  readonly cut: readonly Cut[];
  readonly damaged: number;
  /** Whether it was read back to `nearToMs` alone. */
  readonly isNear?: boolean;
}

/**
 * Executions from the newest back to where they no longer matter, as far as pages and budget go. What lies behind a cut
 * is read by the next reading, which is given `rests`.
 *
 * @param memory remembers what was found out about the list
 * @throws WireflowError `no_execution_list` when no known way answers; whatever else the service refuses with
 */
export async function listExecutions(client: WireflowClient, memory: Memory, request: ListRequest): Promise<Listed> {
  const before = await loadHabits(memory);
  const near = await readNear(client, request, before);
  if (near !== null) return near;
  const reader = new ListReader(client, request, before);
  const ways = [...WAYS].sort((a, b) => Number(b === before.way) - Number(a === before.way));
  for (const way of ways) {
    if (!(await reader.read(way))) continue;
    await saveHabits(memory, before, { ...reader.habits, way });
    return reader.listed();
  }
  const words = reader.refusal === null ? '' : ` The last answer: ${reader.refusal.problem}`;
  throw new WireflowError({
    kind: 'no_execution_list',
    problem: `Wireflow answers no request for a list of executions that this integration knows.${words}`,
    nextStep: 'Use the search Find Execution with the Execution ID of an earlier step instead.',
  });
}

/** A small page of the account's list, or a larger one; null where that does not reach far enough, or runs in another order than from new to old. */
async function readNear(client: WireflowClient, request: ListRequest, before: ListHabits): Promise<Listed | null> {
  const { near = null } = request;
  if (near === null || before.way !== 'account') return null;
  for (const pageSize of near.pageSizes) {
    const reader = new ListReader(client, { ...request, backToMs: near.toMs, windowMs: -Infinity, rests: {}, maxPages: 1, pageSize }, before);
    const listed = (await reader.read('account')) ? reader.listed() : null;
    if (listed !== null && listed.cut.length === 0 && Object.keys(listed.rests).length === 0) return { ...listed, isNear: true };
  }
  return null;
}

type Target = { readonly id: string; readonly name: string | null } | null;

/** One reading, through one list or several. */
class ListReader {
  habits: ListHabits;
  refusal: WireflowError | null = null;
  #executions = new Map<string, Execution>();
  #rests: Record<string, Rest> = {};
  #cut: Cut[] = [];
  #damaged = 0;
  #backToMs: number;
  #listsRead = 0;

  constructor(
    readonly client: WireflowClient,
    readonly request: ListRequest,
    habits: ListHabits,
  ) {
    this.habits = habits;
    this.#backToMs = request.backToMs;
  }

  listed(): Listed {
    const { workflowId } = this.request;
    // The filter's name is a guess: a server that does not know it sends everything.
    const executions = [...this.#executions.values()].filter((execution) => workflowId === null || (execution.workflowId ?? workflowId) === workflowId);
    return { executions, backToMs: this.#backToMs, rests: this.#rests, cut: this.#cut, damaged: this.#damaged };
  }

  /** @returns whether there is such a way */
  async read(way: 'account' | 'workflow'): Promise<boolean> {
    const { workflowId } = this.request;
    if (way === 'workflow') return workflowId === null ? this.#throughWorkflows() : this.#list({ id: workflowId, name: null });
    if (!(await this.#list(null))) return false;
    const isFilterSeen = workflowId === null || [...this.#executions.values()].every((execution) => execution.workflowId !== null);
    // An account's list that does not say to which workflow its executions belong can't show whether the filter was obeyed.
    if (!isFilterSeen) {
      const unfiltered = this.#executions;
      this.#executions = new Map();
      if (!(await this.#list({ id: workflowId, name: null }))) this.#executions = unfiltered;
    }
    return true;
  }

  /** Where only the list of one workflow exists: each one's, those first that have waited longest for their turn. */
  async #throughWorkflows(): Promise<boolean> {
    this.request.budget.take();
    const workflows = inTurn(ranLately(await this.client.listWorkflows(), this.request), this.habits.readAtMs);
    let unanswered = 0;
    const unread: Workflow[] = [];
    for (const [index, workflow] of workflows.entries()) {
      if (!this.request.budget.has(this.request.keptRequests) && index > 0) {
        unread.push(workflow);
        continue;
      }
      if (!(await this.#list(workflow))) unanswered += 1;
      if (unanswered === Math.min(ENOUGH_UNANSWERED, workflows.length) && index === unanswered - 1) return false;
    }
    for (const { id } of unread) this.#cut.push({ list: id, order: 'unread', earliestMs: Infinity, latestMs: -Infinity });
    if (unread.length > 0) this.#rememberTurns(workflows.filter((workflow) => !unread.includes(workflow)));
    return true;
  }

  #rememberTurns(read: readonly Workflow[]): void {
    const now = this.client.now();
    this.habits = { ...this.habits, readAtMs: { ...this.habits.readAtMs, ...Object.fromEntries(read.map(({ id }) => [id, now])) } };
  }

  /** @returns whether there is such a list */
  async #list(target: Target): Promise<boolean> {
    const list = target?.id ?? '';
    const rest = this.request.rests?.[list] ?? null;
    const walk = await this.#walk(target, START, rest);
    if (walk === null) return false;
    this.#take(walk, target);
    this.#listsRead += 1;
    const order = orderOf(walk.items);
    const oldestFirst = order === 'oldest';
    const later = rest === null || rest.place.by === 'start' || (oldestFirst && walk.ended === 'end') ? null : await this.#walk(target, rest.place, rest);
    if (later) this.#take(later, target);
    const restNow = restAfter({ walk, later, rest, oldestFirst, backToMs: this.#backToMs });
    if (restNow !== null) this.#rests[list] = restNow;
    if (walk.ended === 'cut' || later?.ended === 'cut') this.#cut.push({ list, order, ...startsIn([...walk.items, ...(later?.items ?? [])]) });
    return true;
  }

  #take({ items, damaged }: Walk<Execution>, target: Target): void {
    this.#damaged += damaged;
    for (const execution of items) if (!this.#executions.has(execution.id)) this.#executions.set(execution.id, named(execution, target));
  }

  async #walk(target: Target, from: Place, rest: Rest | null): Promise<Walk<Execution> | null> {
    const { budget, keptRequests, maxPages, windowMs = 0, latestSeenMs, enough = Infinity } = this.request;
    const isTop = from.by === 'start';
    const backToMs = isTop && rest?.place.by !== 'start' ? this.request.backToMs : Math.min(this.request.backToMs, rest?.backToMs ?? Infinity);
    let stopMs: number | null = null;
    let count = 0;
    const isEnough = ({ items }: Page<Execution>) => {
      stopMs ??= Math.min(backToMs, latestOr(latestSeenMs, items) - windowMs);
      this.#backToMs = Math.min(this.#backToMs, stopMs);
      count += items.length;
      if (count >= enough || reachesBack(items, stopMs)) return true;
      // The last reading has gone on from here, or, where what is new stands at the end, got that far.
      return isTop && rest !== null && rest.place.by !== 'start' && (orderOf(items) === 'oldest' || reachesBack(items, latestSeenMs ?? -Infinity));
    };
    const kept = keptRequests + (isTop && rest !== null ? REQUESTS_FOR_RESTS : 0);
    // Only an answer tells whether there is such a list: without one, what stands in for it would be left for a day.
    const isUnknown = (requests: number) => isTop && requests === 0 && this.#listsRead === 0;
    const mayAsk = (requests: number) => requests < maxPages && (budget.take(kept) || isUnknown(requests));
    const { countsFromOne } = this.habits;
    const walk = await walkPages<Execution>({ ask: (place) => this.#ask(target, place), mayAsk, isEnough, from, countsFromOne });
    if (walk?.countsFromOne && !countsFromOne) this.habits = { ...this.habits, countsFromOne: true };
    return walk;
  }

  /** @returns whether less can be asked for than was too much */
  #asksForLess(): boolean {
    const { refusals } = this.habits;
    const limit = Math.min(refusals.largestLimit ?? PAGE_SIZE, PAGE_SIZE);
    if (limit <= 1 || refusals.names.includes('limit')) return false;
    this.habits = { ...this.habits, refusals: { ...refusals, largestLimit: Math.max(1, Math.floor(limit / SMALLER_BY)) } };
    return true;
  }

  async #ask(target: Target, place: Place): Promise<Page<Execution> | null | 'later'> {
    const { workflowId, budget, mayEndEarly } = this.request;
    const filter = target === null && workflowId !== null ? { workflowId } : {};
    const query = place.by === 'link' ? place.query : { ...filter, limit: String(this.request.pageSize ?? PAGE_SIZE), ...place.query };
    const isFirst = place === START && this.#listsRead === 0;
    try {
      const send = (form: Readonly<Record<string, string>>) => this.client.listExecutions(target?.id ?? null, form, place, this.request.known);
      const { reply, refusals } = await withFewerParameters(query, this.habits.refusals, send, () => budget.take());
      this.habits = { ...this.habits, refusals };
      return reply;
    } catch (error) {
      if (!(error instanceof WireflowError)) throw error;
      if (error.kind === 'rejected') {
        this.refusal = error;
        return null;
      }
      if (isTooLarge(error) && this.#asksForLess()) return place.by === 'start' && budget.take() ? this.#ask(target, place) : 'later';
      if (!isFirst && mayEndEarly && error.canRetry) return 'later';
      throw error;
    }
  }
}

function isTooLarge({ cause }: WireflowError): boolean {
  return cause instanceof NetworkError && cause.isTooLarge;
}

function latestOr(latestSeenMs: number | null | undefined, items: readonly Execution[]): number {
  const { latestMs } = startsIn(items);
  return latestSeenMs ?? (Number.isFinite(latestMs) ? latestMs : Infinity);
}

function named(execution: Execution, target: Target): Execution {
  if (target === null) return execution;
  return { ...execution, workflowId: execution.workflowId ?? target.id, workflowName: execution.workflowName ?? target.name };
}
