import type { WireflowClient } from '../api/client.js';
import { badInput } from '../model/errors.js';
import { readOneText } from '../fields/one_text.js';
import { foldName } from '../model/fold_name.js';
import { WORKFLOW_NAME_FIELD } from '../fields/search_fields.js';
import { byLastUse, type Workflow } from '../model/workflow.js';

/**
 * Workflows whose name holds the words: those of exactly that name first, then the most recently used.
 *
 * @throws WireflowError `bad_input` when no name is given
 */
export async function findWorkflows(client: WireflowClient, given: unknown): Promise<Workflow[]> {
  const nextStep = 'Type the name of the workflow, or a part of it.';
  const wanted = foldName(readOneText(WORKFLOW_NAME_FIELD, given, nextStep) ?? '');
  if (wanted === '') {
    throw badInput(WORKFLOW_NAME_FIELD.key, `The field ${WORKFLOW_NAME_FIELD.label} is empty.`, nextStep);
  }
  const found = (await client.listWorkflows()).filter(({ name }) => foldName(name).includes(wanted)).sort(byLastUse);
  return found.sort((a, b) => Number(foldName(b.name) === wanted) - Number(foldName(a.name) === wanted));
}
