import type { GraphEdge, GraphNode } from './nodes.js';

/** The nodes that a node depends on, itself included. */
export function withDependencies(target: string, edges: readonly GraphEdge[]): Set<string> {
  const wanted = new Set([target]);
  // A Set yields what is added while it is being read, so this reaches every ancestor; a cycle ends by itself.
  for (const id of wanted) {
    for (const edge of edges) if (edge.target === id) wanted.add(edge.source);
  }
  return wanted;
}

/** The nodes in an order in which each comes after those it depends on; nodes of a cycle keep their place. */
export function inRunOrder(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const done = new Set<string>();
  const order: GraphNode[] = [];
  const visit = (node: GraphNode): void => {
    if (done.has(node.id)) return;
    done.add(node.id);
    for (const edge of edges) {
      const source = edge.target === node.id ? byId.get(edge.source) : undefined;
      if (source) visit(source);
    }
    order.push(node);
  };
  nodes.forEach(visit);
  return order;
}

export const hasIncomingEdge = (nodeId: string, edges: readonly GraphEdge[]): boolean =>
  edges.some((edge) => edge.target === nodeId);
