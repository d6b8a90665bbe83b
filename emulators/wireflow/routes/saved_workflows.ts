import { iso } from '../clock.js';
import type { GraphEdge, GraphNode } from '../graph/nodes.js';
import { withParams } from '../graph/nodes.js';
import { graphFaults } from '../graph/lint.js';
import { isObject, jsonObject } from '../http/call.js';
import type { Call } from '../http/call.js';
import type { Reply } from '../http/reply.js';
import { workflowId } from '../ids.js';
import { workflowById } from '../service/find.js';
import { makeWorkflow } from '../service/seeds.js';
import { ServiceError } from '../service/service_error.js';
import type { EmulatedWorkflow } from '../service/workflow.js';

type Json = Record<string, unknown>;

/** Larger patches of a node are refused (wireflow-skill, wf.sh). */
const PATCH_LIMIT_BYTES = 256 * 1024;
const PATCHABLE = new Set(['config', 'params', 'label', 'position', 'baseUpdatedAt']);
const SITE = 'https://www.wireflow.ai';

/** `POST /workflows`: 201; an `id` in the body means an update (reference/workflows). */
export function createWorkflow(call: Call): Reply {
  const body = jsonObject(call);
  if (typeof body.id === 'string' && call.state.workflows.some(({ id }) => id === body.id)) return updateWorkflow({ ...call, id: body.id });
  const missing = ['name', 'nodes', 'edges'].filter((key) => body[key] === undefined);
  if (missing.length > 0) throw new ServiceError(400, `Missing required fields: ${missing.join(', ')}`, 'missing_fields');
  const now = call.state.clock.now();
  const added = makeWorkflow({ id: workflowId(), webhookId: String(body.webhookId ?? ''), webhookEnabled: typeof body.webhookId === 'string', ...written(body) }, now);
  call.state.workflows.push(added);
  return saved(call, added, 201);
}

/** `PUT /workflows/{id}`. A `baseUpdatedAt` that is not the present one is a 409 (wireflow-skill, wf.sh). */
export function updateWorkflow(call: Call): Reply {
  const workflow = workflowById(call.state, call.id);
  const body = jsonObject(call);
  if ('linkPermission' in body) throw new ServiceError(400, 'linkPermission can not be written here. Use POST /visibility', 'invalid_field');
  checkBase(workflow, body);
  change(call, workflow, written(body));
  return saved(call, workflow, 200);
}

/** `DELETE /workflows/{id}`. Guess: the body. */
export function deleteWorkflow(call: Call): Reply {
  const workflow = workflowById(call.state, call.id);
  call.state.workflows = call.state.workflows.filter((each) => each !== workflow);
  return { status: 200, body: { success: true } };
}

/** `PATCH /workflows/{id}/nodes/{nodeId}`: merges settings; null takes one away (wireflow-skill, wf.sh). */
export function patchNode(call: Call): Reply {
  const workflow = workflowById(call.state, call.id);
  if (call.content.byteLength > PATCH_LIMIT_BYTES) throw new ServiceError(413, 'Node patch is larger than 256 KB', 'body_too_large');
  const body = jsonObject(call);
  const wrong = Object.keys(body).find((key) => !PATCHABLE.has(key));
  if (wrong !== undefined || Object.keys(body).every((key) => key === 'baseUpdatedAt')) {
    throw new ServiceError(400, wrong === undefined ? 'Nothing to change' : `${wrong} can not be patched`, 'invalid_field');
  }
  const node = workflow.nodes.find(({ id }) => id === call.childId);
  if (!node) throw new ServiceError(404, 'Node not found', 'node_not_found');
  checkBase(workflow, body);
  const patched = patchedNode(node, body);
  change(call, workflow, { nodes: workflow.nodes.map((each) => (each === node ? patched : each)) });
  return { status: 200, body: { data: { node: patched, updatedAt: iso(workflow.updatedAt) } } };
}

/** `POST /workflows/{id}/duplicate`: 201 with the copy's public page, always under `data` (wireflow-skill, wf.sh). */
export function duplicateWorkflow(call: Call): Reply {
  const workflow = workflowById(call.state, call.id);
  const { name } = jsonObject(call);
  const now = call.state.clock.now();
  const copy: EmulatedWorkflow = { ...structuredClone(workflow), id: workflowId(), slug: '', webhookEnabled: false, name: typeof name === 'string' ? name : `${workflow.name} (copy)`, createdAt: now, updatedAt: now };
  call.state.workflows.push({ ...copy, slug: copy.id });
  return { status: 201, body: { data: { id: copy.id, name: copy.name, url: `${SITE}/workflows/${copy.id}` } } };
}

