import type { WireflowClient } from '../api/client.js';
import { badInput } from '../model/errors.js';
import { text } from '../json.js';
import { WORKFLOW_NAME_FIELD } from '../fields/search_fields.js';
import { byLastUse, type Workflow } from '../model/workflow.js';

/**
 * Workflows whose name holds the words: those of exactly that name first, then the most recently used.
 *
 * @throws WireflowError `bad_input` when no name is given
 */
export async function findWorkflows(client: WireflowClient, given: unknown): Promise<Workflow[]> {
  const wanted = plain(text(given) ?? '');
  if (wanted === '') {
    throw badInput(WORKFLOW_NAME_FIELD.key, `The field ${WORKFLOW_NAME_FIELD.label} is empty.`, 'Type the name of the workflow, or a part of it.');
  }
  const found = (await client.listWorkflows()).filter(({ name }) => plain(name).includes(wanted)).sort(byLastUse);
  return found.sort((a, b) => Number(plain(b.name) === wanted) - Number(plain(a.name) === wanted));
}

function plain(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}
