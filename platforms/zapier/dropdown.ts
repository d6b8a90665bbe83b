import type { Bundle, ZObject } from 'zapier-platform-core';
import { badInput } from '../../core/model/errors.js';
import { isUnresolvedMapping } from '../../core/model/safe_id.js';
import { byLastUse, namesInList, type Workflow } from '../../core/model/workflow.js';
import { wireflowStep } from './step.js';

const ADD_KEY = 'Add a key to the connection.';
const NO_LIST_WITHOUT_KEY: Readonly<Record<string, string>> = {
  webhook: 'Paste the webhook URL from Settings > Webhook in the Wireflow editor as a custom value, or add a key to the connection.',
};

/** A choice in a dropdown. */
export type Choice = { id: string; name: string };

/**
 * The account's workflows as choices, the most recently used first, those of one name with their ids. While the field holds a
 * mapping that the editor has not filled yet, nothing is asked for.
 *
 * @param field the key of the field that the dropdown fills
 * @throws WireflowError `bad_input` without a key: an empty list would not say why it is empty
 */
export async function workflowChoices(
  z: ZObject,
  bundle: Bundle<Record<string, unknown>>,
  field: string,
  toId: (workflow: Workflow) => string,
): Promise<Choice[]> {
  if (isUnresolvedMapping(bundle.inputData[field])) return [];
  return wireflowStep(z, bundle, async ({ client }) => {
    if (!client.hasKey) throw badInput(field, 'Without an API key your workflows can not be listed.', NO_LIST_WITHOUT_KEY[field] ?? ADD_KEY);
    const workflows = await client.listWorkflows();
    const names = namesInList(workflows);
    const choices = workflows.sort(byLastUse).map((workflow) => ({ id: toId(workflow), name: names.get(workflow.id) ?? workflow.name }));
    // Zapier refuses a choice that comes twice, in words that repeat its id: a webhook's is a secret.
    return choices.filter(({ id }, index) => choices.findIndex((other) => other.id === id) === index);
  });
}