/** `POST /workflows/{id}/visibility` (wireflow-skill, wf.sh). */
export function setVisibility(call: Call): Reply {
  const workflow = workflowById(call.state, call.id);
  const { visibility } = jsonObject(call);
  if (visibility !== 'view' && visibility !== 'private') throw new ServiceError(400, 'visibility must be view or private', 'invalid_field');
  workflow.isPublished = visibility === 'view';
  return enveloped(call, 200, { linkPermission: visibility.toUpperCase(), url: `${SITE}/workflows/${workflow.id}` });
}

/** `POST /workflows/{id}/layout`. Guess: nothing ever overlaps here, so nothing is moved. */
export function layoutWorkflow(call: Call): Reply {
  workflowById(call.state, call.id);
  return { status: 200, body: { data: { moved: 0 } } };
}

/** `POST /workflows/lint`: what is wrong with a graph, without saving it (wireflow-skill, wf.sh). */
export function lintWorkflow(call: Call): Reply {
  const { nodes, edges } = jsonObject(call);
  const violations = graphFaults(nodes, edges);
  return { status: 200, body: { data: { ok: violations.length === 0, violations, warnings: [] } } };
}

function written(body: Json): Partial<EmulatedWorkflow> {
  if (body.nodes !== undefined || body.edges !== undefined) {
    const violations = graphFaults(body.nodes, body.edges);
    if (violations.length > 0) throw new ServiceError(422, 'The graph is not valid', 'invalid_graph', { violations, warnings: [], migrations: [] });
  }
  const { name, description, tags, isActive, nodes, edges } = body;
  const given = { name, description, tags, isActive, nodes: (nodes as Partial<GraphNode>[] | undefined)?.map(wholeNode), edges: edges as GraphEdge[] | undefined };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<EmulatedWorkflow>;
}

/** Clients may leave out what an editor would fill in. */
function wholeNode(node: Partial<GraphNode>): GraphNode {
  const data = (node.data ?? {}) as Partial<GraphNode['data']>;
  const whole = { label: String(node.id), nodeType: '', category: '', inputs: [], outputs: [], ...data, config: { ...data.params, ...data.config }, params: { ...data.params, ...data.config } };
  return { id: String(node.id), type: node.type ?? 'basedNode', position: node.position ?? { x: 0, y: 0 }, data: whole };
}

function patchedNode(node: GraphNode, { config, params, label, position }: Json): GraphNode {
  const settings = { ...(isObject(params) ? params : {}), ...(isObject(config) ? config : {}) };
  const { data, ...rest } = withParams(node, settings);
  const kept = (values: Json): Json => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  return {
    ...rest,
    ...(isObject(position) ? { position: position as unknown as GraphNode['position'] } : {}),
    data: { ...data, config: kept(data.config), params: kept(data.params), ...(typeof label === 'string' ? { label } : {}) },
  };
}

/** Every save moves the time on, so that two saves at one moment of a clock that stands are told apart. */
function change(call: Call, workflow: EmulatedWorkflow, parts: Partial<EmulatedWorkflow>): void {
  Object.assign(workflow, parts, { updatedAt: Math.max(call.state.clock.now(), workflow.updatedAt + 1) });
}

function checkBase(workflow: EmulatedWorkflow, { baseUpdatedAt }: Json): void {
  const current = iso(workflow.updatedAt);
  if (baseUpdatedAt === undefined || baseUpdatedAt === current) return;
  throw new ServiceError(409, 'The workflow has been changed since', 'stale_write', { currentUpdatedAt: current, yourBaseUpdatedAt: baseUpdatedAt });
}

function saved(call: Call, { id, name, updatedAt }: EmulatedWorkflow, status: number): Reply {
  const resource = { id, name, updatedAt: iso(updatedAt) };
  return call.state.shapes.writes === 'bare' ? { status, body: resource } : { status, body: { data: resource, meta: { migrations: [], warnings: [] } } };
}

function enveloped(call: Call, status: number, resource: Json): Reply {
  return { status, body: call.state.shapes.writes === 'bare' ? resource : { data: resource } };
}
