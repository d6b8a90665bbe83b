import { first, isoTime, objectsIn, text, type JsonObject } from '../../json.js';
import type { WebhookInfo, Workflow } from '../../model/workflow.js';
import { layersOf, listIn } from './envelope.js';
import { readNextPage, type Page } from './next_page.js';
import { unreadable, type Reply } from './reply.js';

/**
 * Reads one page of the account's workflows.
 *
 * @param position the page's number, counted from 1, and how many workflows came before it
 * @throws WireflowError `unreadable` when the reply holds no list
 */
export function readWorkflows(reply: Reply, position: { readonly page: number; readonly offset: number } = { page: 1, offset: 0 }): Page<Workflow> {
  const list = listIn(reply.body, ['workflows', 'items', 'results', 'records', 'entries', 'content']);
  if (list === null) throw unreadable(reply, 'a list of workflows');
  const items = objectsIn(list).flatMap((item) => workflowFrom(item) ?? []);
  if (list.length > 0 && items.length === 0) throw unreadable(reply, 'a list of workflows');
  return { items, length: list.length, damaged: list.length - items.length, next: readNextPage(reply, position, list.length) };
}

/** A workflow's whole saved graph, with its own fields unwrapped from whatever envelope it came in. */
export interface WorkflowGraph {
  readonly workflow: Workflow;
  readonly nodes: readonly JsonObject[];
  readonly edges: readonly JsonObject[];
}

/** @throws WireflowError `unreadable` when the reply holds no graph */
export function readWorkflowGraph(reply: Reply): WorkflowGraph {
  const layers = layersOf(reply.body, ['workflow', 'data']);
  const holder = layers.find((layer) => Array.isArray(layer['nodes']));
  if (!holder) throw unreadable(reply, 'a workflow');
  // The graph's own id before an envelope's, which may be a request's.
  const workflow = [holder, ...layers].map(workflowFrom).find((found) => found !== null);
  if (!workflow) throw unreadable(reply, 'a workflow');
  return { workflow, nodes: objectsIn(holder['nodes']), edges: objectsIn(holder['edges']) };
}

/** @throws WireflowError `unreadable` when the reply says nothing about a webhook */
export function readWebhookInfo(reply: Reply): WebhookInfo {
  const layers = layersOf(reply.body);
  const workflowId = first(layers, ['workflowId', 'id'], text);
  if (workflowId === null) throw unreadable(reply, 'a webhook');
  return {
    workflowId,
    name: first(layers, ['name', 'workflowName'], text),
    isActive: !layers.some((layer) => layer['isActive'] === false),
  };
}

function workflowFrom(item: JsonObject): Workflow | null {
  const id = first([item], ['id', 'workflowId'], text);
  if (id === null) return null;
  return {
    id,
    name: first([item], ['name', 'workflowName', 'title'], text) ?? id,
    webhookId: item['webhookEnabled'] === false ? null : first([item], ['webhookId'], text),
    isActive: item['isActive'] !== false,
    lastExecutedAt: first([item], ['lastExecutedAt'], isoTime),
    updatedAt: first([item], ['updatedAt', 'createdAt'], isoTime),
  };
}
