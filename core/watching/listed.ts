import type { Place } from '../api/walk_pages.js';
import type { Execution } from '../model/execution.js';
import type { NearReading } from './near_reading.js';
import type { RequestBudget } from './request_budget.js';

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
  /** Whether no more was read than `near` asks for. */
  readonly isNear?: boolean;
}
