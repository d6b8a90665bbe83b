import type { IExecuteFunctions } from 'n8n-workflow';
import { readStartOptions } from '../../../../../core/fields/start_options.js';
import { PROMPT_FIELDS } from '../../../../../core/fields/prompt_fields.js';
import { isObject, number, objectsIn, type JsonObject } from '../../../../../core/json.js';
import { badInput } from '../../../../../core/model/errors.js';
import { isEmpty } from '../../../../../core/model/unseen.js';
import { n8nKey } from '../engine/output.js';
import { DEFAULT_TIMEOUT_S, timeout } from '../fields/shared.js';

const MS_PER_S = 1000;

/** A parameter's value, or null where the step does not have it. */
export function parameter(host: IExecuteFunctions, name: string, item: number): unknown {
  return host.getNodeParameter(name, item, null);
}

export function optionsIn(host: IExecuteFunctions, item: number): JsonObject {
  const options = parameter(host, 'options', item);
  return isObject(options) ? options : {};
}

/** The name of the output field for the first image. */
export function outputFieldOf(host: IExecuteFunctions, item: number): string {
  const given = optionsIn(host, item)['outputField'];
  return typeof given === 'string' && given.trim() !== '' ? given.trim() : 'data';
}

/** What is chosen in a resource locator, or a plain value from an expression. */
export function located(given: unknown): unknown {
  return isObject(given) && 'value' in given ? given['value'] : given;
}

/** What Generate Image sends, under the core's keys. */
export function promptValues(host: IExecuteFunctions, item: number): JsonObject {
  const options = optionsIn(host, item);
  const size = parameter(host, 'size', item);
  const top: JsonObject = { prompt: parameter(host, 'prompt', item), size, width: parameter(host, 'width', item), height: parameter(host, 'height', item) };
  const values = Object.fromEntries(PROMPT_FIELDS.map(({ key }) => [key, top[key] ?? options[n8nKey(key)]]));
  return { ...values, more_inputs: pairsIn(values['more_inputs']) };
}

/** The rows of a fixed collection, or whatever an expression gives in their place. */
function pairsIn(given: unknown): unknown {
  return isObject(given) && Array.isArray(given['input']) ? objectsIn(given['input']) : given;
}

/** The cap on what a run may cost, what is given again, and the Only Once ID, where the operation has them. */
export function startOptions(host: IExecuteFunctions, item: number): ReturnType<typeof readStartOptions> {
  const { maxCredits, uncertainCost, reuse, runId } = optionsIn(host, item);
  return readStartOptions({ max_credits: maxCredits, uncertain_cost: uncertainCost, reuse, run_id: runId });
}

/** How long the step waits at most, in ms. @throws WireflowError `bad_input` */
export function timeoutMs(host: IExecuteFunctions, item: number): number {
  return (positiveNumber('timeout', timeout.displayName, optionsIn(host, item)['timeout']) ?? DEFAULT_TIMEOUT_S) * MS_PER_S;
}

/** A number above 0, also as text; null for what is left empty. @throws WireflowError `bad_input` that names the field */
export function positiveNumber(key: string, label: string, given: unknown): number | null {
  if (isEmpty(given)) return null;
  const value = number(given);
  if (value !== null && value > 0) return value;
  throw badInput(key, `The field ${label} needs a number above 0.`, 'Type digits alone, or empty the field.');
}
