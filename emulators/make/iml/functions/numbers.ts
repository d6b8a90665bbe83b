import { fault } from '../../fault.js';
import { list, number, text, type Family } from './arguments.js';

function parseNumber(value: unknown, separator?: unknown): number {
  const mark = separator === undefined ? '.' : text(separator, 'parseNumber');
  const digits = text(value, 'parseNumber').trim().replace(mark, '.');
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : fault('parseNumber', `${JSON.stringify(digits)} is no number`);
}

function formatNumber(value: unknown, decimals: unknown, point: unknown = ',', thousands: unknown = '.'): string {
  const [whole = '', part] = number(value, 'formatNumber').toFixed(number(decimals, 'formatNumber')).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, text(thousands, 'formatNumber'));
  return part === undefined ? grouped : `${grouped}${text(point, 'formatNumber')}${part}`;
}

/** Numbers one by one, or as a list (Make's help on mathematical functions). */
const all = (name: string, values: readonly unknown[]): number[] => (Array.isArray(values[0]) ? list(values[0], name) : values).map((value) => number(value, name));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] ?? NaN) : mean(sorted.slice(half - 1, half + 1));
}

/** @param without 1 for a sample, 0 for the whole population */
function deviation(numbers: readonly number[], without: 0 | 1): number {
  const middle = mean(numbers);
  return Math.sqrt(sum(numbers.map((one) => (one - middle) ** 2)) / (numbers.length - without));
}

export const NUMBERS: Family = {
  round: { least: 1, most: 1, call: (value: unknown) => Math.round(number(value, 'round')) },
  ceil: { least: 1, most: 1, call: (value: unknown) => Math.ceil(number(value, 'ceil')) },
  floor: { least: 1, most: 1, call: (value: unknown) => Math.floor(number(value, 'floor')) },
  trunc: { least: 1, most: 1, call: (value: unknown) => Math.trunc(number(value, 'trunc')) },
  abs: { least: 1, most: 1, call: (value: unknown) => Math.abs(number(value, 'abs')) },
  min: { least: 1, most: Infinity, call: (...values: unknown[]) => Math.min(...all('min', values)) },
  max: { least: 1, most: Infinity, call: (...values: unknown[]) => Math.max(...all('max', values)) },
  sum: { least: 1, most: Infinity, call: (...values: unknown[]) => sum(all('sum', values)) },
  average: { least: 1, most: Infinity, call: (...values: unknown[]) => mean(all('average', values)) },
  median: { least: 1, most: Infinity, call: (...values: unknown[]) => median(all('median', values)) },
  stdevS: { least: 1, most: Infinity, call: (...values: unknown[]) => deviation(all('stdevS', values), 1) },
  stdevP: { least: 1, most: Infinity, call: (...values: unknown[]) => deviation(all('stdevP', values), 0) },
  parseNumber: { least: 1, most: 2, call: parseNumber },
  formatNumber: { least: 2, most: 4, call: formatNumber },
};
