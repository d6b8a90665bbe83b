import fc from 'fast-check';
import { checkExpressions } from '../../../emulators/make/expressions.js';
import { EngineFault } from '../../../emulators/make/fault.js';
import { render } from '../../../emulators/make/iml/render.js';

const SCOPE = {
  now: new Date('2026-01-02T03:04:05.678Z'),
  parameters: { text: 'calm sea', number: 7, list: ['a', 'b', 'c'], nothing: null, empty: '', yes: true },
  body: { data: [{ id: 'one', 'odd name': 1, inner: { url: 'https://example.com/1' } }, { id: 'two', inner: {} }], error: 'words' },
  headers: { 'retry-after': '30' },
};
const value = (source: string, scope: Record<string, unknown> = SCOPE) => render(source, scope);

describe('an expression', () => {
  test.each<[source: string, value: unknown]>([
    ['{{1 + 2 * 3}}', 7],
    ['{{(1 + 2) * 3 - 4 / 2 % 3}}', 7],
    ['{{-parameters.number}}', -7],
    ["{{'a' + 'b' + 1}}", 'ab1'],
    ['{{parameters.number > 6 && parameters.number <= 7}}', true],
    ["{{!parameters.yes || parameters.text = 'calm sea'}}", true],
    ["{{parameters.number == '7'}}", false],
    ['{{parameters.number === 7}}', true],
    ['{{parameters.nothing != undefined}}', true],
    ['{{now < addSeconds(now, 1)}}', true],
    ['{{addDays(now, 1) = addHours(now, 24)}}', true],
    ['{{body.data[1].id}}', 'one'],
    ['{{body.data[-1].id}}', 'two'],
    ['{{body.data[].inner.url}}', 'https://example.com/1'],
    ['{{body.data[3].id}}', undefined],
    ['{{body.data[1].`odd name`}}', 1],
    ['{{headers.`retry-after`}}', '30'],
    ['{{body.error.message}}', undefined],
    ['{{body.missing.deeper.still}}', undefined],
    ["{{if(parameters.empty, 'yes', 'no')}}", 'no'],
    ["{{ifempty(ifempty(parameters.nothing, parameters.empty), 'else')}}", 'else'],
    ['{{ifempty(0, 1)}}', 0],
    ["{{switch(parameters.number, 6, 'six', 7, 'seven', 'many')}}", 'seven'],
    ["{{switch(parameters.number, 1, 'one', 'many')}}", 'many'],
    ["{{get(body, 'data.1.id')}}", 'one'],
    ["{{omit(parameters, 'list', 'nothing', 'empty', 'yes')}}", { text: 'calm sea', number: 7 }],
    ["{{pick(parameters, 'text')}}", { text: 'calm sea' }],
    ["{{map(body.data, 'inner.url')}}", ['https://example.com/1']],
    ["{{map(body.data, 'id', 'id', 'two,three')}}", ['two']],
    ['{{first(parameters.list)}}', 'a'],
    ['{{last(parameters.list)}}', 'c'],
    ["{{join(add(parameters.list, 'd'), '-')}}", 'a-b-c-d'],
    ['{{length(body.data)}}', 2],
    ['{{merge(parameters.list, emptyarray)}}', ['a', 'b', 'c']],
    ["{{first(split('a/b', '/'))}}", 'a'],
    ["{{replace('/a/a', '/^//', emptystring)}}", 'a/a'],
    ["{{replace('a.b.c', '.', '$&')}}", 'a$&b$&c'],
    ["{{upper('é')}}", 'É'],
    ["{{encodeURL('a/b?c')}}", 'a%2Fb%3Fc'],
    ["{{substring('abcdef', 1, 3)}}", 'bc'],
    ["{{contains('abc', 'b')}}", true],
    ["{{formatDate(now, 'YYYY-MM-DD[T]HH:mm:ss.SSS')}}", '2026-01-02T03:04:05.678'],
    ["{{formatDate(now, 'X')}}", '1767323045'],
    ["{{parseDate('1767323045', 'X') < now}}", true],
    ["{{toCollection(body.data, 'id', 'inner.url')}}", { one: 'https://example.com/1', two: undefined }],
    ["{{toString(toBinary('YWJj', 'base64'))}}", 'abc'],
    ["{{md5('abc')}}", '900150983cd24fb0d6963f7d28e17f72'],
  ])('%s', (source, expected) => expect(value(source)).toEqual(expected));

  test('keeps its type when it stands alone, and becomes text among text', () => {
    expect(value('{{parameters.number}}')).toBe(7);
    expect(value('{{parameters.number}} px, {{parameters.yes}}, [{{parameters.nothing}}{{body.missing}}]')).toBe('7 px, true, []');
    expect(value('at {{now}}')).toBe('at 2026-01-02T03:04:05.678Z');
    expect(value(' {{parameters.number}}')).toBe(' 7');
  });

  test('ends at the braces that are not inside quotes', () => {
    expect(value("{{'}}' + '{{'}}")).toBe('}}{{');
    expect(value('{{"it\'s"}}')).toBe("it's");
  });
});

