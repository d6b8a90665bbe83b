import { fault } from '../../fault.js';
import type { Readings } from '../../readings.js';
import { date, number, text, type Family, type FamilyUnder } from './arguments.js';

const MS = { Seconds: 1000, Minutes: 60_000, Hours: 3_600_000, Days: 86_400_000 } as const;

type Change = (at: Date, by: number) => void;

/** A function that moves a date, or sets a part of it, in UTC. */
const moved = (name: string, change: Change) => ({
  least: 2,
  most: 2,
  call: (from: unknown, by: unknown) => {
    const at = new Date(date(from, name).getTime());
    change(at, number(by, name));
    return at;
  },
});

const CHANGES: Readonly<Record<string, Change>> = {
  ...Object.fromEntries(Object.entries(MS).map(([unit, ms]): [string, Change] => [`add${unit}`, (at, count) => void at.setTime(at.getTime() + count * ms)])),
  addMonths: (at, count) => void at.setUTCMonth(at.getUTCMonth() + count),
  addYears: (at, count) => void at.setUTCFullYear(at.getUTCFullYear() + count),
  setSecond: (at, value) => void at.setUTCSeconds(value),
  setMinute: (at, value) => void at.setUTCMinutes(value),
  setHour: (at, value) => void at.setUTCHours(value),
  setDate: (at, value) => void at.setUTCDate(value),
  setMonth: (at, value) => void at.setUTCMonth(value - 1),
  setYear: (at, value) => void at.setUTCFullYear(value),
};

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Sunday is 1, or goes by its English name; numbers beyond the week lead into the weeks beside it (Make's help on date functions). */
function setDay(from: unknown, day: unknown): Date {
  const at = new Date(date(from, 'setDay').getTime());
  const wanted = typeof day === 'number' ? day : WEEKDAYS.indexOf(text(day, 'setDay').toLowerCase()) + 1;
  if (typeof day !== 'number' && wanted === 0) return fault('setDay', `${JSON.stringify(day)} is no day of the week`);
  at.setUTCDate(at.getUTCDate() - at.getUTCDay() + wanted - 1);
  return at;
}

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

const ISO = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const ZONED = /(Z|[+-]\d{2}:?\d{2})$/;
/** A zone that is not UTC, so that a date without a zone can not pass for one of UTC. */
const SCENARIO_ZONE = '-05:00';

/** Without a format: ISO 8601. With one: `X` (Unix seconds) or `x` (milliseconds). A text without a zone is in the one that is given. */
function parseDate({ dateZone }: Readings, value: unknown, format?: unknown, zone?: unknown): Date {
  if (value instanceof Date) return value;
  const given = text(value, 'parseDate');
  if (format === undefined || format === null) {
    if (!ISO.test(given)) return fault('parseDate', `${JSON.stringify(given)} can not be read`);
    return inZone(given.replace(' ', 'T'), zone === 'UTC' || dateZone === 'UTC' ? 'Z' : SCENARIO_ZONE);
  }
  const isWhole = /^\d+$/.test(given);
  if (format === 'X' && isWhole) return new Date(Number(given) * 1000);
  if (format === 'x' && isWhole) return new Date(Number(given));
  return fault('parseDate', `${JSON.stringify(given)} can not be read as ${String(format)}`);
}

function inZone(iso: string, zone: string): Date {
  // A day alone begins at midnight there.
  const whole = iso.includes('T') ? iso : `${iso}T00:00`;
  return new Date(ZONED.test(whole.slice(11)) ? whole : `${whole}${zone}`);
}

/** How far the first date stands after the second, in ms (Make's help: `dateDifference`), or in whole units. */
function dateDifference(later: unknown, earlier: unknown, unit: unknown = 'milliseconds'): number {
  const ms = date(later, 'dateDifference').getTime() - date(earlier, 'dateDifference').getTime();
  const sizes: Readonly<Record<string, number>> = { milliseconds: 1, seconds: MS.Seconds, minutes: MS.Minutes, hours: MS.Hours, days: MS.Days };
  const size = sizes[text(unit, 'dateDifference')] ?? fault('dateDifference', `the unit ${String(unit)} is not known here`);
  return Math.trunc(ms / size);
}

const MOVES: Family = Object.fromEntries(Object.entries(CHANGES).map(([name, change]) => [name, moved(name, change)]));

export const datesUnder: FamilyUnder = (readings) => ({
  ...MOVES,
  setDay: { least: 2, most: 2, call: setDay },
  formatDate: { least: 2, most: 3, call: formatDate },
  parseDate: { least: 1, most: 3, call: (value: unknown, format?: unknown, zone?: unknown) => parseDate(readings, value, format, zone) },
  dateDifference: { least: 2, most: 3, call: dateDifference },
});
