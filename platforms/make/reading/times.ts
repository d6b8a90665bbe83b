import { call, choose, firstOf, literal, type Expression } from '../iml/expression.js';

/** The service's names of a moment, and the one under which it is read (core: readers/execution.ts). */
const NAMES: readonly (readonly [name: string, theirs: readonly string[]])[] = [
  ['ended_at', ['endTime', 'finishedAt', 'completedAt', 'endedAt', 'finished_at']],
  ['began_at', ['startTime', 'startedAt', 'started_at']],
  ['made_at', ['createdAt']],
  ['changed_at', ['updatedAt']],
];
const KEY = `"(${NAMES.map(([name]) => name).join('|')})":`;
const DAY = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const ZONED = 'T[0-9:.]+(Z|[+-][0-9]{2}:?[0-9]{2})';

/** What has a time's form and is none, such as a month 13: a date that is none would end every look of the trigger that sees it. */
const IMPOSSIBLE = '[0-9]{4}-(00|1[3-9]|[2-9]|02-3|(0[469]|11)-31|..-(00|3[2-9]|[4-9])|..-..T(2[4-9]|[3-9]|..:[6-9]|..:..:[6-9]|[^"]*[+-](1[5-9]|[2-9]|..:?[6-9])))';
const NO_TIME = '"no_time":';

/** What is done to a reply, as JSON text, before its times are read: each a search and what stands in its place, with a name for lists. */
export const TIME_EDITS: readonly TimeEdit[] = [
  ...NAMES.map(([name, theirs]) => ({ name: `find_${name}`, search: `"(${theirs.join('|')})" *: *(?=["0-9])`, by: `"${name}":` })),
  // Numbers become texts, and Unix seconds milliseconds.
  { name: 'find_number', search: `(?<=${KEY})(?=[0-9]+[,}])|(?<=${KEY}[0-9]+)(?=[,}])`, by: '"' },
  { name: 'find_seconds', search: `(?<=${KEY}"[0-9]{9,11})(?=")`, by: '000' },
  { name: 'find_blank', search: `(?<=${KEY}"${DAY}) (?=[0-9])`, by: 'T' },
  // A time without a zone is in UTC, and says so: Make may read it in the scenario's own.
  { name: 'find_no_zone', search: `(?<=${KEY}"${DAY}T[0-9:.]+)(?=")`, by: 'Z' },
  { name: 'find_day', search: `(?<=${KEY}"${DAY})(?=")`, by: 'T00:00:00Z' },
  // What is no time then is none.
  { name: 'find_no_time', search: `${KEY}(?!"([0-9]{12,14}|${DAY}(${ZONED})?)")`, by: NO_TIME },
  { name: 'find_impossible', search: `${KEY}(?="${IMPOSSIBLE})`, by: NO_TIME },
];

interface TimeEdit {
  readonly name: string;
  readonly search: string;
  readonly by: string;
}

/** Needs `TIME_PATTERNS`. */
export function withEdit(json: Expression, { name, by }: TimeEdit): Expression {
  return call('replace', json, `temp.${name}`, literal(by));
}

/** The searches, which are noted beforehand. */
export const TIME_PATTERNS: Readonly<Record<string, string>> = Object.fromEntries(TIME_EDITS.map(({ name, search }) => [name, `/${search}/g`]));

/** All edits in one expression. Needs `TIME_PATTERNS`. */
export function withTimes(json: Expression): Expression {
  return TIME_EDITS.reduce(withEdit, json);
}

/** A time of an edited reply as a date. */
export function asDate(time: Expression): Expression {
  return choose(time, asDateIfThere(time), 'undefined');
}

/** The same of a time that is known to be there: after `TIME_EDITS` it is digits alone, or a date with its hyphens. */
export function asDateIfThere(time: Expression): Expression {
  return choose(call('contains', time, literal('-')), call('parseDate', time), call('parseDate', time, literal('x')));
}

export const startedIn = (run: Expression): Expression => firstOf([`${run}.began_at`, `${run}.made_at`]);
export const endedIn = (run: Expression): Expression => `${run}.ended_at`;
/** Some time of a run, by which it has its place in a list. */
export const placedIn = (run: Expression): Expression => firstOf([`${run}.ended_at`, `${run}.changed_at`, `${run}.began_at`, `${run}.made_at`]);
