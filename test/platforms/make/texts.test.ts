import { WireflowError } from '../../../core/model/errors.js';
import { complaint, coreError } from '../../../platforms/make/errors/core_words.js';
import { blend, either } from '../../../platforms/make/errors/edits.js';
import { makeErrorType } from '../../../platforms/make/errors/types.js';
import { literal } from '../../../platforms/make/iml/expression.js';

describe('what the core says, asked for while the app is emitted', () => {
  test('is the complaint about a value', () => {
    const check = () => { throw new WireflowError({ kind: 'bad_input', problem: 'The field Seed is empty.', nextStep: 'Type a number.' }); }; // prettier-ignore
    expect(complaint(check)).toMatch(/^The field Seed is empty\./);
  });

  test('a value that the core accepts has none, and ends the emission', () => {
    expect(() => complaint(() => 'fine')).toThrow('no complaint to quote');
  });

  test('a fault in the core ends the emission as it is', () => {
    const fault = new TypeError('a fault');
    expect(() => complaint(() => { throw fault; })).toThrow(fault); // prettier-ignore
  });

  test('an error without body and headers can be asked for', () => {
    expect(coreError('poll', { status: 404 }).kind).toBe('not_found');
  });

  test('a kind that Make has no better type for stops the scenario', () => {
    expect([makeErrorType('timed_out'), makeErrorType('rate_limited')]).toEqual(['RuntimeError', 'RateLimitError']);
  });
});

describe('one text out of several', () => {
  const variant = (text: string, blanks = {}) => ({ when: `is('${text.length}')`, text, blanks });

  test('chooses where a variant says something else', () => {
    expect(blend('It ended.', [variant('It failed.')])).toBe("It {{if(is('10'), 'fail', '')}}{{if(is('10'), '', 'end')}}ed.");
  });

  test('leaves out what a variant does not say, and adds what it says more', () => {
    expect(blend('It ended badly.', [variant('It ended.')])).toBe("It ended{{if(is('9'), '', ' badly')}}.");
    expect(blend('Full.', [variant('Full: #.', { '#': 'body.x' })])).toBe("Full{{if(is('8'), ': ', '')}}{{body.x}}.");
    expect(blend('Full.', [variant('Full#.', { '#': 'body.x' })])).toBe('Full{{body.x}}.');
    expect(blend('Full so.', [variant('Full.', { '#': 'body.x' })])).toBe("Full{{if(is('5'), '', ' so')}}.");
  });

  test('cuts a long text into expressions that can be read', () => {
    const long = 'a word '.repeat(60).trim();
    const text = blend('It.', [variant(`It: ${long}.`)]);
    expect(Math.max(...text.split('}}').map(({ length }) => length))).toBeLessThan(150);
    expect(text.replace(/\{\{if\(is\('\d+'\), '([^']*)', ''\)\}\}/g, '$1')).toBe(`It: ${long}.`);
  });

  test('a variant that says the same chooses nothing', () => {
    expect(blend('It ended.', [variant('It ended.')])).toBe('It ended.');
  });

  test('of two texts, what both begin with stands there once, and so do expressions that are in both', () => {
    expect(either('x', 'It has ended{{words}}. Nothing is lost. Go on.', 'It has begun{{words}}. Nothing is lost. Wait.')).toBe("It has {{if(x, 'ended', 'begun')}}{{words}}. Nothing is lost. {{if(x, 'Go on.', 'Wait.')}}");
    expect(either('x', 'A.{{words}}', 'B.')).toBe("{{if(x, 'A.', '')}}{{if(x, words, '')}}{{if(x, '', 'B.')}}");
    expect(either('x', 'Same.', 'Same.')).toBe('Same.');
  });

  test('two variants that change the same place are a mistake', () => {
    expect(() => blend('It ended.', [variant('It failed.'), variant('It broke.')])).toThrow('change the same place');
  });
});

test.each(['both \'one\' and "two"', '{{braces}}', 'a \\ b', 'two\nlines'])('IML can not say %j', (text) => {
  expect(() => literal(text)).toThrow('IML can not say this text');
});

test('a text with one kind of quotes stands in the other', () => {
  expect([literal("it's"), literal('so "called"')]).toEqual(['"it\'s"', "'so \"called\"'"]);
});
