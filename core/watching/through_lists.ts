import type { WireflowClient } from '../api/client.js';
import { START, type Walk } from '../api/walk_pages.js';
import type { WireflowError } from '../model/errors.js';
import type { Execution } from '../model/execution.js';
import type { Workflow } from '../model/workflow.js';
import type { ListHabits } from './list_habits.js';
import { orderOf, startsIn } from './list_order.js';
import type { Cut, Listed, ListRequest, Rest } from './listed.js';
import { ListPages, type Target } from './pages_of_list.js';
import { inTurn, ranLately } from './workflow_turns.js';

/** One workflow may have been deleted meanwhile; where the first two have no list, there is no such path. */
const ENOUGH_UNANSWERED = 2;

/** One reading, through one list or several. */
export class ListReader {
  readonly #pages: ListPages;
  #executions = new Map<string, Execution>();
  #rests: Record<string, Rest> = {};
  #cut: Cut[] = [];
  #damaged = 0;

  constructor(
    readonly client: WireflowClient,
    readonly request: ListRequest,
    habits: ListHabits,
  ) {
    this.#pages = new ListPages(client, request, habits);
  }

  /** What is known of the list by now. */
  get habits(): ListHabits {
    return this.#pages.habits;
  }

  /** Why the last way that was tried is none. */
  get refusal(): WireflowError | null {
    return this.#pages.refusal;
  }

  listed(): Listed {
    const { workflowId } = this.request;
    // The filter's name is a guess: a server that does not know it sends everything.
    const executions = [...this.#executions.values()].filter((execution) => workflowId === null || (execution.workflowId ?? workflowId) === workflowId);
    return { executions, backToMs: this.#pages.backToMs, rests: this.#rests, cut: this.#cut, damaged: this.#damaged };
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
    this.#pages.habits = { ...this.habits, readAtMs: { ...this.habits.readAtMs, ...Object.fromEntries(read.map(({ id }) => [id, now])) } };
  }

  /** @returns whether there is such a list */
  async #list(target: Target): Promise<boolean> {
    const list = target?.id ?? '';
    const rest = this.request.rests?.[list] ?? null;
    const walk = await this.#pages.walk(target, START, rest);
    if (walk === null) return false;
    this.#take(walk, target);
    this.#pages.listsRead += 1;
    const order = orderOf(walk.items);
    const oldestFirst = order === 'oldest';
    const later = rest === null || rest.place.by === 'start' || (oldestFirst && walk.ended === 'end') ? null : await this.#pages.walk(target, rest.place, rest);
    if (later) this.#take(later, target);
    const restNow = restAfter({ walk, later, rest, oldestFirst, backToMs: this.#pages.backToMs });
    if (restNow !== null) this.#rests[list] = restNow;
    if (walk.ended === 'cut' || later?.ended === 'cut') this.#cut.push({ list, order, ...startsIn([...walk.items, ...(later?.items ?? [])]) });
    return true;
  }

  #take({ items, damaged }: Walk<Execution>, target: Target): void {
    this.#damaged += damaged;
    for (const execution of items) if (!this.#executions.has(execution.id)) this.#executions.set(execution.id, named(execution, target));
  }
}

/** Where the next reading goes on. */
function restAfter({ walk, later, rest, oldestFirst, backToMs }: { walk: Walk<Execution>; later: Walk<Execution> | null; rest: Rest | null; oldestFirst: boolean; backToMs: number }): Rest | null {
  const final = later ?? walk;
  // A part further down is met again by reading on from the upper one.
  if (walk.ended === 'cut' && !oldestFirst) return walk.rest && { place: walk.rest, backToMs };
  if (final.ended === 'cut') return final.rest && { place: final.rest, backToMs };
  // A page may be known no more, such as by a token that has run out.
  if (rest !== null && later === null && rest.place.by !== 'start' && !oldestFirst) return { place: START, backToMs: rest.backToMs };
  return oldestFirst && final.last.by !== 'start' ? { place: final.last, backToMs } : null;
}

function named(execution: Execution, target: Target): Execution {
  if (target === null) return execution;
  return { ...execution, workflowId: execution.workflowId ?? target.id, workflowName: execution.workflowName ?? target.name };
}
