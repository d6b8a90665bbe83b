import '../../helpers/idle_timers.js';
import { readFileSync } from 'node:fs';
import app from '../../../index.js';
import type { Emulator } from '../../../emulators/wireflow/index.js';
import { CASES, stepsWithoutCase, type Case } from '../../../proof/prove/matrix/cases.js';
import { faultsOf, type Ended } from '../../../proof/prove/matrix/cell.js';
import { documentedErrors } from '../../../proof/prove/matrix/documented.js';
import { faults, type Fault } from '../../../proof/prove/matrix/faults.js';
import { fillMatrix } from '../../../proof/prove/matrix/part.js';
import { PROVIDER_CASES } from '../../../proof/prove/matrix/provider_cases.js';
import { promised, type Promised } from '../../../proof/prove/matrix/promises.js';

const caseOf = (step: string, how = 'as it is') => CASES.find((one) => one.step === step && one.how === how) as Case;
const fill = (...cases: readonly Case[]) => fillMatrix('article', () => undefined, cases);

test('every fault at every call of a start, a search and a trigger ends as the page says', async () => {
  const { rows, broken } = await fill(caseOf('creates.run_workflow'), caseOf('searches.find_execution'), caseOf('triggers.webhooks'));
  expect(broken).toEqual([]);
  expect(rows.filter(({ holds }) => holds).length).toBe(rows.length);
  const count = faults(0).length;
  // The second call of a step never meets a service that is not there.
  expect(['creates.run_workflow', 'searches.find_execution', 'triggers.webhooks'].map((step) => rows.filter((row) => row.step === step).length)).toEqual([3 * count - 2, 3 * count - 2, count]);
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['', 'AppError', 'ExpiredAuthError', 'HaltedError', 'ThrottledError']));
}, 30_000);

test('every step of the app is in the matrix', () => {
  const tried = [...CASES, ...PROVIDER_CASES, { step: 'searches.compare_prices' }];
  expect(stepsWithoutCase(app, tried)).toEqual([]);
  expect(stepsWithoutCase({ ...app, creates: { ...app.creates, delete_image: {} }, searches: { find_image: {} } }, tried)).toEqual(['creates.delete_image', 'searches.find_image']);
});

test('something is promised for every fault', () => {
  for (const { name } of faults(0)) expect(() => promised('read', name, true)).not.toThrow();
  expect(() => promised('read', 'a flood', true)).toThrow('a flood');
});

describe('the matrix sees', () => {
  type Perform = (z: unknown, bundle: { inputData: Record<string, unknown> }) => Promise<unknown>;
  const search = app.searches['credit_balance']?.operation as unknown as { perform: Perform };
  const create = app.creates['generate_image']?.operation as unknown as { perform: Perform };
  const own = { search: search.perform, create: create.perform };
  // The app is prepared once, at its first call: what it calls then decides each time what it is.
  const now = { ...own };
  search.perform = (z, bundle) => now.search(z, bundle);
  create.perform = (z, bundle) => now.create(z, bundle);
  afterEach(() => void Object.assign(now, own));

  const balance = caseOf('searches.credit_balance');
  const generate = caseOf('creates.generate_image');

  test('a step that works where an error is promised', async () => {
    now.search = (z, bundle) => own.search(z, bundle).catch(() => []);
    expect((await fill(balance)).broken).toContainEqual(expect.stringMatching(/credit_balance \(as it is\), 500 at usage, .*“article”: works, where unavailable is promised/));
  });

  test('an error of the program', async () => {
    now.search = (z, bundle) => own.search(z, bundle).catch(() => Promise.reject(new TypeError("Cannot read properties of undefined (reading 'credits')")));
    const { broken, rows } = await fill(balance);
    expect(broken).toContainEqual(expect.stringContaining('which the page about errors does not list as unavailable'));
    expect(broken).toContainEqual(expect.stringContaining('402 at usage'));
    expect(rows.some(({ holds }) => !holds)).toBe(true);
  });

  test('a second start', async () => {
    now.create = async (z, bundle) => (await own.create(z, bundle).catch(() => null), own.create(z, bundle));
    const { broken } = await fill(generate);
    expect(broken).toContainEqual(expect.stringMatching(/dropped after the request at trigger, .*: 2 runs were started/));
  });

  test('a case that leaves out a call, or gives it the wrong role', async () => {
    expect((await fill({ ...balance, roles: {} })).broken).toEqual(['searches.credit_balance (as it is) calls usage, which has no role in the matrix']);
    expect((await fill({ ...balance, roles: { usage: 'extra' } })).broken).toContainEqual(expect.stringContaining('fails with ThrottledError'));
  });

  test('a step that never works', async () => {
    const withoutId = { ...caseOf('searches.find_execution'), input: (_emulator: Emulator) => ({ execution_id: '' }) };
    expect((await fill(withoutId)).broken).toEqual([expect.stringContaining('searches.find_execution (as it is) fails without any fault: The field Execution ID is empty.')]);
  });
});

