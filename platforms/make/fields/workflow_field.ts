import { readWorkflowId } from '../../../core/fields/chosen_ids.js';
import { SAFE_ID } from '../../../core/model/safe_id.js';
import { RUN_WORKFLOW_FIELD } from '../../../core/fields/execute_fields.js';
import { check } from '../check.js';
import { complaint } from '../errors/core_words.js';
import type { Parameter, Request } from '../format/component.js';
import { call, matches, textOr, type Expression } from '../iml/expression.js';
import { parameter } from './parameters.js';

const SOURCE = SAFE_ID.source.replace(/^\^|\$$/g, '');

/** Whether a value can be put into a path as an id, as the core sees it. */
export function isSafe(id: Expression): Expression {
  return matches(id, SOURCE);
}

/** The workflow as a dropdown whose value may be mapped. */
export function workflowField(more: Partial<Parameter> = {}): Parameter {
  const { key, label, type, required } = RUN_WORKFLOW_FIELD;
  return parameter({ key, label, type, required }, { type: 'select', options: 'rpc://listWorkflows', ...more });
}

export function workflowId(name: string): Expression {
  return call('trim', textOr(`parameters.${name}`));
}

/** Stops a workflow ID that would change the path. */
export function checkWorkflowId(name: string): Request {
  return check(isSafe(workflowId(name)), complaint(() => readWorkflowId('no/id')));
}
