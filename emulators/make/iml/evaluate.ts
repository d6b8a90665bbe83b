import { fault } from '../fault.js';
import { callFunction } from './functions/index.js';
import type { Expression, Operator, Scope } from './syntax.js';
import { readingsIn, type Readings } from '../readings.js';
import { inText, isCollection, isEqual, isText, nameOf, propertyOf, TextObject } from './values.js';

/**
 * The value of an expression.
 *
 * A branch that is not taken does no harm: Make's own apps write `if(x, 'Bearer ' + x, undefined)`. Guess: that this
 * holds for functions in it too.
 *
 * @throws EngineFault for an unknown variable or function, and for types whose treatment is not known
 */
export function evaluate(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'empty text':
      return emptyText(readingsIn(scope));
    case 'row':
      return expression.values.map((value) => inText(evaluate(value, scope), 'values side by side')).join('');
    case 'variable':
      if (!Object.hasOwn(scope, expression.name)) return fault(expression.name, 'there is no such variable here');
      return scope[expression.name];
    case 'property':
      return propertyOf(evaluate(expression.of, scope), expression.name);
    case 'element':
      return elementOf(evaluate(expression.of, scope), expression.index === null ? 1 : evaluate(expression.index, scope));
    case 'call':
      return callFunction(expression.name, expression.args.map((arg) => () => evaluate(arg, scope)), readingsIn(scope));
    case 'not':
      return !evaluate(expression.value, scope);
    case 'minus':
      return -number(evaluate(expression.value, scope), '-');
    case 'binary':
      return binary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope), readingsIn(scope));
  }
}

/** Counted from 1; -1 is the last (Make's documentation of IML). */
function elementOf(value: unknown, index: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return isCollection(value) && typeof index === 'string' ? propertyOf(value, index) : fault(`[${String(index)}]`, `a ${nameOf(value)} has no elements`);
  if (typeof index !== 'number' || !Number.isInteger(index) || index === 0) return fault(`[${String(index)}]`, 'elements are counted from 1, or from -1 at the end');
  return value.at(index > 0 ? index - 1 : index);
}

const EMPTY_TEXT = new TextObject();

function emptyText({ emptystring }: Readings): unknown {
  if (emptystring === 'text') return '';
  return emptystring === 'object' ? EMPTY_TEXT : new TextObject();
}

function binary(operator: Operator, left: unknown, right: unknown, readings: Readings): unknown {
  switch (operator) {
    case '||':
      return readings.logic === 'operand' ? left || right : Boolean(left) || Boolean(right);
    case '&&':
      return readings.logic === 'operand' ? left && right : Boolean(left) && Boolean(right);
    case '=':
      return isEqual(left, right, readings);
    case '!=':
      return !isEqual(left, right, readings);
    case '+':
      return isText(left) || isText(right) ? joined(left, right) : number(left, '+') + number(right, '+');
    case '-':
      return number(left, '-') - number(right, '-');
    case '*':
      return number(left, '*') * number(right, '*');
    case '/':
      return number(left, '/') / number(right, '/');
    case '%':
      return number(left, '%') % number(right, '%');
    default:
      return compare(operator, left, right);
  }
}

function joined(left: unknown, right: unknown): string {
  for (const side of [left, right]) {
    if (!isText(side) && typeof side !== 'number') fault('+', `what Make joins a text and ${nameOf(side)} to is not known`);
  }
  return `${String(left)}${String(right)}`;
}

function compare(operator: '<' | '<=' | '>' | '>=', left: unknown, right: unknown): boolean {
  const [a, b] = [order(left), order(right)];
  if (a === null || b === null || typeof a !== typeof b) return fault(operator, `${nameOf(left)} and ${nameOf(right)} can not be compared`);
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function order(value: unknown): number | string | null {
  if (value instanceof Date) return value.getTime();
  if (value instanceof TextObject) return String(value);
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

function number(value: unknown, operator: string): number {
  return typeof value === 'number' ? value : fault(operator, `${nameOf(value)} is no number`);
}