describe('a collection', () => {
  test('lays out what stands under {{...}}, in its place', () => {
    const template = { first: 1, '{{...}}': "{{pick(parameters, 'text', 'number')}}", number: 8 };
    expect(render(template, SCOPE)).toEqual({ first: 1, text: 'calm sea', number: 8 });
    expect(Object.keys(render(template, SCOPE) as object)).toEqual(['first', 'text', 'number']);
  });

  test('leaves out what is undefined, and keeps what is null or empty', () => {
    const template = { a: '{{body.missing}}', b: '{{parameters.nothing}}', c: '{{parameters.empty}}', d: ['{{body.missing}}', 1] };
    expect(render(template, SCOPE)).toEqual({ b: null, c: '', d: [1] });
  });
});

describe('what Make would refuse, or nobody knows, is a fault and never undefined', () => {
  test.each([
    '{{nowhere.x}}',
    '{{uper(parameters.text)}}',
    '{{upper()}}',
    '{{if(1)}}',
    '{{1 ? 2 : 3}}',
    '{{ifempty(a; b)}}',
    '{{[1, 2]}}',
    "{{{a: 'b'}}}",
    '{{x => x}}',
    '{{}}',
    '{{parameters.text',
    'parameters.text}}',
    "{{'open}}",
    '{{parameters.odd-name}}',
    '{{parameters.list[0]}}',
    '{{upper(body.missing)}}',
    "{{map(body.missing, 'x')}}",
    '{{first(body.missing)}}',
    "{{toCollection(body.missing, 'a', 'b')}}",
    '{{body.missing > 1}}',
    "{{1 < 'a'}}",
    "{{'a' + body.missing}}",
    '{{1 + parameters.yes}}',
    'text and {{body.data}}',
    "{{formatDate(now, 'dddd')}}",
    "{{parseDate('yesterday')}}",
    "{{parseNumber('seven')}}",
  ])('%s', (source) => expect(() => value(source)).toThrow(EngineFault));

  test('in a branch that is not taken, it is found when the app is read', () => {
    expect(() => checkExpressions('module', { output: ["{{if(true, 1, uper('x'))}}"] }, 'test')).toThrow('uper');
    expect(() => checkExpressions('connection', { url: '{{connection.apiKey}}' }, 'test')).toThrow('connection');
    expect(() => checkExpressions('module', { '{{body.key}}': 1 }, 'test')).toThrow(EngineFault);
    expect(() => checkExpressions('module', { '{{...}}': '{{body}}' }, 'test')).not.toThrow();
  });
});

describe('what a person typed', () => {
  const awkward = fc.string({
    unit: fc.oneof(fc.constantFrom('{{', '}}', '{', '}', "'", '"', '`', '\\', '\n', '\r\n', '🎈', '👩‍🚀', '{{connection.apiKey}}', "{{'", '/', '$&', '$1'), fc.string({ unit: 'grapheme', maxLength: 3 })),
  });

  test('passes through unchanged, wherever it is put', () => {
    fc.assert(
      fc.property(awkward, (typed) => {
        const scope = { ...SCOPE, parameters: { typed, pairs: [{ name: 'mood', value: typed }] } };
        expect(render('{{parameters.typed}}', scope)).toBe(typed);
        expect(render('<{{parameters.typed}}>', scope)).toBe(`<${typed}>`);
        expect(render({ a: [{ b: '{{parameters.typed}}' }] }, scope)).toEqual({ a: [{ b: typed }] });
        expect(render({ '{{...}}': "{{toCollection(parameters.pairs, 'name', 'value')}}" }, scope)).toEqual({ mood: typed });
        expect(render("{{if(true, ifempty(parameters.typed, emptystring), 'x')}}", scope)).toBe(typed);
        expect(render("{{replace('x', 'x', parameters.typed)}}", scope)).toBe(typed);
        expect(render("{{join(split(parameters.typed, '-'), '-')}}", scope)).toBe(typed);
      }),
      { numRuns: 300 },
    );
  });

  test('is never read as an expression, not even where a part of it names a key', () => {
    const scope = { ...SCOPE, connection: { apiKey: 'sk-fake' }, parameters: { pairs: [{ name: '{{connection.apiKey}}', value: '{{connection.apiKey}}' }] } };
    expect(render({ '{{...}}': "{{toCollection(parameters.pairs, 'name', 'value')}}" }, scope)).toEqual({ '{{connection.apiKey}}': '{{connection.apiKey}}' });
  });

  test('can be written into the app as a quoted text, unless it holds both kinds of quotes', () => {
    fc.assert(
      fc.property(awkward, (typed) => {
        fc.pre(!typed.includes("'"));
        expect(render(`{{'${typed}'}}`, {})).toBe(typed);
      }),
    );
  });
});
