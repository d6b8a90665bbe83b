import type { ZObject } from 'zapier-platform-core';
import { ERROR_KINDS, WireflowError, type ErrorKind, type WireflowErrorFacts } from '../../../core/model/errors.js';
import { EFFECTS, toZapierError } from '../../../platforms/zapier/errors.js';
import { appTester } from '../../helpers/app.js';

let z: ZObject;
beforeAll(() => appTester(async (given) => void (z = given)));

const shown = (kind: ErrorKind, more: Partial<WireflowErrorFacts> = {}) =>
  toZapierError(z, new WireflowError({ kind, problem: 'It went wrong.', nextStep: 'Do this.', requestId: 'req_fake_1', canRetry: EFFECTS[kind] === 'wait', ...more }));
const read = (error: Error) => JSON.parse(error.message) as { message: string; delay: number; code: string; status: number };

test('every kind of failure has an effect on the Zap', () => {
  expect(Object.keys(EFFECTS).sort()).toEqual([...ERROR_KINDS].sort());
});

describe('what a failure does to the Zap', () => {
  test.each<[string, string, ErrorKind[]]>([
    ['holds its runs and asks the owner for another key', 'ExpiredAuthError', ['no_key', 'bad_key']],
    ['stops this run only, and nothing is replayed', 'HaltedError', ['bad_input', 'out_of_credits', 'too_expensive', 'rejected', 'too_large', 'start_unknown']],
    ['puts the step back into the queue', 'ThrottledError', ['conflict', 'rate_limited', 'unavailable', 'timed_out', 'unreachable']],
    ['fails the run and tells the owner', 'AppError', ['forbidden', 'not_found', 'unreadable', 'no_execution_list']],
  ])('%s (%s)', (_effect, name, kinds) => {
    expect(ERROR_KINDS.filter((kind) => shown(kind).name === name).sort()).toEqual([...kinds].sort());
  });

  test('what must not be repeated is never put back into the queue, whatever it is called', () => {
    for (const kind of ERROR_KINDS) expect(shown(kind, { canRetry: false }).name).not.toBe('ThrottledError');
  });

  test('a start of unknown end is not replayed by itself, even if somebody calls it repeatable', () => {
    expect(shown('start_unknown', { canRetry: true }).name).toBe('HaltedError');
  });
});

describe('a wait', () => {
  test.each([[5_000, 5], [4_001, 5], [1, 1], [0, 1], [86_400_000, 86_400]])('that the service asks for in ms, %s, is %s s', (retryAfterMs, delay) => {
    expect(read(shown('rate_limited', { retryAfterMs })).delay).toBe(delay);
  });
  test('nobody gives a time for is a minute', () => expect(read(shown('unavailable')).delay).toBe(60));
});

describe('the sentence', () => {
  test.each(ERROR_KINDS)('reaches the person as it is, with what support asks for (%s)', (kind) => {
    const error = shown(kind);
    const { message } = error.name === 'AppError' || error.name === 'ThrottledError' ? read(error) : error;
    expect(message).toBe('It went wrong. Do this. (Request ID: req_fake_1)');
  });

  test('has nothing appended by Zapier’s runtime, whose log holds the webhook’s address', () => {
    for (const kind of ERROR_KINDS) expect(shown(kind)).toMatchObject({ doNotContextify: true });
  });

  test('comes with the kind and the status, for whoever reads the log', () => {
    expect(read(shown('forbidden', { status: 403 }))).toMatchObject({ code: 'forbidden', status: 403 });
    expect(read(shown('unreadable')).code).toBe('unreadable');
  });
});
