import { fault } from '../fault.js';
import type { Expression, Operator } from './syntax.js';
import { tokensOf, type Token } from './tokens.js';

const LEVELS: readonly (readonly string[])[] = [['||'], ['&&'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%']];
/** All equalities are strict, however many signs are written (Make's documentation of IML). */
const SPELLINGS: Readonly<Record<string, string>> = { '==': '=', '===': '=', '!==': '!=' };
const CONSTANTS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
  ['emptyarray', []],
  // Words of Make's mapping panel that app code may use as well.
  ['newline', '\n'],
  ['carriagereturn', '\r'],
  ['space', ' '],
  ['nbsp', '\u00a0'],
  ['tab', '\t'],
  ['erase', null],
  ['ignore', undefined],
]);

const NOTHING: Expression = { kind: 'literal', value: undefined };

/**
 * Reads one expression, without its braces.
 *
 * @throws EngineFault for anything that is no IML: ternaries, lambdas, inline objects or arrays, semicolons
 */
export function parseExpression(source: string): Expression {
  const parser = new Parser(source);
  const expression = parser.row();
  parser.expect('end', '');
  return expression;
}

class Parser {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string) {
    this.#source = source;
    this.#tokens = tokensOf(source);
  }

  expect(kind: Token['kind'], text: string): void {
    const { kind: found, text: word } = this.#next();
    if (found !== kind || word !== text) fault(`{{${this.#source}}}`, `“${word || 'the end'}” stands where ${text || 'the end'} is needed`);
  }

  /** Values side by side are written one after the other, as published apps have them (`'x'parameters.y`). */
  row(): Expression {
    const values = [this.binary(0)];
    while (this.#startsValue()) values.push(this.binary(0));
    return values.length === 1 ? (values[0] as Expression) : { kind: 'row', values };
  }

  #startsValue(): boolean {
    const { kind, text } = this.#tokens[this.#at] ?? { kind: 'end', text: '' };
    return kind === 'number' || kind === 'text' || kind === 'name' || (kind === 'sign' && text === '(');
  }

  binary(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = this.#sign(operators);
      if (operator === null) return left;
      left = { kind: 'binary', operator: operator as Operator, left, right: this.binary(level + 1) };
    }
  }

  #unary(): Expression {
    if (this.#sign(['!'])) return { kind: 'not', value: this.#unary() };
    if (this.#sign(['-'])) return { kind: 'minus', value: this.#unary() };
    return this.#postfix(this.#primary());
  }

  #postfix(start: Expression): Expression {
    let value = start;
    for (;;) {
      if (this.#sign(['.'])) value = { kind: 'property', of: value, name: this.#name() };
      else if (this.#sign(['['])) value = { kind: 'element', of: value, index: this.#index() };
      else return value;
    }
  }

  #index(): Expression | null {
    if (this.#sign([']'])) return null;
    const index = this.binary(0);
    this.expect('sign', ']');
    return index;
  }

  #primary(): Expression {
    const token = this.#next();
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'literal', value: token.text };
    if (token.kind === 'name') return this.#sign(['(']) ? { kind: 'call', name: token.text, args: this.#args() } : this.#word(token.text);
    if (token.kind === 'sign' && token.text === '(') {
      const inner = this.row();
      this.expect('sign', ')');
      return inner;
    }
    return fault(`{{${this.#source}}}`, `“${token.text || 'the end'}” stands where a value is needed`);
  }

  #word(name: string): Expression {
    if (name === 'emptystring') return { kind: 'empty text' };
    return CONSTANTS.has(name) ? { kind: 'literal', value: CONSTANTS.get(name) } : { kind: 'variable', name };
  }

  #args(): Expression[] {
    const args: Expression[] = [];
    if (this.#sign([')'])) return args;
    do args.push(this.#isAt(')') ? NOTHING : this.row());
    while (this.#sign([',']));
    this.expect('sign', ')');
    return args;
  }

  /** An argument that is left empty at the end (`if(a, b,)`) is nothing. */
  #isAt(text: string): boolean {
    return this.#tokens[this.#at]?.kind === 'sign' && this.#tokens[this.#at]?.text === text;
  }

  #name(): string {
    const token = this.#next();
    if (token.kind === 'name' || token.kind === 'quoted name') return token.text;
    return fault(`{{${this.#source}}}`, `“${token.text}” is no property name; write odd names in backticks`);
  }

  /** Takes the next token when it is one of these signs, in its usual spelling. */
  #sign(signs: readonly string[]): string | null {
    const token = this.#tokens[this.#at];
    const sign = SPELLINGS[token?.text ?? ''] ?? token?.text ?? '';
    if (token?.kind !== 'sign' || !signs.includes(sign)) return null;
    this.#at += 1;
    return sign;
  }

  #next(): Token {
    const token = this.#tokens[this.#at] ?? { kind: 'end', text: '' };
    this.#at += 1;
    return token;
  }
}
