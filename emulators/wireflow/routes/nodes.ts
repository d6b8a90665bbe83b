import type { Reply } from '../http/reply.js';
import { nodeTypes } from '../graph/nodes.js';

/**
 * `GET /nodes`: the kinds of nodes, with what can be wired (`isPort`) and what is set (wireflow-skill, wf.sh).
 * Guess: their labels and inputs; the emulator knows few of the kinds.
 */
export function listNodeTypes(): Reply {
  const nodes = nodeTypes().map(({ nodeType, label, settings }) => ({ nodeType, label, inputs: settings.map((name) => ({ name, isPort: name === 'prompt' })) }));
  return { status: 200, body: { nodes } };
}
