import type { IExecuteFunctions } from 'n8n-workflow';
import { parameter } from './parameters.js';

/** How many results are wanted. */
export function listLimit(host: IExecuteFunctions, item: number): number {
  if (parameter(host, 'returnAll', item) === true) return Infinity;
  const limit = Number(parameter(host, 'limit', item) ?? 50);
  return Number.isFinite(limit) && limit >= 1 ? Math.floor(limit) : 50;
}
