import type { Field } from '../../../core/fields/field.js';
import { readNumberField, readOptionalNumber } from '../../../core/fields/number_field.js';
import { readStartOptions, readWaitOptions } from '../../../core/fields/start_options.js';
import { START_FIELDS } from '../../../core/fields/start_fields.js';
import { expectReadable, failure } from '../../helpers/core.js';

const LABEL_OF_NO = START_FIELDS[0].choices[0].label;
const NOTHING_SAID = { wait: 'no', run_id: null, max_credits: null, after_failure: 'again_if_free', reuse: 'off', uncertain_cost: 'stop', test_mode: 'sample' };
const EMPTY = [undefined, null, '', '  '];
const refused = async (values: Record<string, unknown>, read: (given: Record<string, unknown>) => unknown = readStartOptions) => {
  const error = await failure(() => read(values));
  expect(error).toMatchObject({ kind: 'bad_input', field: Object.keys(values)[0] });
  expectReadable(error);
  return error.problem;
};

describe('how a run is to be started', () => {
  test.each(EMPTY)('left empty as %j: at once, without an Only Once ID or a cap, and tested for free', (empty) => {
    expect(readStartOptions({ wait: empty, run_id: empty, max_credits: empty, test_mode: empty, after_failure: empty, reuse: empty, uncertain_cost: empty })).toEqual(NOTHING_SAID);
  });

  test('a step that is called without its fields does what costs least', () => {
    expect(readStartOptions({})).toEqual(NOTHING_SAID);
  });

  test.each([['no', 'no'], ['UP_TO_25_S', 'up_to_25_s'], [' Up to 25 seconds ', 'up_to_25_s'], ['until finished', 'until_finished'], [LABEL_OF_NO, 'no']])('to wait “%s” is %s', (given, wait) => {
    expect(readStartOptions({ wait: given }).wait).toBe(wait);
  });
  test.each(['sometimes', 'true', '25', 25, {}, []])('to wait %j is refused', async (given) => expect(await refused({ wait: given })).toMatch(/^The field Wait for the Images /));

  test.each([['order 7', 'order 7'], ['  7 ', '7'], [1001, '1001'], [0, '0'], ['№ 🎈\n2', '№ 🎈\n2']])('an Only Once ID of %j is %j', (given, id) => expect(readStartOptions({ run_id: given }).run_id).toBe(id));
  test.each([['\u200b7\ufeff', '7'], ['7\u200b \u2060', '7'], ['\u200b', null], ['👩\u200d🎨', '👩\u200d🎨']])('what nobody sees at the ends of an Only Once ID is no part of it: %j', (given, id) => expect(readStartOptions({ run_id: given }).run_id).toBe(id));
  test.each(['undefined', 'NULL', ' NaN ', 'None', 'n/a', '[object Object]', '#N/A', '#REF!', '{{123__id}}', 'row {{id}}', '${row.id}'])('an Only Once ID of “%s” would merge what is not the same: it is refused', async (given) => {
    expect(await refused({ run_id: given })).toContain('stands for a missing value');
  });
  test.each(['nullable', 'none-7', 'row n/a', '#7', '{7}'])('an Only Once ID of “%s” is one', (given) => expect(readStartOptions({ run_id: given }).run_id).toBe(given));
  test('an Only Once ID may be as long as it says, and not longer', async () => {
    expect(readStartOptions({ run_id: '🎈'.repeat(500) }).run_id).toHaveLength(1_000);
    expect(await refused({ run_id: 'x'.repeat(501) })).toBe('The field Only Once ID has 501 characters; it takes at most 500.');
  });
  test.each([[{}], [['a', 'b']], [true]])('an Only Once ID of %j would merge what is not the same: it is refused', async (given) => {
    await refused({ run_id: given });
  });

  test.each([['12', 12], [0, 0], [' 0 ', 0], [1_000_000, 1_000_000], ['000012', 12], ['१२', 12]])('a cap of %j is %s', (given, cap) => expect(readStartOptions({ max_credits: given }).max_credits).toBe(cap));
  test.each([-1, '-1', 1.5, '1.5', '1e3', '0x10', 'many', 1_000_001, '1000001', true, Number.NaN, Infinity])('a cap of %j is refused', async (given) => {
    expect(await refused({ max_credits: given })).toBe('The field Maximum Credits needs a whole number from 0 to 1,000,000.');
  });

  test.each([['sample', 'sample'], ['Show a sample', 'sample'], ['REAL', 'real'], ['Make a real image', 'real']])('tested with “%s” is %s', (given, mode) => expect(readStartOptions({ test_mode: given }).test_mode).toBe(mode));
  test.each([['same', 'same'], ['Give the failed execution again', 'same'], ['AGAIN', 'again']])('after a failure “%s” is %s', (given, choice) => expect(readStartOptions({ after_failure: given }).after_failure).toBe(choice));
  test.each([['start', 'start'], ['Do not start the execution', 'stop']])('with an uncertain cost “%s” is %s', (given, choice) => expect(readStartOptions({ uncertain_cost: given }).uncertain_cost).toBe(choice));
  test.each(['9'.repeat(309), '-0.5', 'NaN', '1_000', '1,000', '१२.५'])('a cap of %j is no number that could be passed by mistake', async (given) => {
    await refused({ max_credits: given });
  });
  test('tested otherwise is refused, rather than paid', async () => {
    await refused({ test_mode: 'free' });
  });
});

