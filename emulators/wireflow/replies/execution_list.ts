import type { HistoryPage } from '../service/history.js';
import type { State } from '../service/state.js';

/**
 * The reply to a list of executions.
 * Guess: all of it. A bare array where the profile lists bare and there are no pages, else an object: `data` or
 * `executions` with the page beside it.
 */
export function executionListBody(items: unknown[], page: HistoryPage, { settings, shapes }: State): unknown {
  const { paging } = settings.executionList;
  if (paging === 'none') return shapes.lists === 'bare' ? items : { data: items };
  const beside = {
    cursor: { nextCursor: page.nextCursor, hasMore: page.hasMore },
    page: { page: page.page, limit: page.limit, total: page.total, hasMore: page.hasMore },
    offset: { offset: page.offset, limit: page.limit, total: page.total, hasMore: page.hasMore },
  }[paging];
  if (settings.profile === 'article' || settings.profile === 'docs') return { executions: items, ...beside };
  return settings.profile === 'modern' ? { data: items, pagination: beside } : { data: items, ...beside };
}
