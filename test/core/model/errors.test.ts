import { badInput, WireflowError } from '../../../core/model/errors.js';

const FACTS = { kind: 'unavailable', problem: 'Something broke.', nextStep: 'Try again.' } as const;

test('the message is what happened, what to do, and the request id that support asks for', () => {
  expect(new WireflowError(FACTS).message).toBe('Something broke. Try again.');
  expect(new WireflowError({ ...FACTS, requestId: 'req_fake_1' }).message).toBe('Something broke. Try again. (Request ID: req_fake_1)');
});

test('what is not told is null, and nothing is retried unless it may be', () => {
  const { requestId, status, retryAfterMs, canRetry, field } = new WireflowError(FACTS);
  expect({ requestId, status, retryAfterMs, canRetry, field }).toEqual({ requestId: null, status: null, retryAfterMs: null, canRetry: false, field: null });
});

test('what is told stays, with the error behind it, for the log', () => {
  const cause = new TypeError('socket');
  const facts = { ...FACTS, requestId: 'req_fake_1', status: 503, retryAfterMs: 0, canRetry: true, field: 'prompt', cause };
  expect(new WireflowError(facts)).toMatchObject({ ...facts, name: 'WireflowError' });
  expect(new WireflowError(facts).cause).toBe(cause);
  expect(new WireflowError(facts).with({ problem: 'Another thing broke.' })).toMatchObject({ ...facts, problem: 'Another thing broke.' });
  expect(new WireflowError(facts).with({ problem: 'Another thing broke.' }).cause).toBe(cause);
});

test('a field that can not be used is named, for programs', () => {
  expect(badInput('prompt', 'The field Prompt is empty.', 'Fill it in.')).toMatchObject({ kind: 'bad_input', field: 'prompt', canRetry: false });
});
