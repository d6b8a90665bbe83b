/** One thing that is wrong with a graph (wireflow-skill, references/api.md). */
export interface Violation {
  rule: string;
  message: string;
  fix: string;
  nodeId?: string;
  edgeId?: string;
}

const MAX_NODES = 100;
const MAX_EDGES = 500;

type Json = Record<string, unknown>;
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter((each): each is Json => typeof each === 'object' && each !== null) : []);

/** The caps of a graph, and edges that lead nowhere or round in a circle. Guess: the names of the rules, and all words. */
export function graphFaults(nodes: unknown, edges: unknown): Violation[] {
  const list = objects(nodes);
  const ids = new Set(list.map(({ id }) => String(id)));
  const links = objects(edges);
  const faults: Violation[] = [];
  if (list.length > MAX_NODES || links.length > MAX_EDGES) faults.push({ rule: 'caps', message: `A workflow has at most ${MAX_NODES} nodes and ${MAX_EDGES} edges`, fix: 'Take some away' });
  for (const { id, source, target } of links) {
    const lost = [source, target].find((end) => !ids.has(String(end)));
    if (lost !== undefined) faults.push({ rule: 'dangling-edge', message: `The edge leads to ${String(lost)}, which is no node`, fix: 'Remove the edge', edgeId: String(id) });
  }
  const circle = list.find(({ id }) => reaches(String(id), String(id), links, new Set()));
  if (circle) faults.push({ rule: 'cycle', message: 'The graph goes round in a circle', fix: 'Remove one of its edges', nodeId: String(circle.id) });
  return faults;
}

function reaches(from: string, to: string, edges: readonly Json[], seen: Set<string>): boolean {
  for (const { source, target } of edges) {
    if (String(source) !== from) continue;
    const next = String(target);
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    if (reaches(next, to, edges, seen)) return true;
  }
  return false;
}
