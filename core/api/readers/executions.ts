import type { Execution } from '../../model/execution.js';
import { first, isObject, number, objectsIn, text, type JsonObject } from '../../json.js';
import { layersOf, listIn } from './envelope.js';
import { executionFrom, namesFilesByNode, runId, runInBatch } from './execution.js';
import type { Reply } from './reply.js';

/** One page of a list of executions. */
export interface ExecutionPage {
  readonly executions: readonly Execution[];
  /** What to send for the next page, in whichever way the reply hints at; null when it hints at no more. */
  readonly next: Readonly<Record<string, string>> | null;
}

/**
 * Reads a list of executions. Neither its shape nor its paging is documented, so every usual form is taken
 * (docs/service.md, "List executions"); null when the reply is no such list, which means "not this path".
 *
 * @param position how many executions came before this page, and the page's number from 1
 */
export function readExecutionPage(reply: Reply, position: { readonly page: number; readonly offset: number }): ExecutionPage | null {
  const list = listIn(reply.body, ['executions', 'executionRuns', 'items', 'results', 'history']);
  if (list === null) return null;
  const executions = list.flatMap((item) => executionsIn(layersOf(item), reply.requestId));
  if (list.length > 0 && executions.length === 0) return null;
  return { executions, next: nextQuery(reply.body, { page: position.page, seen: position.offset + list.length }) };
}

/** The execution that an item of a list speaks of, or the several of a batch. */
function executionsIn(layers: readonly JsonObject[], requestId: string | null): Execution[] {
  const runs = layers.flatMap((layer) => objectsIn(layer['executionRuns']));
  if (runs.length > 0) return runs.flatMap((run) => executionOf(runInBatch(run, layers), runId(run), requestId));
  return executionOf(layers, first(layers, ['executionId', 'id'], text), requestId);
}

function executionOf(layers: readonly JsonObject[], id: string | null, requestId: string | null): Execution[] {
  if (id === null) return [];
  const execution = executionFrom(layers, id, requestId);
  // A list may be shorter than a poll: the final picture alone would pass for all of them.
  const isShort = layers.some((layer) => layer['finalOutput']) && !namesFilesByNode(layers);
  return [isShort ? { ...execution, outputs: [] } : execution];
}

function nextQuery(body: unknown, { page, seen }: { page: number; seen: number }): Record<string, string> | null {
  const layers = layersOf(body).flatMap((layer) => [layer, ...['pagination', 'meta', 'paging'].map((key) => layer[key]).filter(isObject)]);
  const cursor = first(layers, ['nextCursor', 'next_cursor', 'cursor', 'nextPageToken'], text);
  if (cursor !== null) return { cursor };
  return hintsAtMore(layers, page, seen) ? { page: String(page + 1), offset: String(seen) } : null;
}

function hintsAtMore(layers: readonly JsonObject[], page: number, seen: number): boolean {
  const flag = layers.flatMap((layer) => [layer['hasMore'], layer['has_more'], layer['hasNextPage']]).find((value) => typeof value === 'boolean');
  if (flag !== undefined) return flag;
  const pages = first(layers, ['totalPages', 'pageCount', 'total_pages'], number);
  if (pages !== null) return page < pages;
  return seen < (first(layers, ['total', 'totalCount', 'total_count'], number) ?? 0);
}
