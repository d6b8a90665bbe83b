import { errors } from 'zapier-platform-core';
import type { ZObject } from 'zapier-platform-core';
import { ERROR_KINDS, WireflowError, type ErrorKind } from '../../core/model/errors.js';
import { EXECUTION_STATUSES } from '../../core/model/execution.js';
import { canRetryRun, FAILURE_KINDS } from '../../core/model/failure_kind.js';
import { toZapierError } from '../../platforms/zapier/errors.js';
import { CLASS_OF, documentedErrors, type Documented } from '../../proof/prove/matrix/documented.js';
import { PROVOKED, SPOKEN } from './provoked.js';
import { PROVOKED_BY_PROVIDERS } from './provoked_providers.js';
import { messagesInCode, sentencesInCode } from './sentences_in_code.js';
import { FAILED_AT_PROVIDERS, SPOKEN_BY_BATCHES, SPOKEN_BY_PROVIDERS } from './spoken_elsewhere.js';
import { read } from './step_pages.js';

const PAGE = read('docs/errors.md');
const MESSAGES = read('docs/messages.md');

const MAY_HAVE_STARTED = 'Stops: something may have started';
const DOCUMENTED = documentedErrors(PAGE);

/** Cells of every table of a page whose heading row begins with these titles. */
function tables(page: string, ...titles: string[]): string[][] {
  const head = `| ${titles.join(' | ')} |\n`;
  return page.split(head).slice(1).flatMap((rest) => {
    const lines = rest.split('\n').slice(1);
    return lines.slice(0, lines.findIndex((line) => !line.startsWith('|'))).map((line) => line.slice(2, -2).split(' | '));
  });
}

/** A quote as a pattern for the beginning of a sentence: “…” stands for anything. */
function pattern(quoted: string): RegExp {
  const parts = quoted.replace(/^“|”$/g, '').split('…').map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*?')}`, 's');
}

interface Provoked {
  readonly message: string;
  /** Zapier's class of error. */
  readonly name: string;
  /** Null where it comes out of a step as Zapier's error. */
  readonly kind: ErrorKind | null;
}

async function provoke(run: () => unknown): Promise<Provoked> {
  const error = await Promise.resolve().then(run).then(
    () => new Error(`Nothing was thrown by ${String(run)}`),
    (thrown: Error) => thrown,
  );
  const inZapier = error instanceof WireflowError ? toZapierError({ errors } as unknown as ZObject, error) : error;
  if (!Object.values(CLASS_OF).includes(inZapier.name)) throw error;
  const text = error.message.startsWith('{') ? (JSON.parse(error.message) as { message: string }).message : error.message;
  return { message: text, name: inZapier.name, kind: error instanceof WireflowError ? error.kind : null };
}

/** What a person finds who searches the page: the quote that says the most of the sentence. */
function found({ message, kind }: Provoked): Documented | undefined {
  const rows = DOCUMENTED.filter(({ zap, sentence }) => (zap === MAY_HAVE_STARTED) === (kind === 'start_unknown') && sentence.test(message));
  return rows.sort((a, b) => b.words.length - a.words.length)[0];
}

let provoked: Provoked[];
beforeAll(async () => void (provoked = await Promise.all([...PROVOKED, ...PROVOKED_BY_PROVIDERS].map(provoke))));

test('every sentence that a step stops with is found on the page, with its kind, under what it does to the Zap', () => {
  const told = provoked.map((one) => ({ message: one.message, name: CLASS_OF[found(one)?.zap ?? ''], kind: found(one)?.kind }));
  expect(told).toEqual(provoked.map(({ message, name, kind }) => ({ message, name, kind: kind ?? expect.any(String) })));
});

test('every quote on the page is a sentence that the code says', () => {
  const said = new Set(provoked.map(found));
  expect(DOCUMENTED.length).toBeGreaterThan(50);
  expect(DOCUMENTED.filter((quote) => !said.has(quote)).map(({ words }) => words)).toEqual([]);
});

test('every sentence of an error that stands in the code is provoked here', () => {
  const unheard = sentencesInCode().filter(({ pattern: written }) => !provoked.some(({ message }) => written.test(message)));
  expect(sentencesInCode().length).toBeGreaterThan(70);
  expect(unheard.map(({ file, words }) => `${file}: ${words}`)).toEqual([]);
});

test('every kind of error is provoked', () => {
  expect([...new Set(provoked.map(({ kind }) => kind))].filter((kind) => kind !== null).sort()).toEqual([...ERROR_KINDS].sort());
});

test('each sentence ends once, and holds nothing that is not for people', () => {
  for (const { message } of provoked) expect(message).not.toMatch(/[.!?…:]\s*\.(?!\.)|\.\.(?!\.)|undefined|null\b|NaN|\[object|Error:|\bat \//);
});

test('the page can be read in two minutes', () => {
  const prose = PAGE.replace(/<!-- .*? -->/g, '').replace(/“(?:[^”“]|“[^”]*”)*”/g, '').split(/[\s|]+/).filter((word) => /\w/.test(word));
  // Comments are not shown, sentences are searched and not read; people read some 250 words a minute.
  expect(prose.length).toBeLessThanOrEqual(500);
});

test('the states and the kinds of failure are all there, and whether a run may be started again', () => {
  expect(tables(MESSAGES, 'Status', 'Means').map(([status]) => status)).toEqual(EXECUTION_STATUSES.map((status) => `\`${status}\``));
  const kinds = tables(MESSAGES, 'Kind of Error', 'Can Be Retried', 'Means', 'What to do').map(([kind, retry]) => [kind, retry]);
  expect(kinds).toEqual(FAILURE_KINDS.map((kind) => [`\`${kind}\``, canRetryRun(kind) ? 'yes' : 'no']));
});

describe('what is no error', () => {
  const quotes = tables(MESSAGES, 'What you see', 'Where', 'What it means').flatMap(([cell = '']) => cell.slice(1, -1).split('” “'));
  let said: string[];
  beforeAll(async () => void (said = await Promise.all([...SPOKEN, ...SPOKEN_BY_BATCHES, ...SPOKEN_BY_PROVIDERS, ...FAILED_AT_PROVIDERS].map((speak) => speak()))));

  test('every sentence that a step says is found on the page', () => {
    expect(said.filter((message) => !quotes.some((quote) => pattern(quote).test(message)))).toEqual([]);
  });

  test('every quote on the page is a sentence that the code says', () => {
    expect(quotes.length).toBeGreaterThan(30);
    expect(quotes.filter((quote) => !said.some((message) => pattern(quote).test(message)))).toEqual([]);
  });

  test('every message that stands in the code is said here', () => {
    const unheard = messagesInCode().filter(({ pattern: written }) => !said.some((message) => written.test(message)));
    expect(messagesInCode().length).toBeGreaterThan(30);
    expect(unheard.map(({ file, words }) => `${file}: ${words}`)).toEqual([]);
  });

  test('each ends as a sentence does, and holds nothing that is not for people', () => {
    for (const message of said) expect(message).toMatch(/^[A-Z“\d](?!.*(?:undefined|null\b|NaN|\[object|Error:|\bat \/|\.\.)).*[.!?]$/s);
  });
});
