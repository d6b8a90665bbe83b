import { ServiceError } from '../service/service_error.js';
import type { EmulatedWorkflow } from '../service/workflow.js';
import type { GraphNode, InputType } from './nodes.js';
import { inputKind, valueOf } from './nodes.js';
import { hasIncomingEdge } from './order.js';

/** One input as `GET /workflows/{id}/run` describes it (reference/run). */
export interface DescribedInput {
  nodeId: string;
  label: string;
  type: InputType;
  required: boolean;
  description?: string;
  default?: unknown;
  options?: unknown[];
}

/** The workflow's inputs: the exposed ones where it has such settings, else every unconnected input node. */
export function describe(workflow: EmulatedWorkflow, choices: 'texts' | 'objects'): DescribedInput[] {
  return shownNodes(workflow).map((node) => {
    const { description, config } = node.data;
    const value = valueOf(node);
    const input: DescribedInput = {
      nodeId: node.id,
      label: node.data.label,
      type: inputKind(node)?.type ?? 'text',
      required: node.data.required === true,
    };
    if (typeof description === 'string') input.description = description;
    if (!isUnset(value)) input.default = value;
    if (Array.isArray(config.options)) {
      input.options = config.options.map((option: unknown) => (choices === 'texts' ? option : { label: String(option), value: option }));
    }
    return input;
  });
}

/**
 * The values of a run by node id, checked against the inputs' types.
 * Guess: all of it. Unknown ids and null are ignored, a missing required input and a value of another type are refused.
 * @throws ServiceError 400
 */
export function checkedInputs(workflow: EmulatedWorkflow, given: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const values = new Map<string, unknown>();
  const missing: string[] = [];
  for (const node of shownNodes(workflow)) {
    const value = given[node.id];
    if (value === undefined || value === null) {
      if (node.data.required === true && isUnset(valueOf(node))) missing.push(node.data.label);
      continue;
    }
    const expected = complaint(value, node);
    if (expected) {
      throw new ServiceError(400, `Invalid value for input "${node.data.label}": expected ${expected}`, 'invalid_input');
    }
    values.set(node.id, value);
  }
  if (missing.length > 0) {
    throw new ServiceError(400, `Missing required inputs: ${missing.join(', ')}`, 'missing_fields');
  }
  return values;
}

function shownNodes(workflow: EmulatedWorkflow): GraphNode[] {
  const { nodes, edges, exposedInputs } = workflow;
  if (exposedInputs) return exposedInputs.flatMap((id) => nodes.filter((node) => node.id === id && inputKind(node)));
  return nodes.filter((node) => inputKind(node) && !hasIncomingEdge(node.id, edges));
}

const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '';

/** What the input would have taken; undefined when the value fits. */
function complaint(value: unknown, node: GraphNode): string | undefined {
  switch (inputKind(node)?.type) {
    case 'number':
      return typeof value === 'number' ? undefined : 'a number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'image':
    case 'url':
      return typeof value === 'string' && isWebAddress(value) ? undefined : 'an HTTPS URL';
    case 'select': {
      const { options } = node.data.config;
      return Array.isArray(options) && options.includes(value) ? undefined : 'one of the options';
    }
    default:
      return typeof value === 'string' ? undefined : 'text';
  }
}

/** Plain http only on this machine, where the emulator's own CDN is. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}
