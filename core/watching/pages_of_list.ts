import type { WireflowClient } from '../api/client.js';
import { withFewerParameters } from '../api/fewer_parameters.js';
import { NetworkError } from '../api/network_error.js';
import type { Page } from '../api/readers/index.js';
import { START, walkPages, type Place, type Walk } from '../api/walk_pages.js';
import { WireflowError } from '../model/errors.js';
import type { Execution } from '../model/execution.js';
import type { ListHabits } from './list_habits.js';
import { orderOf, reachesBack, startsIn } from './list_order.js';
import type { ListRequest, Rest } from './listed.js';

const PAGE_SIZE = 100;
/** Where a page is larger than can be received, one of so many times less is asked for. */
const SMALLER_BY = 10;
/** While an older part waits to be read, the newest leave it something. */
const REQUESTS_FOR_RESTS = 2;

/** The workflow whose list is read; null for the account's. */
export type Target = { readonly id: string; readonly name: string | null } | null;

/** Reads the pages of one list after the other, and finds out on the way what the service takes. */
export class ListPages {
  habits: ListHabits;
  /** The last answer that there is no such list. */
  refusal: WireflowError | null = null;
  /** How far back what was read matters, ms since 1970. */
  backToMs: number;
  listsRead = 0;

  constructor(
    readonly client: WireflowClient,
    readonly request: ListRequest,
    habits: ListHabits,
  ) {
    this.habits = habits;
    this.backToMs = request.backToMs;
  }

  /** @returns null where there is no such list */
  async walk(target: Target, from: Place, rest: Rest | null): Promise<Walk<Execution> | null> {
    const { budget, keptRequests, maxPages, windowMs = 0, latestSeenMs, enough = Infinity } = this.request;
    const isTop = from.by === 'start';
    const backToMs = isTop && rest?.place.by !== 'start' ? this.request.backToMs : Math.min(this.request.backToMs, rest?.backToMs ?? Infinity);
    let stopMs: number | null = null;
    let count = 0;
    const isEnough = ({ items }: Page<Execution>) => {
      stopMs ??= Math.min(backToMs, latestOr(latestSeenMs, items) - windowMs);
      this.backToMs = Math.min(this.backToMs, stopMs);
      count += items.length;
      if (count >= enough || reachesBack(items, stopMs)) return true;
      // The last reading has gone on from here, or, where what is new stands at the end, got that far.
      return isTop && rest !== null && rest.place.by !== 'start' && (orderOf(items) === 'oldest' || reachesBack(items, latestSeenMs ?? -Infinity));
    };
    const kept = keptRequests + (isTop && rest !== null ? REQUESTS_FOR_RESTS : 0);
    // Only an answer tells whether there is such a list: without one, what stands in for it would be left for a day.
    const isUnknown = (requests: number) => isTop && requests === 0 && this.listsRead === 0;
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
    const isFirst = place === START && this.listsRead === 0;
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
