import { call, choose, firstOf, literal, pattern, type Expression } from '../iml/expression.js';

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

/** What is done to a reply, as JSON text, before its times are read: each a search and what stands in its place. */
export const TIME_EDITS: readonly (readonly [search: string, by: string])[] = [
  ...NAMES.map(([name, theirs]) => [`"(${theirs.join('|')})" *: *(?=["0-9])`, `"${name}":`] as const),
  // Unix seconds become milliseconds.
  [`(?<=${KEY}"?[0-9]{9,11})(?=[",}])`, '000'],
  [`(?<=${KEY}"${DAY}) (?=[0-9])`, 'T'],
  // A time without a zone is in UTC, and says so: Make may read it in the scenario's own.
  [`(?<=${KEY}"${DAY}T[0-9:.]+)(?=")`, 'Z'],
  // What is no time then is none.
  [`${KEY}(?!"?[0-9]{12,14}[",}]|"${DAY}(${ZONED})?")`, '"no_time":'],
];

export function withEdit(json: Expression, [search, by]: readonly [string, string]): Expression {
  return call('replace', json, pattern(search, 'g'), literal(by));
}

/** The same in one expression, for a list: its items have no steps. */
export function withTimes(json: Expression): Expression {
  return TIME_EDITS.reduce(withEdit, json);
}

/** A time of an edited reply as a date. */
export function asDate(time: Expression): Expression {
  const digits = `'' + ${time}`;
  const date = choose(`length(${call('replace', digits, pattern('^[0-9]+$'), literal(''))}) = 0`, call('parseDate', digits, literal('x')), call('parseDate', time));
  return choose(time, date, 'undefined');
}

export const startedIn = (run: Expression): Expression => firstOf([`${run}.began_at`, `${run}.made_at`]);
export const endedIn = (run: Expression): Expression => `${run}.ended_at`;
/** Some time of a run, by which it has its place in a list. */
export const placedIn = (run: Expression): Expression => firstOf([`${run}.ended_at`, `${run}.changed_at`, `${run}.began_at`, `${run}.made_at`]);
