import type { Expression } from '../iml/expression.js';
import { listIn } from './envelope.js';

/** The list in a reply about workflows, bare or wrapped (core: readers/workflow.ts). */
export function workflowList(body: Expression): Expression {
  return listIn(body, ['workflows', 'items', 'results']);
}
