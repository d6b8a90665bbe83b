import type { IExecuteFunctions } from 'n8n-workflow';
import { readStartOptions } from '../../../../../core/fields/start_options.js';
import { PROMPT_FIELDS } from '../../../../../core/fields/prompt_fields.js';
import { isObject, objectsIn, type JsonObject } from '../../../../../core/json.js';
import { n8nKey } from '../engine/output.js';
import { DEFAULT_TIMEOUT_S } from '../fields/shared.js';

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

/** How long the step waits, in ms; null where it does not. */
export function longestWaitMs(host: IExecuteFunctions, item: number): number | null {
  if (parameter(host, 'wait', item) === false) return null;
  return timeoutMs(host, item);
}

export function timeoutMs(host: IExecuteFunctions, item: number): number {
  const given = Number(optionsIn(host, item)['timeout'] ?? DEFAULT_TIMEOUT_S);
  return (Number.isFinite(given) && given > 0 ? given : DEFAULT_TIMEOUT_S) * MS_PER_S;
}
