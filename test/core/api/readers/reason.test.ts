import fc from 'fast-check';
import { reasonIn } from '../../../../core/api/readers/reason.js';

describe('a reason is read in every form that services give it', () => {
  test.each<[string, unknown, string | null]>([
    ['words', ' Too long ', 'Too long'], ['a number', 429, '429'], ['a message', { message: 'Too long' }, 'Too long'], ['a code alone', { code: 'content_policy' }, 'content_policy'],
    ['a type alone', { type: 'api_error' }, 'api_error'], ['a list of words', ['Too long', 'Too wide'], 'Too long; Too wide'], ['a list of messages', [{ message: 'Too long' }, { message: 'Too long' }], 'Too long'],
    ['a message that is a list', { message: ['Too long'] }, 'Too long'], ['a message that is an object', { message: { text: 1, message: 'Too long' } }, 'Too long'],
    ['Zod’s issues', { name: 'ZodError', issues: [{ path: ['inputs', 'prompt'], message: 'Too long' }] }, 'prompt: Too long'],
    ['Zod, flattened', { formErrors: [], fieldErrors: { prompt: ['Too long'], seed: ['Not a number'] } }, 'prompt: Too long; seed: Not a number'],
    ['FastAPI', { detail: [{ loc: ['body', 'prompt'], msg: 'Field required', type: 'missing' }] }, 'prompt: Field required'],
    ['a problem document', { type: 'about:blank', title: 'Invalid', detail: 'Too long' }, 'Invalid: Too long'],
    ['JSON:API', [{ title: 'Invalid', detail: 'Too long', source: { pointer: '/data/attributes/prompt' } }], 'prompt: Invalid: Too long'],
    ['JSON:API with a list in it', { errors: [{ title: 'Param validation failed', detail: [{ message: '"FIELD" is not allowed to be empty', path: 'FIELD' }] }] }, 'Param validation failed: "FIELD" is not allowed to be empty'],
    ['by field', { prompt: ['is too long'] }, 'prompt: is too long'], ['JSON as text', '{"error":{"message":"Too long"}}', 'Too long'], ['broken JSON as text', '{"error":', '{"error":'],
    ['OAuth', { error: 'invalid_request', error_description: 'Too long' }, 'Too long: invalid_request'], ['the same words around and within', { message: 'Too long', details: [{ message: 'Too long' }] }, 'Too long'],
    ['an error in an error', { error: { error: { message: 'Too long' } } }, 'Too long'], ['a cause', { message: 'Failed', cause: { message: 'Too long' } }, 'Failed: Too long'],
    ['an error by name and its words beside it', { statusCode: 400, error: 'Bad Request', message: ['Too long'] }, 'Bad Request: Too long'], ['a sentence and what it leads to', { message: 'Invalid graph.', details: ['No input'] }, 'Invalid graph. No input'],
    ['by field, in words', { prompt: 'is too long' }, 'prompt: is too long'], ['by language', { message: { en: 'Too long' } }, 'en: Too long'], ['a gateway’s fault', { fault: { faultstring: 'Too long' } }, 'Too long'], ['a hint', { message: 'Bad', hint: 'Too long' }, 'Bad: Too long'],
    ['nothing', null, null], ['an empty object', {}, null], ['a flag', true, null], ['empty words', ' \n', null], ['an empty list', [], null], ['objects without words', { a: {}, b: [] }, null],
  ])('%s', (_name, error, words) => expect(reasonIn(error)).toBe(words)); // prettier-ignore
});

test('more than five are too many to read', () => {
  expect(reasonIn(Array.from({ length: 30 }, (_, index) => `Fault ${String.fromCharCode(65 + index)}`))?.split('; ')).toHaveLength(5);
});

test('any JSON gives words or nothing, never a trace of a program', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 7 }), (error) => {
    const words = reasonIn(error);
    if (words !== null) expect(words).not.toMatch(/\[object/);
  })); // prettier-ignore
});
