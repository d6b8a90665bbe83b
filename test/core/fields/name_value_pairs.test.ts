import fc from 'fast-check';
import { PROMPT_FIELDS } from '../../../core/fields/prompt_fields.js';
import type { Field } from '../../../core/fields/field.js';
import { WireflowError } from '../../../core/model/errors.js';
import { readPairs } from '../../../core/fields/name_value_pairs.js';
import { promptBody } from '../../../core/fields/prompt_body.js';
import { expectReadable, failure } from '../../helpers/core.js';

const FIELD: Field = PROMPT_FIELDS.find(({ key }) => key === 'more_inputs') as Field;
const read = (given: unknown, taken: string[] = []) => Object.fromEntries(readPairs(given, FIELD, taken));

describe('name and value, as either platform hands them over', () => {
  test.each<[string, unknown, object]>([
    ['an object', { mood: 'calm', size: '2' }, { mood: 'calm', size: '2' }], ['a list of name and value', [{ name: 'mood', value: 'calm' }], { mood: 'calm' }],
    ['a list of key and value', [{ key: 'mood', value: 'calm' }], { mood: 'calm' }], ['a list of objects', [{ mood: 'calm' }, { tone: 'warm' }], { mood: 'calm', tone: 'warm' }],
    ['names that are numbers', [{ name: 5, value: 'x' }], { 5: 'x' }], ['names called name and value', { name: 'a', value: 'b' }, { name: 'a', value: 'b' }],
    ['nothing', undefined, {}], ['null', null, {}], ['an empty text', '', {}], ['an empty list', [], {}],
    ['pairs that are empty', [{ name: '', value: '' }, { name: 'a', value: '' }, { name: 'b' }, { name: 'c', value: null }, { name: 'd', value: 0 }, { name: 'e', value: false }], { d: 0, e: false }],
    ['spaces around a name', { ' mood ': ' calm ' }, { mood: ' calm ' }],
  ])('%s', (_name, given, pairs) => expect(read(given)).toEqual(pairs)); // prettier-ignore

  test('values stay the text that they are', () => {
    for (const value of ['007', '1e3', '{{x}}', 'true', '"q"', '🌊\n', ' ']) expect(read({ a: value })).toEqual({ a: value });
  });
});

describe('what can not be sent', () => {
  test.each<[string, unknown, RegExp]>([
    ['a value without a name', [{ name: ' ', value: 'x' }], /value without a name/], ['a value under null', [{ value: 'x' }], /value without a name/], ['a repeated name', [{ name: 'a', value: 1 }, { name: 'A ', value: 2 }], /repeats the name “A”/],
    ['a name of the fields above', { Prompt: 'x' }, /repeats the name “Prompt”/], ['a name in two Unicode forms', { 'Caf\u00e9': 1, 'cafe\u0301': 2 }, /repeats the name/], ['a name that only differs in what is not sent', { 'prompt\0': 'x' }, /repeats the name “prompt”/], ['a name with something unseen in it', { 'pro\u200bmpt': 'x' }, /repeats the name/], ['two halves of emojis', { '\ud83e': 1, '\ud83d': 2 }, /repeats the name|without a name/], ['a name that shows nothing', { '\0\u200b': 'x' }, /value without a name/], ['too long a value', { a: 'x'.repeat(10_001) }, /too long a text under “a”.*10,000 characters/s],
    ['a text', 'a=b', /needs names on the left/], ['a number', 5, /needs names on the left/], ['a list of texts', ['a'], /needs a name on the left/], ['a list in a list', [['a', 'b']], /needs a name on the left/],
    ['a long name', [{ name: '🌊'.repeat(200), value: 1 }, { name: '🌊'.repeat(200), value: 1 }], /“(🌊){60}…”/u],
  ])('%s', async (_name, given, words) => {
    const error = await failure(() => read(given, ['prompt']));
    expect(error).toMatchObject({ kind: 'bad_input', field: 'more_inputs' });
    expect(error.message).toMatch(words);
    expect(error.message).toMatch(/More Inputs/);
    expectReadable(error);
  }); // prettier-ignore

  test('10,000 characters are not too long, emoji counted as one', () => expect(read({ a: '🌊'.repeat(10_000) })).toHaveProperty('a'));
});

test('names of a prototype are names like others, and no prototype changes', () => {
  const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'), fc.string());
  const value = fc.oneof(fc.string({ minLength: 1 }), fc.constant({ polluted: 'yes' }), fc.integer());
  const given = fc.oneof(
    fc.array(fc.record({ name, value }), { maxLength: 4 }),
    fc.array(fc.tuple(name, value), { maxLength: 4 }).map((pairs) => JSON.parse(`{${pairs.map(([n, v]) => `${JSON.stringify(n)}:${JSON.stringify(v)}`).join(',')}}`) as unknown),
  );
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  fc.assert(
    fc.property(given, (more) => {
      try {
        const body = promptBody({ prompt: 'x', more_inputs: more });
        expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
        expect(body['prompt']).toBe('x');
        expect('polluted' in body && !Object.hasOwn(body, 'polluted')).toBe(false);
        const names = Array.isArray(more) ? more.map((pair: { name: string }) => pair.name.trim()) : Object.keys(more as object).map((key) => key.trim());
        expect(Object.keys(JSON.parse(JSON.stringify(body)) as object).sort()).toEqual([...new Set(['prompt', ...names])].sort());
      } catch (error) {
        if (!(error instanceof WireflowError)) throw error;
      }
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
    }),
    { numRuns: 300 },
  );
});
