import { badInput } from '../model/errors.js';
import { EXECUTION_ID_FIELD, WORKFLOW_FIELD } from './target_fields.js';
import { isSafeId } from '../model/safe_id.js';
import { readOneText } from './one_text.js';

/**
 * The chosen workflow's id, or null when none is chosen.
 *
 * @throws WireflowError `bad_input` for what can be no id
 */
export function readWorkflowId(given: unknown): string | null {
  const id = readOneText(WORKFLOW_FIELD, given, 'Choose one workflow from the list.')?.trim() ?? null;
  if (id === null || isSafeId(id)) return id;
  throw badInput(WORKFLOW_FIELD.key, `The field ${WORKFLOW_FIELD.label} holds no workflow ID.`, 'Choose the workflow from the list.');
}

/** The workflow's id where one has to be chosen. @throws WireflowError `bad_input` when it is empty or can be no id */
export function readChosenWorkflowId(given: unknown): string {
  const id = readWorkflowId(given);
  if (id === null) throw badInput(WORKFLOW_FIELD.key, `The field ${WORKFLOW_FIELD.label} is empty.`, 'Choose a workflow from the list.');
  return id;
}

/** @throws WireflowError `bad_input` when it is empty or can be no id: one with a slash would change the path */
export function readExecutionId(given: unknown): string {
  const { key, label } = EXECUTION_ID_FIELD;
  const nextStep = 'Map the Execution ID from an earlier Wireflow step.';
  const id = readOneText(EXECUTION_ID_FIELD, given, nextStep)?.trim() ?? null;
  if (id === null) throw badInput(key, `The field ${label} is empty.`, nextStep);
  if (!isSafeId(id)) throw badInput(key, `The field ${label} holds something that is no execution ID.`, nextStep);
  return id;
}