describe('a cell', () => {
  const documented = documentedErrors(readFileSync('docs/errors.md', 'utf8'));
  const fault = (name: string) => faults(0).find((each) => each.name === name) as Fault;
  const ended = (name: string, message: string, more: { delayS?: number; started?: number } = {}): Ended => ({ error: { name, message, delayS: more.delayS ?? null }, started: more.started ?? 0, asked: [] });
  const worked = (started: number): Ended => ({ error: null, started, asked: [] });
  const judge = (what: Ended, outcome: Promised, { at = '500', buys = true } = {}) => faultsOf(what, outcome, fault(at), buys, documented, ['sk-local-emulator-full', 'whk_local_chain']);

  const LIMIT = 'Wireflow’s limit of requests is reached. Try again in 45 seconds.';
  const LOST = 'The connection to Wireflow failed. The execution may have started. Look in Wireflow first.';
  const REFUSED = 'Wireflow refused the request: Invalid request.';

  test.each<[string, Ended, Promised, { at?: string; buys?: boolean }?]>([
    ['a step that works', worked(1), 'works'],
    ['a search that works', worked(0), 'works', { buys: false }],
    ['a start that is told of', ended('HaltedError', LOST, { started: 1 }), 'start_unknown'],
    ['a start that was not to be had', ended('HaltedError', REFUSED), 'rejected', { at: '400' }],
    ['a wait as long as asked for', ended('ThrottledError', LIMIT, { delayS: 45 }), 'rate_limited', { at: '429, Retry-After as a date' }],
    ['a wait of a few seconds more', ended('ThrottledError', LIMIT, { delayS: 47 }), 'rate_limited', { at: '429, Retry-After as a date' }],
    ['a wait of its own where nothing is asked for', ended('ThrottledError', 'Wireflow has a problem of its own (500).', { delayS: 60 }), 'unavailable'],
  ])('holds for %s', (_what, what, outcome, more = {}) => {
    expect(judge(what, outcome, more)).toEqual([]);
  });

  test.each<[string, string, Ended, Promised, { at?: string; buys?: boolean }?]>([
    ['an error where a step is to work', 'fails with AppError: Sorry', ended('AppError', 'Sorry'), 'works'],
    ['a step that works where it is to fail', 'works, where rejected is promised', worked(0), 'rejected'],
    ['a step that works without a start', 'works without having started a run', worked(0), 'works'],
    ['a second start', '2 runs were started', worked(2), 'works'],
    ['a second start behind an error', '2 runs were started', ended('HaltedError', LOST, { started: 2 }), 'start_unknown'],
    ['a search that starts a run', '1 runs were started', worked(1), 'works', { buys: false }],
    ['a start that nobody is told of', 'has started a run and does not say so', ended('HaltedError', REFUSED, { started: 1 }), 'rejected'],
    ['a sentence that is on no page', 'says “Oh no”, which the page about errors does not list as rejected', ended('HaltedError', 'Oh no'), 'rejected'],
    ['a sentence of another kind', `says “${LOST}”, which the page about errors does not list as timed_out`, ended('HaltedError', LOST), 'timed_out'],
    ['a class that the sentence does not go with', 'ends as AppError, where the page says “Stops: nothing was started”', ended('AppError', REFUSED), 'rejected'],
    ['a start that may have happened and is run again', 'ends as ThrottledError, where the page says “Stops: something may have started”', ended('ThrottledError', LOST), 'start_unknown'],
    ...['undefined', 'null', 'NaN', '[object Object]', 'TypeError at read (client.ts:1:2)', 'TypeError\n    at client.ts:1:2', '/node_modules/'].map(
      (trace): [string, string, Ended, Promised] => [`${JSON.stringify(trace)} in a sentence`, `says “${REFUSED} ${trace}”`, ended('HaltedError', `${REFUSED} ${trace}`), 'rejected'],
    ),
    ['the key in a sentence', 'holds a secret', ended('HaltedError', `${REFUSED} sk-local-emulator-full`), 'rejected'],
    ['a webhook id in a sentence', 'holds a secret', ended('HaltedError', `${REFUSED} whk_local_chain`), 'rejected'],
    ['a wait that is too short', 'waits 30 s, where 45 s are asked for', ended('ThrottledError', LIMIT, { delayS: 30 }), 'rate_limited', { at: '429, X-RateLimit-Reset' }],
    ['a wait that is too long', 'waits 60 s, where 45 s are asked for', ended('ThrottledError', LIMIT, { delayS: 60 }), 'rate_limited', { at: '429, retryAfter in the body' }],
    ['no wait', 'waits null s, where 45 s are asked for', ended('ThrottledError', LIMIT), 'rate_limited', { at: '429, Retry-After in seconds' }],
  ])('does not hold for %s', (_what, wrong, what, outcome, more = {}) => {
    expect(judge(what, outcome, more)).toEqual([wrong]);
  });
});

describe('the page about errors', () => {
  test('is read section by section, row by row, quote by quote', () => {
    const page = ['“In a text”', '## Fails', '| “Wireflow says … (no).” “Another” | What to do <!-- rejected --> |', '| no sentence | x <!-- rejected --> |', '## Message', '| “A row about statuses” | x | y |'].join('\n');
    const [one, another, ...more] = documentedErrors(page);
    expect(more).toEqual([]);
    expect([one, another]).toMatchObject([{ zap: 'Fails', kind: 'rejected' }, { zap: 'Fails', kind: 'rejected', words: 'Another' }]);
    expect(['Wireflow says “x” (no). Ask.', 'Wireflow says no.', 'Now Wireflow says x (no).'].map((said) => one?.sentence.test(said))).toEqual([true, false, false]);
  });
});
