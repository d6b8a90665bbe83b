import { ServiceError } from '../service/service_error.js';
import type { EmulatedWorkflow } from '../service/workflow.js';
import type { GraphEdge, GraphNode } from './nodes.js';
import { withParams } from './nodes.js';
import { withDependencies } from './order.js';

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const jsonOr = (value: unknown): Json => (isJson(value) ? value : {});

/**
 * The graph that an execute request means.
 *
 * Guess: nodes that all name their type are the whole graph (reference/executions shows the run of one such node, and no
 * other). Otherwise a node that the workflow has is merged with it by id (the article sends part of one node), one that it
 * does not have is taken as a new node, and no edges means the saved edges.
 * @throws ServiceError 400 with the messages of reference/errors
 */
export function mergedGraph(workflow: EmulatedWorkflow, body: Json): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const sent = sentNodes(body);
  const known = new Map(workflow.nodes.map((node) => [node.id, node]));
  const changed = new Map(sent.map((node) => [node.id, merged(known.get(node.id), node)]));
  if (sent.length > 0 && sent.every((node) => typeof jsonOr(node.data).nodeType === 'string')) {
    return reduced([...changed.values()], (body.edges ?? []) as GraphEdge[], body.targetNodeId);
  }
  const nodes = [
    ...workflow.nodes.map((node) => changed.get(node.id) ?? node),
    ...[...changed.values()].filter((node) => !known.has(node.id)),
  ];
  const edges = Array.isArray(body.edges) && body.edges.length > 0 ? (body.edges as GraphEdge[]) : workflow.edges;
  return reduced(nodes, edges, body.targetNodeId);
}

function sentNodes(body: Json): (Json & { id: string })[] {
  const { nodes, edges, inputs } = body;
  // The quick start of the reference sends `inputs` alone.
  if (nodes === undefined && isJson(inputs)) return [];
  const missing = Object.entries({ nodes, edges }).filter(([, value]) => !Array.isArray(value)).map(([name]) => name);
  if (missing.length > 0) throw invalid(`Missing required fields: ${missing.join(', ')}`, 'missing_fields');
  const list = nodes as unknown[];
  if (list.length === 0) throw invalid('At least one node must be provided', 'missing_nodes');
  return list.map((node) => {
    if (!isJson(node) || typeof node.id !== 'string' || node.id === '') {
      throw invalid('All nodes must have an id', 'missing_node_id');
    }
    const { model, nodeType } = jsonOr(node.data);
    // A nodeType names the model too: reference/executions shows such a node with a 201.
    if (node.type === 'model' && typeof jsonOr(model).name !== 'string' && typeof nodeType !== 'string') {
      throw invalid(`Node ${node.id} is missing model.name`, 'missing_model_name');
    }
    return { ...node, id: node.id };
  });
}

function merged(saved: GraphNode | undefined, sent: Json & { id: string }): GraphNode {
  const data = jsonOr(sent.data);
  const base = saved ?? newNode(sent, data);
  // `data.prompt` is where reference/executions puts the prompt; config wins over params, as in the editor.
  const prompt = data.prompt === undefined ? {} : { prompt: data.prompt };
  const settings = { ...prompt, ...changes(base.data.params, data.params), ...changes(base.data.config, data.config) };
  return withParams(base, settings);
}

/** What differs from the saved settings: a client that sends both back may have changed only one of them. */
const changes = (saved: Json, sent: unknown): Json =>
  Object.fromEntries(Object.entries(jsonOr(sent)).filter(([key, value]) => saved[key] !== value));

const newNode = (sent: Json & { id: string }, data: Json): GraphNode => ({
  id: sent.id,
  type: String(sent.type ?? 'basedNode'),
  position: { x: 0, y: 0 },
  data: {
    label: String(data.label ?? sent.id),
    nodeType: String(data.nodeType ?? ''),
    category: String(data.category ?? ''),
    config: {},
    params: {},
    inputs: [],
    outputs: [],
  },
});

/** Guess: the words for a target that is not in the graph. */
function reduced(nodes: GraphNode[], edges: GraphEdge[], target: unknown): { nodes: GraphNode[]; edges: GraphEdge[] } {
  if (target === undefined || target === null) return { nodes, edges };
  if (!nodes.some((node) => node.id === target)) throw invalid('Target node not found in workflow', 'unknown_target');
  const wanted = withDependencies(String(target), edges);
  return {
    nodes: nodes.filter((node) => wanted.has(node.id)),
    edges: edges.filter((edge) => wanted.has(edge.source) && wanted.has(edge.target)),
  };
}

const invalid = (message: string, code: string): ServiceError => new ServiceError(400, message, code);
