import { NO_REFUSALS, withFewerParameters } from '../../../core/api/fewer_parameters.js';
import type { Query } from '../../../core/api/readers/index.js';
import { WireflowError, type ErrorKind } from '../../../core/model/errors.js';
import { failure } from '../../helpers/core.js';

const FULL = { workflowId: 'cm1', limit: '100', page: '2', offset: '30' };
const refusal = (words: string, kind: 'rejected' | 'unavailable' = 'rejected') => new WireflowError({ kind, problem: `Wireflow refused the request: ${words}.`, nextStep: 'Go.' });

async function ask(rule: (query: Query) => string | null, { query = FULL as Query, known = NO_REFUSALS, most = 20 } = {}) {
  const sent: Query[] = [];
  const send = async (form: Query) => {
    sent.push(form);
    const words = rule(form);
    if (words !== null) throw refusal(words);
    return 'list';
  };
  return { ...(await withFewerParameters(query, known, send, () => sent.length < most)), sent };
}

describe('a parameter that is refused is left out', () => {
  test.each<[string, (query: Query) => string | null, Query]>([
    ['nothing refused', () => null, FULL],
    ['one that is named', (query) => ('workflowId' in query ? 'Unrecognized key: workflowId' : null), { limit: '100', page: '2', offset: '30' }],
    ['one that is too large', (query) => (Number(query['limit'] ?? 20) > 50 ? 'limit must be at most 50' : null), { ...FULL, limit: '50' }],
    ['one that is too large, without a number', (query) => ('limit' in query ? 'limit out of range' : null), { workflowId: 'cm1', page: '2', offset: '30' }],
    ['several, one after the other', (query) => ('limit' in query ? 'limit?' : 'workflowId' in query ? 'workflowId?' : null), { page: '2', offset: '30' }],
    ['some, without a word', (query) => ('limit' in query || 'workflowId' in query ? 'Bad request' : null), { page: '2', offset: '30' }],
    ['two ways of counting', (query) => ('page' in query && 'offset' in query ? 'Bad request' : null), { page: '2' }],
    ['the page', (query) => ('page' in query ? 'Bad request' : null), { offset: '30' }],
  ])('%s', async (_name, rule, last) => expect((await ask(rule)).sent.at(-1)).toEqual(last));

  test('and what is known to be refused is not sent again', async () => {
    const rule = (query: Query) => (Number(query['limit'] ?? 20) > 50 ? 'limit must be at most 50' : 'workflowId' in query ? 'workflowId?' : null);
    const { refusals } = await ask(rule);
    expect(refusals).toEqual({ names: ['workflowId'], largestLimit: 50 });
    expect((await ask(rule, { known: refusals })).sent).toEqual([{ limit: '50', page: '2', offset: '30' }]);
  });
});

test('a query that is refused in every form is refused in the first words, after a few requests', async () => {
  let sent = 0;
  const error = await failure(() => withFewerParameters(FULL, NO_REFUSALS, async () => Promise.reject(refusal(`no ${(sent += 1)}`)), () => true));
  expect(error.problem).toContain('no 1.');
  expect(sent).toBeLessThanOrEqual(8);
});
test('no more is sent than may be', async () => {
  let sent = 0;
  await failure(() => withFewerParameters(FULL, NO_REFUSALS, async () => Promise.reject(refusal(`no ${(sent += 1)}`)), () => false));
  expect(sent).toBe(1);
});
test('another failure is no refusal', async () => {
  const error = await failure(() => withFewerParameters(FULL, NO_REFUSALS, async () => Promise.reject(refusal('down', 'unavailable')), () => true));
  expect(error.kind).toBe('unavailable');
});

describe('a refusal may come as another failure', () => {
  const after = async (kind: ErrorKind, words: string, status: number | null = null) => {
    const sent: Query[] = [];
    const send = async (form: Query) => {
      sent.push(form);
      if ('limit' in form) throw new WireflowError({ kind, status, problem: `It did not work: ${words}.`, nextStep: 'Go.' });
      return 'list';
    };
    const given = await withFewerParameters(FULL, NO_REFUSALS, send, () => sent.length < 20).then(({ reply }) => reply, (error: unknown) => (error as WireflowError).kind);
    return { given, requests: sent.length };
  };
  test.each<[ErrorKind, string, number | null]>([
    ['conflict', 'limit out of range', 409], ['unavailable', 'Unexpected token in limit', 500], ['unavailable', 'limit is not implemented', 501],
    ['unreadable', 'limit is not known', null], ['forbidden', 'limit may not be set', 403],
  ])('%s, with “%s”', async (kind, words, status) => expect(await after(kind, words, status)).toEqual({ given: 'list', requests: 2 })); // prettier-ignore
  test.each<[ErrorKind, string, number | null]>([
    ['unavailable', 'down', 500], ['unavailable', 'limit reached', 503], ['rate_limited', 'the limit of requests is reached', 429], ['bad_key', 'no such key', 401], ['forbidden', 'missing permission', 403],
  ])('and %s, with “%s” and %s, is none', async (kind, words, status) => expect(await after(kind, words, status)).toEqual({ given: kind, requests: 1 })); // prettier-ignore
});
