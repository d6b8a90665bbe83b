import type { IExecuteFunctions } from 'n8n-workflow';
import { parameter, positiveNumber } from './parameters.js';
import { isOn } from './switches.js';

/** How many results are wanted. @throws WireflowError `bad_input` */
export function listLimit(host: IExecuteFunctions, item: number): number {
  if (isOn(host, item, 'returnAll')) return Infinity;
  return Math.max(1, Math.floor(positiveNumber('limit', 'Limit', parameter(host, 'limit', item)) ?? 50));
}
