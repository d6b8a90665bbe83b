import { fault } from '../../fault.js';
import { number, text, type Family } from './arguments.js';

function parseNumber(value: unknown): number {
  const digits = text(value, 'parseNumber').trim();
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : fault('parseNumber', `${JSON.stringify(digits)} is no number`);
}

export const NUMBERS: Family = {
  round: { least: 1, most: 1, call: (value: unknown) => Math.round(number(value, 'round')) },
  ceil: { least: 1, most: 1, call: (value: unknown) => Math.ceil(number(value, 'ceil')) },
  floor: { least: 1, most: 1, call: (value: unknown) => Math.floor(number(value, 'floor')) },
  abs: { least: 1, most: 1, call: (value: unknown) => Math.abs(number(value, 'abs')) },
  min: { least: 1, most: Infinity, call: (...values: unknown[]) => Math.min(...values.map((value) => number(value, 'min'))) },
  max: { least: 1, most: Infinity, call: (...values: unknown[]) => Math.max(...values.map((value) => number(value, 'max'))) },
  parseNumber: { least: 1, most: 1, call: parseNumber },
};
