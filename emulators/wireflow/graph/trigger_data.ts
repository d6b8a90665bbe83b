import type { GraphEdge, GraphNode, InputType } from './nodes.js';
import { comparable, inputKind, withValue } from './nodes.js';
import { hasIncomingEdge } from './order.js';

/**
 * Puts what a trigger brought into the nodes that it names.
 *
 * Guess: the whole rule, which is published nowhere. A key means the node with this id, else the input node with this
 * label (case, spaces and underscores ignored), else the first unconnected input node that has a parameter of this name.
 * Keys that mean nothing are ignored.
 */
export function withTriggerData(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  data: Readonly<Record<string, unknown>>,
): GraphNode[] {
  const values = new Map<string, unknown>();
  for (const [key, value] of Object.entries(data)) {
    const node = nodeFor(key, nodes, edges);
    const fitting = node && fit(value, inputKind(node)?.type ?? 'text');
    // Guess: the first key that means a node keeps it: {"prompt": …, "Prompt": …} does not change sides by accident.
    if (node && fitting !== undefined && !values.has(node.id)) values.set(node.id, fitting);
  }
  return nodes.map((node) => (values.has(node.id) ? withValue(node, values.get(node.id)) : node));
}

function nodeFor(key: string, nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphNode | undefined {
  const inputs = nodes.filter((node) => inputKind(node));
  const wanted = comparable(key);
  return (
    inputs.find((node) => node.id === key) ??
    inputs.find((node) => comparable(node.data.label) === wanted) ??
    inputs.find((node) => !hasIncomingEdge(node.id, edges) && Object.hasOwn(node.data.params, key))
  );
}

/** Guess: a form sends text, so text that reads as a number or a yes/no is taken as one; what does not fit is ignored. */
function fit(value: unknown, type: InputType): unknown {
  if (type === 'number') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  }
  if (type === 'boolean') {
    if (value === 'true' || value === 'false') return value === 'true';
    return typeof value === 'boolean' ? value : undefined;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
