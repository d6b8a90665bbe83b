import type { EmulatedExecution } from './execution.js';
import { ServiceError } from './service_error.js';
import type { State } from './state.js';

const LARGEST_PAGE = 100;

/** One page of the history, and how to ask for the next. */
export interface HistoryPage {
  executions: EmulatedExecution[];
  hasMore: boolean;
  /** Set when there is a next page and pages are found by cursor. */
  nextCursor: string | null;
  /** Counted from 1, when pages are found by number. */
  page: number;
  offset: number;
  limit: number;
  /** How many there are on all pages; only counted where pages are found by number or offset. */
  total: number | null;
}

/**
 * The page of the history that a query asks for.
 * Guess: every parameter name (`limit`, `cursor`, `page`, `offset`, `workflowId`, `status`, `since`, `until`).
 * @throws ServiceError 400 for a cursor that the emulator did not give out
 */
export function pageOf(state: State, query: URLSearchParams, workflowId?: string): HistoryPage {
  const { paging, pageSize, filters, order } = state.settings.executionList;
  const wantedWorkflow = workflowId ?? (filters ? (query.get('workflowId') ?? undefined) : undefined);
  const oldestFirst = state.executions.oldestFirst(wantedWorkflow);
  const wanted = filters ? filterOf(query) : () => true;
  const limit = paging === 'none' ? Infinity : Math.min(whole(query.get('limit'), pageSize), LARGEST_PAGE);
  const page = paging === 'page' ? whole(query.get('page'), 1) : 1;
  const offset = paging === 'offset' ? whole(query.get('offset'), 0, 0) : (page - 1) * (Number.isFinite(limit) ? limit : 0);

  const length = oldestFirst.length;
  const at = (index: number): EmulatedExecution | undefined => oldestFirst[order === 'newest' ? length - 1 - index : index];
  let index = paging === 'cursor' ? afterCursor(state, query.get('cursor'), oldestFirst, order) : 0;
  let toSkip = paging === 'cursor' ? 0 : offset;
  const executions: EmulatedExecution[] = [];
  let hasMore = false;
  for (; index < length; index += 1) {
    const execution = at(index);
    if (!execution || !wanted(execution)) continue;
    if (toSkip > 0) toSkip -= 1;
    else if (executions.length < limit) executions.push(execution);
    else {
      hasMore = true;
      break;
    }
  }
  const last = executions.at(-1);
  const numbered = paging === 'page' || paging === 'offset';
  return {
    executions,
    hasMore,
    nextCursor: paging === 'cursor' && hasMore && last ? Buffer.from(last.id).toString('base64url') : null,
    page,
    offset,
    limit,
    total: numbered ? oldestFirst.filter(wanted).length : null,
  };
}

function filterOf(query: URLSearchParams): (execution: EmulatedExecution) => boolean {
  const statuses = query.get('status')?.toUpperCase().split(',');
  const since = time(query.get('since'));
  const until = time(query.get('until'));
  if (!statuses && since === null && until === null) return () => true;
  return (execution) =>
    (!statuses || statuses.includes(execution.status)) &&
    (since === null || execution.createdAt >= since) &&
    (until === null || execution.createdAt <= until);
}

/** A cursor names the last execution that was shown, so that pages stay whole while new executions arrive. */
function afterCursor(
  state: State,
  cursor: string | null,
  oldestFirst: readonly EmulatedExecution[],
  order: 'newest' | 'oldest',
): number {
  if (cursor === null) return 0;
  const shown = state.executions.find(Buffer.from(cursor, 'base64url').toString());
  const index = shown ? oldestFirst.indexOf(shown) : -1;
  if (index < 0) throw new ServiceError(400, 'Invalid cursor', 'invalid_cursor');
  return order === 'newest' ? oldestFirst.length - index : index + 1;
}

const whole = (text: string | null, otherwise: number, least = 1): number => {
  const number = Number(text ?? otherwise);
  return Number.isInteger(number) && number >= least ? number : otherwise;
};

const time = (text: string | null): number | null => {
  const ms = text === null ? NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
};
