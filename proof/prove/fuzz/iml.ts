import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { EngineFault } from '../../../emulators/make/index.js';
import { render } from '../../../emulators/make/iml/render.js';

/** An expression of Make's language, and the same as JavaScript, which shares its order of operators. */
interface Pair {
  readonly iml: string;
  readonly js: string;
}

const VARIABLES = { n: 7, s: 'calm {{sea}}', nothing: null };

const pair = (iml: string, js = iml): Pair => ({ iml, js });
const chain = (parts: fc.Arbitrary<Pair>, operators: readonly string[]) =>
  fc.tuple(parts, fc.constantFrom(...operators), parts).map(([left, operator, right]) => pair(`${left.iml} ${operator} ${right.iml}`, `${left.js} ${operator === '=' ? '===' : operator} ${right.js}`));
const choice = (condition: fc.Arbitrary<Pair>, values: fc.Arbitrary<Pair>) =>
  fc.tuple(condition, values, values).map(([when, then, otherwise]) => pair(`if(${when.iml}, ${then.iml}, ${otherwise.iml})`, `(${when.js} ? ${then.js} : ${otherwise.js})`));
const inBrackets = (values: fc.Arbitrary<Pair>) => values.map(({ iml, js }) => pair(`(${iml})`, `(${js})`));
const quoted = fc.string({ unit: fc.oneof(fc.constantFrom('{{', '}}', '"', '\\', '\n', '(', ',', '🎈'), fc.string({ unit: 'grapheme', maxLength: 2 })), maxLength: 6 })
  .filter((text) => !text.includes("'")).map((text) => pair(`'${text}'`, JSON.stringify(text))); // prettier-ignore

const { value } = fc.letrec<Record<'number' | 'text' | 'truth' | 'value', Pair>>((tie) => ({
  number: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.nat(99).map((number) => pair(String(number))), fc.constant(pair('n'))),
    chain(tie('number'), ['+', '-', '*', '/', '%']),
    inBrackets(tie('number')),
    tie('number').map(({ iml, js }) => pair(`-(${iml})`, `-(${js})`)),
    tie('text').map(({ iml, js }) => pair(`length(${iml})`, `(${js}).length`)),
    choice(tie('truth'), tie('number')),
  ),
  text: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(quoted, fc.constant(pair('s'))),
    fc.tuple(quoted, fc.oneof(inBrackets(tie('number')), chain(inBrackets(tie('number')), ['*', '/', '%']))).map(([left, right]) => pair(`(${left.iml} + ${right.iml})`, `(${left.js} + ${right.js})`)),
    fc.tuple(tie('text'), tie('text')).map(([left, right]) => pair(`ifempty(${left.iml}, ${right.iml})`, `((${left.js}) || (${right.js}))`)),
    tie('text').map(({ iml, js }) => pair(`upper(${iml})`, `(${js}).toUpperCase()`)),
    choice(tie('truth'), tie('text')),
  ),
  truth: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(pair('true'), pair('false')),
    chain(tie('number'), ['<', '<=', '>', '>=', '=', '!=']).map(({ iml, js }) => pair(iml, js.replace(' != ', ' !== '))),
    chain(tie('truth'), ['&&', '||']),
    inBrackets(tie('truth')),
    tie('truth').map(({ iml, js }) => pair(`!(${iml})`, `!(${js})`)),
    fc.constant(pair("ifempty(nothing, 'x') = 'x'", 'true')),
  ),
  value: fc.oneof(tie('number'), tie('text'), tie('truth')),
}));

const piece = fc.constantFrom('{{', '}}', '(', ')', '[', ']', "'", '"', '`', '.', ',', '+', '!', '=', 'if', 'ifempty', 'toString', 'n', 's', 'constructor', '__proto__', 'nothing', '1', '-1', ' ', 'x\n', '🎈', '{{n}}', 'length(');
const typed = fc.string({ unit: fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 3 })) });

export const iml = [
  {
    name: 'IML: an expression, against the same in JavaScript',
    property: fc.property(value, ({ iml: source, js }) => {
      const expected: unknown = new Function(...Object.keys(VARIABLES), `return ${js}`)(...Object.values(VARIABLES));
      const found = render(`{{${source}}}`, VARIABLES);
      if (!isDeepStrictEqual(found, expected)) throw new Error(`${String(found)} in place of ${String(expected)}`);
    }),
  },
  {
    name: 'IML: what was typed stays as it is, wherever it is put',
    property: fc.property(typed, (text) => {
      const scope = { typed: text, pairs: [{ name: 'mood', value: text }] };
      const found = [
        render('{{typed}}', scope),
        render('<{{typed}}>', scope),
        render({ a: [{ b: '{{typed}}' }] }, scope),
        render({ '{{...}}': "{{toCollection(pairs, 'name', 'value')}}" }, scope),
        render("{{if(true, ifempty(typed, emptystring), 'x')}}", scope),
        render("{{replace('x', 'x', typed)}}", scope),
        render("{{join(split(typed, '-'), '-')}}", scope),
      ];
      const expected = [text, `<${text}>`, { a: [{ b: text }] }, { mood: text }, text, text, text];
      if (!isDeepStrictEqual(found, expected)) throw new Error('The text has changed');
    }),
  },
  {
    name: 'IML: any text is read, or refused as a fault',
    property: fc.property(fc.oneof(typed, typed.map((text) => `{{${text}}}`)), (source) => {
      try {
        render(source, VARIABLES);
      } catch (error) {
        if (!(error instanceof EngineFault)) throw error;
      }
    }),
  },
];
