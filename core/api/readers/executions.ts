import type { Execution } from '../../model/execution.js';
import { first, objectsIn, text, type JsonObject } from '../../json.js';
import { layersOf, listIn } from './envelope.js';
import { executionFrom, namesFilesByNode, runId, runInBatch } from './execution.js';
import { readNextPage, type Page } from './next_page.js';
import type { Reply } from './reply.js';

/**
 * Reads a list of executions. Neither its shape nor its paging is documented, so every usual form is taken
 * (docs/service.md, "List executions"); null when the reply is no such list, which means "not this path".
 *
 * @param position how many executions came before this page, and the page's number from 1
 */
export function readExecutionPage(reply: Reply, position: { readonly page: number; readonly offset: number }): Page<Execution> | null {
  const list = listIn(reply.body, ['executions', 'executionRuns', 'items', 'results', 'history', 'runs', 'records', 'entries', 'content', 'values', 'rows', 'list']);
  if (list === null) return null;
  const found = list.map((item) => executionsIn(layersOf(item), reply.requestId));
  const damaged = found.filter((executions) => executions.length === 0).length;
  // Entries of another kind; what is nothing at all is damage.
  if (damaged === list.length && list.some((item) => item !== null)) return null;
  return { items: found.flat(), length: list.length, damaged, next: readNextPage(reply, position, list.length) };
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
