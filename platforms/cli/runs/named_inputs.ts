import { fieldKeyOf } from '../../../core/fields/workflow_inputs.js';
import type { JsonObject } from '../../../core/json.js';
import { badInput } from '../../../core/model/errors.js';
import type { WorkflowInput } from '../../../core/model/workflow.js';

/** Names are compared as people write them: without case, blanks and signs. */
const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/**
 * The input that somebody names: by its node ID, or by its label where no other input has the same.
 *
 * @throws WireflowError `bad_input` that lists the names there are
 */
export function inputNamed(inputs: readonly WorkflowInput[], name: string): WorkflowInput {
  const byId = inputs.find(({ nodeId }) => nodeId === name.trim());
  if (byId !== undefined) return byId;
  const byLabel = inputs.filter(({ label, nodeId }) => plain(label) === plain(name) || plain(nodeId) === plain(name));
  const [only] = byLabel;
  if (only !== undefined && byLabel.length === 1) return only;
  const names = inputs.map(({ label, nodeId }) => `${label} (${nodeId})`).join(', ');
  const problem = only === undefined ? `The workflow has no input called “${name.trim()}”.` : `Several inputs of the workflow are called “${name.trim()}”.`;
  throw badInput('input', problem, names === '' ? 'It takes no inputs.' : `Use the name or the ID of one of these: ${names}.`);
}

/** The one input that takes the prompt. @throws WireflowError `bad_input` when it can't be told */
export function promptInput(inputs: readonly WorkflowInput[]): WorkflowInput {
  const texts = inputs.filter(({ type }) => type === 'text');
  const candidates = [texts.filter(({ label, nodeId }) => plain(label) === 'prompt' || plain(nodeId) === 'prompt'), texts.filter(({ label }) => /prompt/i.test(label)), texts];
  for (const [only, ...more] of candidates) {
    if (only !== undefined && more.length === 0) return only;
    if (only !== undefined) break;
  }
  throw badInput('prompt', 'It can not be told which input of the workflow takes the prompt.', `Use --input NAME=TEXT with one of: ${texts.map(({ label, nodeId }) => `${label} (${nodeId})`).join(', ') || 'no text input'}.`);
}

/** Inputs that say the size of a picture; the size is taken when one whole way of saying it is there. */
const SIZE_WAYS: readonly (readonly string[])[] = [['width', 'height'], ['aspectratio']];

/**
 * A size as values of the workflow's own inputs, in each way that it can be told.
 *
 * @param body what the webhook would have been sent
 * @throws WireflowError `bad_input` when the workflow has no input for a size
 */
export function sizeInputs(inputs: readonly WorkflowInput[], body: JsonObject): Record<string, unknown> {
  const values = new Map(Object.entries(body).map(([name, value]) => [plain(name), value]));
  const found = SIZE_WAYS.flatMap((way) => {
    const told = way.map((name) => inputs.filter(({ label, nodeId }) => plain(label) === name || plain(nodeId) === name));
    return way.every((name, index) => values.has(name) && told[index]?.length === 1) ? way.map((name, index) => [(told[index]?.[0] as WorkflowInput).nodeId, values.get(name)] as const) : [];
  });
  if (found.length === 0) throw badInput('size', 'The workflow has no input for this size.', 'Leave --size out; see its inputs with: wireflow inputs ID');
  return Object.fromEntries(found.map(([nodeId, value]) => [fieldKeyOf(nodeId), value]));
}
