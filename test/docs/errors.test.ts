import { errors } from 'zapier-platform-core';
import type { ZObject } from 'zapier-platform-core';
import { ERROR_KINDS, WireflowError, type ErrorKind } from '../../core/model/errors.js';
import { EXECUTION_STATUSES } from '../../core/model/execution.js';
import { canRetryRun, FAILURE_KINDS } from '../../core/model/failure_kind.js';
import { EFFECTS, toZapierError } from '../../platforms/zapier/errors.js';
import { PROVOKED, SPOKEN } from './provoked.js';
import { read } from './step_pages.js';

const PAGE = read('docs/errors.md');
const WORDS = { halt: 'stops this run', error: 'fails this run', wait: 'waits, then goes on by itself', reconnect: 'asks you to reconnect' } as const;
type Effect = keyof typeof WORDS;
const CLASSES: Readonly<Record<string, Effect>> = { HaltedError: 'halt', AppError: 'error', ThrottledError: 'wait', ExpiredAuthError: 'reconnect' };

interface Row {
  readonly sentence: string;
  readonly effect: string;
  readonly kind: string;
}

/** Cells of every table whose heading row begins with these titles. */
function tables(...titles: string[]): string[][] {
  const head = `| ${titles.join(' | ')} |\n`;
  return PAGE.split(head).slice(1).flatMap((rest) => {
    const lines = rest.split('\n').slice(1);
    return lines.slice(0, lines.findIndex((line) => !line.startsWith('|'))).map((line) => line.slice(2, -2).split(' | '));
  });
}

const rows: Row[] = tables('What you see', 'Why', 'What to do', 'The Zap', 'Kind').map(([sentence, , , effect, kind]) => ({ sentence, effect, kind }) as Row);

/** What a row quotes, as a pattern for the beginning of a sentence: “…” stands for anything. */
function pattern(quoted: string): RegExp {
  const parts = quoted.replace(/^“|”$/g, '').split('…').map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*?')}`, 's');
}

interface Provoked {
  readonly message: string;
  readonly effect: Effect;
  /** Null where it comes out of a step as Zapier's error. */
  readonly kind: ErrorKind | null;
}

async function provoke(run: () => unknown): Promise<Provoked> {
  const error = await Promise.resolve().then(run).then(
    () => new Error(`Nothing was thrown by ${String(run)}`),
    (thrown: Error) => thrown,
  );
  const inZapier = error instanceof WireflowError ? toZapierError({ errors } as unknown as ZObject, error) : error;
  const effect = CLASSES[inZapier.name];
  if (effect === undefined) throw error;
  const text = error.message.startsWith('{') ? (JSON.parse(error.message) as { message: string }).message : error.message;
  return { message: text, effect, kind: error instanceof WireflowError ? error.kind : null };
}

/** The row that quotes the most of a sentence. */
function rowOf(message: string): Row | undefined {
  return rows.filter(({ sentence }) => pattern(sentence).test(message)).sort((a, b) => b.sentence.length - a.sentence.length)[0];
}

let provoked: Provoked[];
beforeAll(async () => void (provoked = await Promise.all(PROVOKED.map(provoke))));

test('every sentence that the code says stands in the table, with its kind and what it does to the Zap', () => {
  const told = provoked.map(({ message }) => ({ message, row: rowOf(message) })).map(({ message, row }) => ({ message, effect: row?.effect, kind: row?.kind }));
  expect(told).toEqual(provoked.map(({ message, effect, kind }) => ({ message, effect: WORDS[effect], kind: kind ?? expect.any(String) })));
});

test('every sentence in the table is one that the code says', () => {
  const said = new Set(provoked.map(({ message }) => rowOf(message)));
  expect(rows.filter((row) => !said.has(row)).map(({ sentence }) => sentence)).toEqual([]);
});

test('every kind of error has a row, and its effect is the one that the adapter gives it', () => {
  const documented = Object.fromEntries(ERROR_KINDS.map((kind) => [kind, rows.filter((row) => row.kind === kind).map(({ effect }) => effect)]));
  expect(documented).toEqual(Object.fromEntries(ERROR_KINDS.map((kind) => [kind, expect.arrayContaining([WORDS[EFFECTS[kind]]])])));
  expect(rows.filter(({ kind }) => !ERROR_KINDS.includes(kind as ErrorKind))).toEqual([]);
});

test('each effect is explained', () => {
  expect(tables('The Zap', 'Means').map(([effect]) => effect).sort()).toEqual(Object.values(WORDS).sort());
});

test('the states and the kinds of failure are all there, and whether a run may be started again', () => {
  expect(tables('Status', 'Means').map(([status]) => status)).toEqual(EXECUTION_STATUSES.map((status) => `\`${status}\``));
  const kinds = tables('Kind of Error', 'Can Be Retried', 'Means', 'What to do').map(([kind, retry]) => [kind, retry]);
  expect(kinds).toEqual(FAILURE_KINDS.map((kind) => [`\`${kind}\``, canRetryRun(kind) ? 'yes' : 'no']));
});

test('the sentences that are no errors are said by the code', async () => {
  const said = await Promise.all(SPOKEN.map((speak) => speak()));
  const quoted = tables('What you see', 'Where', 'What it means').map(([sentence]) => sentence as string);
  expect(said.map((message) => quoted.filter((sentence) => pattern(sentence).test(message)))).toEqual(quoted.map((sentence) => [sentence]));
});
