import type { Bundle, ZObject } from 'zapier-platform-core';
import { isUnresolvedMapping } from '../../core/model/safe_id.js';
import { byLastUse, type Workflow } from '../../core/model/workflow.js';
import { wireflowStep } from './step.js';

/** A choice in a dropdown. */
export type Choice = { id: string; name: string };

/**
 * The account's workflows as choices, the most recently used first. Without a key there is nothing to choose from; and
 * while the field holds a mapping that the editor has not filled yet, nothing is asked for.
 *
 * @param field the key of the field that the dropdown fills
 */
export async function workflowChoices(
  z: ZObject,
  bundle: Bundle<Record<string, unknown>>,
  field: string,
  toId: (workflow: Workflow) => string,
): Promise<Choice[]> {
  if (isUnresolvedMapping(bundle.inputData[field])) return [];
  return wireflowStep(z, bundle, async ({ client }) => {
    if (!client.hasKey) return [];
    const workflows = await client.listWorkflows();
    const choices = workflows.sort(byLastUse).map((workflow) => ({ id: toId(workflow), name: workflow.isActive ? workflow.name : `${workflow.name} (inactive)` }));
    // Zapier refuses a choice that comes twice, in words that repeat its id: a webhook's is a secret.
    return choices.filter(({ id }, index) => choices.findIndex((other) => other.id === id) === index);
  });
}
