import { fault } from '../../fault.js';
import { date, number, text, type Family } from './arguments.js';

const MS = { Seconds: 1000, Minutes: 60_000, Hours: 3_600_000, Days: 86_400_000 } as const;

const adders = Object.fromEntries(
  Object.entries(MS).map(([unit, ms]) => {
    const name = `add${unit}`;
    return [name, { least: 2, most: 2, call: (from: unknown, count: unknown) => new Date(date(from, name).getTime() + number(count, name) * ms) }];
  }),
);

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');

const TOKENS: Readonly<Record<string, (at: Date) => string>> = {
  YYYY: (at) => pad(at.getUTCFullYear(), 4),
  MM: (at) => pad(at.getUTCMonth() + 1),
  DD: (at) => pad(at.getUTCDate()),
  HH: (at) => pad(at.getUTCHours()),
  mm: (at) => pad(at.getUTCMinutes()),
  ss: (at) => pad(at.getUTCSeconds()),
  SSS: (at) => pad(at.getUTCMilliseconds(), 3),
  X: (at) => String(Math.floor(at.getTime() / 1000)),
  x: (at) => String(at.getTime()),
};
/** A `T` is no token and stays; any other letter that is not listed here is a token of Make's that this engine lacks. */
const TOKEN = /\[([^\]]*)\]|YYYY|MM|DD|HH|mm|ss|SSS|X|x|(?!T)[A-Za-z]/g;

/** Dates are written in UTC: a scenario's own zone is a setting that the app can't know. */
function formatDate(value: unknown, format: unknown, zone?: unknown): string {
  const at = date(value, 'formatDate');
  if (zone !== undefined && zone !== 'UTC') return fault('formatDate', 'only UTC is known here');
  return text(format, 'formatDate').replace(TOKEN, (token, literal: string | undefined) => {
    if (literal !== undefined) return literal;
    return (TOKENS[token] ?? (() => fault('formatDate', `the token ${token} is not known here`)))(at);
  });
}

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** Without a format: ISO 8601. With one: `X` (Unix seconds) or `x` (milliseconds). */
function parseDate(value: unknown, format?: unknown): Date {
  if (value instanceof Date) return value;
  const given = text(value, 'parseDate');
  if (format === undefined && ISO.test(given)) return new Date(given);
  const isWhole = /^\d+$/.test(given);
  if (format === 'X' && isWhole) return new Date(Number(given) * 1000);
  if (format === 'x' && isWhole) return new Date(Number(given));
  return fault('parseDate', `${JSON.stringify(given)} can not be read${format === undefined ? '' : ` as ${String(format)}`}`);
}

export const DATES: Family = {
  ...adders,
  formatDate: { least: 2, most: 3, call: formatDate },
  parseDate: { least: 1, most: 2, call: parseDate },
};
