import { reasonWordsIn, wordsIn } from '../../../../core/api/readers/absent_words.js';
import { readEstimate, readExecution, readStarted, refusalIn } from '../../../../core/api/readers/index.js';
import { reasonIn } from '../../../../core/api/readers/reason.js';
import { bflReason } from '../../../../core/providers/bfl/bfl.js';
import { deepInfraReason } from '../../../../core/providers/deepinfra/deepinfra.js';
import { replicate } from '../../../../core/providers/replicate/replicate.js';
import { messageOf } from '../../../../core/providers/refusal.js';
import { reply, response } from '../../../helpers/core.js';
import { EMPTY_REASONS } from '../../../helpers/empty_reasons.js';

/** Reasons that hold such a word. */
const REASONS: readonly (readonly [reason: unknown, words: string])[] = [
  ['null pointer in node x', 'null pointer in node x'], [{ code: 'ENOSPC' }, 'ENOSPC'], [{ message: null, code: 'ENOSPC' }, 'ENOSPC'], [{ message: 'None', detail: 'Too long' }, 'Too long'], ['None of the models is free', 'None of the models is free'],
  ['false positive of the filter', 'false positive of the filter'], [500, '500'], [[null, { message: 'Too long' }], 'Too long'], [{ error: 0, message: 'OK was expected' }, 'OK was expected'], ['"null"', '"null"'],
];
const RUN = { executionId: 'exec_one', workflowId: 'w', outputs: { image: 'https://cdn.example/a.png' } };
const KEYS = ['error', 'errors', 'errorMessage', 'error_message', 'failureReason'];

test.each(EMPTY_REASONS.map((reason) => [reason]))('%j is no reason: a good reply stays one, and a failed run has no words for it', (reason) => {
  expect(reasonIn(reason)).toBeNull();
  for (const key of KEYS) {
    const more = { [key]: reason };
    const read = (status: string) => readExecution(reply({ ...RUN, ...more, status, nodeStates: [{ id: 'n', status, ...more, output: 'https://cdn.example/a.png' }] }), 'exec_one');
    expect(read('COMPLETED')).toMatchObject({ status: 'completed', error: null, message: null });
    expect(read('FAILED')).toMatchObject({ status: 'failed', error: null, message: null });
    expect(readStarted(reply({ executionId: 'exec_one', status: 'RUNNING', ...more }))).toMatchObject({ id: 'exec_one', status: 'running', error: null });
    for (const isStart of [true, false]) expect([refusalIn({ success: true, ...more }, isStart), refusalIn({ ...more, data: null }, isStart)]).toEqual([null, null]);
  }
});

test.each(REASONS)('%j is a reason', (reason, words) => {
  expect(reasonIn(reason)).toBe(words);
  expect(readExecution(reply({ ...RUN, status: 'FAILED', error: reason }), 'exec_one').error).toBe(words);
  expect(refusalIn({ error: reason }, false)).toBe(words);
});

test('no success stays none, whatever stands in place of its error', () => {
  for (const reason of EMPTY_REASONS) expect([refusalIn({ success: false, error: reason }, true), refusalIn({ success: false, error: reason, message: 'The queue is full' }, true)]).toEqual(['', 'The queue is full']);
});

test('an estimate is whole beside an error that is none, and not beside a flag or a reason', () => {
  const isComplete = (error: unknown) => readEstimate(reply({ estimatedCredits: 8, error })).isComplete;
  expect(EMPTY_REASONS.filter((reason) => ![true, 'true'].includes(reason as boolean)).map(isComplete)).not.toContain(false);
  expect([true, 'true', ...REASONS.map(([reason]) => reason)].map(isComplete)).not.toContain(true);
});

test('a start whose reply is cut off behind an error that is none has told its execution', () => {
  for (const error of ['false', 'null', '0', '""', '[]', '{ }']) expect(readStarted({ body: undefined, requestId: null, location: null, raw: `{"success":true,"error":${error},"executionId":"exec_one","st` }).id).toBe('exec_one');
  for (const error of ['"Refused"', '500', '{"message":"No"}']) expect(() => readStarted({ body: undefined, requestId: null, location: null, raw: `{"error":${error},"executionId":"exec_one","st` })).toThrow();
});

test('a message that is the word for nothing is none, and any other is kept', () => {
  expect([null, 'null', 'None', 'undefined', 'false', '0', 0, '', 'N/A'].map(wordsIn)).toEqual(Array(9).fill(null));
  expect(['OK', 'true', 'Started', 'None left'].map(wordsIn)).toEqual(['OK', 'true', 'Started', 'None left']);
  expect(readExecution(reply({ ...RUN, status: 'COMPLETED', message: 'null', data: { message: 'Three images' } }), 'exec_one').message).toBe('Three images');
});

test('providers’ jobs that fail without a reason are given the sentence for that', () => {
  const words = (reason: unknown) => [bflReason('failed', { details: reason }), bflReason('failed', { details: { error: reason } }), bflReason('moderated', { details: { 'Moderation Reasons': [reason] } }), deepInfraReason('failed', { error: reason, detail: reason }), messageOf({ error: reason, detail: reason })];
  const flat = EMPTY_REASONS.filter((reason) => typeof reason !== 'object' || reason === null);
  for (const reason of flat) expect(words(reason)).toEqual(['Black Forest Labs could not make the image.', 'Black Forest Labs could not make the image.', 'The prompt or an input image was stopped by the content filter of Black Forest Labs.', 'DeepInfra answered without an image.', '']);
  for (const reason of [...EMPTY_REASONS, '{"message":null}']) expect(deepInfraReason('failed', { error: reason })).toBe('DeepInfra answered without an image.');
  expect(words('null pointer')).toEqual(['null pointer.', 'null pointer.', expect.stringContaining('Labs: null pointer.'), 'null pointer.', 'null pointer']);
  expect(reasonWordsIn('ENOSPC')).toBe('ENOSPC');
});

test.each(EMPTY_REASONS.map((reason) => [reason]))('Replicate’s error of %j is none beside an image, and gives a failed job the sentence for that', async (error) => {
  const look = (status: string) => {
    const transport = async () => response(200, { id: 'p1', status, error, output: ['https://replicate.delivery/a.png'] });
    return replicate({ transport, apiKey: 'r8_fake', baseUrl: 'https://api.replicate.com/v1', now: () => 0, deadlineMs: 60_000 }).look({ provider: 'replicate', id: 'p1', lookUpUrl: null });
  };
  expect(await look('succeeded')).toMatchObject({ status: 'completed', error: null });
  expect(await look('failed')).toMatchObject({ status: 'failed', error: 'Replicate could not make the image.' });
});
