import { first, isObject, isoTime, objectsIn, text, type JsonObject } from '../../json.js';
import { isSafeId } from '../../model/safe_id.js';
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
  const list = listOf(reply.body);
  if (list === null) throw unreadable(reply, 'a list of workflows');
  const items = objectsIn(list).flatMap((item) => workflowFrom(item) ?? []);
  if (list.length > 0 && items.length === 0) throw unreadable(reply, 'a list of workflows');
  return { items, length: list.length, damaged: list.length - items.length, next: readNextPage(reply, position, list.length) };
}

const ID_KEYS = ['id', 'workflowId', 'workflow_id', '_id', 'uuid'];
const LIST_KEYS = ['workflows', 'items', 'results', 'records', 'entries', 'content', 'edges'];
/** Where what others share may stand beside one's own. */
const OTHER_LISTS = ['owned', 'ownedWorkflows', 'shared', 'sharedWorkflows', 'sharedWithMe', 'team', 'teamWorkflows'];

/** All that a reply lists, whether in one list, in several by owner or folder, or as a record by id; null when there is none. */
function listOf(body: unknown): unknown[] | null {
  const layers = [...layersOf(body), ...layersOf(body).map((layer) => layer['workflows']).filter(isObject)];
  const others = layers.flatMap((layer) => OTHER_LISTS.map((key) => layer[key]).filter((list): list is unknown[] => Array.isArray(list)));
  const main = listIn(body, LIST_KEYS) ?? layers.map((layer) => layer['edges']).find((edges): edges is unknown[] => Array.isArray(edges)) ?? null;
  if (main === null && others.length === 0) return recordIn(layers);
  return [...(main ?? []), ...others.flat()].flatMap(withinFolder).map(unwrapped);
}

function recordIn(layers: readonly JsonObject[]): unknown[] | null {
  const record = layers.map((layer) => layer['workflows']).find(isObject);
  const entries = Object.entries(record ?? {});
  return entries.length > 0 && entries.every(([, item]) => isObject(item)) ? entries.map(([id, item]) => ({ id, ...(item as JsonObject) })) : null;
}

function withinFolder(item: unknown): unknown[] {
  return isObject(item) && Array.isArray(item['workflows']) ? item['workflows'] : [item];
}

function unwrapped(item: unknown): unknown {
  if (!isObject(item) || first([item], ID_KEYS, text) !== null) return item;
  return [item['node'], item['workflow']].find(isObject) ?? item;
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
  // A reply about a webhook may have an id of its own beside its workflow's.
  const workflows = layers.map((layer) => layer['workflow']).filter(isObject);
  const workflowId = first(layers, ['workflowId', 'workflow_id'], text) ?? first(workflows, ['id'], text) ?? first(layers, ['id'], text);
  if (workflowId === null) throw unreadable(reply, 'a webhook');
  return {
    workflowId,
    name: first(workflows, ['name'], text) ?? first(layers, ['name', 'workflowName'], text),
    isActive: !layers.some((layer) => isNo(layer['isActive'])),
  };
}

function workflowFrom(item: JsonObject): Workflow | null {
  const id = first([item], ID_KEYS, text);
  if (id === null) return null;
  return {
    id,
    name: first([item], ['name', 'workflowName', 'title', 'displayName', 'label'], text) ?? id,
    webhookId: isNo(item['webhookEnabled'] ?? item['webhook_enabled']) ? null : webhookIdOf(item),
    isActive: isActive(item),
    lastExecutedAt: first([item], ['lastExecutedAt'], isoTime),
    updatedAt: first([item], ['updatedAt', 'createdAt'], isoTime),
  };
}

/** As the documented field, as an object of its own, or as the last but one part of its URL. */
function webhookIdOf(item: JsonObject): string | null {
  const { webhook } = item;
  if (isObject(webhook) && [webhook['enabled'], webhook['isActive']].some(isNo)) return null;
  const own = first([item], ['webhookId', 'webhook_id'], text) ?? (isObject(webhook) ? first([webhook], ['id', 'webhookId'], text) : text(webhook));
  return own !== null && isSafeId(own) ? own : (/\/workflows?\/([\w-]+)\/trigger\/?$/.exec(first([item, ...(isObject(webhook) ? [webhook] : [])], ['webhookUrl', 'webhook_url', 'url'], text) ?? '')?.[1] ?? null);
}

/** However the service says that a workflow is out of use. */
function isActive(item: JsonObject): boolean {
  const isOff = [item['isActive'], item['is_active'], item['active'], item['enabled']].some(isNo);
  const isAway = [item['archived'], item['isArchived'], item['deleted'], item['isDeleted']].includes(true) || isoTime(item['deletedAt'] ?? item['archivedAt']) !== null;
  return !isOff && !isAway && !/^(inactive|archived|disabled|deleted|paused)$/i.test(text(item['status']) ?? '');
}

function isNo(value: unknown): boolean {
  return value === false || /^(false|no)$/i.test(String(value));
}