describe('how long a search waits', () => {
  test.each(EMPTY)('left empty as %j: not at all, and an hour where it is to', (empty) => expect(readWaitOptions({ wait: empty, longest_wait: empty })).toEqual({ wait: 'no', longest_wait: 60 }));
  test.each([['1', 1], [1_440, 1_440]])('%j minutes are taken', (given, minutes) => expect(readWaitOptions({ longest_wait: given }).longest_wait).toBe(minutes));
  test.each([0, 1_441, '1.5', 'long'])('%j minutes are refused', async (given) => {
    expect(await refused({ longest_wait: given }, readWaitOptions)).toMatch(/needs a whole number from 1 to 1,440\.$/);
  });
});

describe('a whole number', () => {
  const field: Field = { key: 'limit', label: 'Limit', type: 'integer', required: true, min: 1, max: 1_000 };
  const open: Field = { key: 'limit', label: 'Limit', type: 'integer', required: false };

  test.each([[1, 1], ['1000', 1_000], [' 7 ', 7]])('%j is %s', (given, value) => {
    expect(readNumberField(field, { limit: given })).toBe(value);
    expect(readOptionalNumber(field, { limit: given })).toBe(value);
  });
  test.each([0, 1_001, '7.5', 'x', {}, false])('%j is none', async (given) => {
    for (const read of [readNumberField, readOptionalNumber]) expect(await refused({ limit: given }, (values) => read(field, values))).toBe('The field Limit needs a whole number from 1 to 1,000.');
  });
  test.each(EMPTY)('left empty as %j is missed where it is needed, and null where it is not', async (empty) => {
    expect(await refused({ limit: empty }, (values) => readNumberField(field, values))).toBe('The field Limit is empty.');
    expect(readOptionalNumber(open, { limit: empty })).toBeNull();
  });
  test('what may be left empty is told so', async () => {
    expect((await failure(() => readOptionalNumber(open, { limit: 'x' }))).nextStep).toBe('Correct it, or leave it empty.');
    expect((await failure(() => readNumberField(open, { limit: 'x' }))).nextStep).toBe('Correct it; it can not be left empty.');
  });
  test('without limits of its own is at least not negative', async () => {
    expect(readOptionalNumber(open, { limit: '9007199254740991' })).toBe(Number.MAX_SAFE_INTEGER);
    await refused({ limit: -1 }, (values) => readOptionalNumber(open, values));
  });
});
