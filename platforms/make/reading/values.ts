import { asJson, call, choose, firstOf, literal, matches, without, type Expression } from '../iml/expression.js';

/** The first value of these, as a text without quotes: what a number or a time is read from, however it was sent. */
export function bareText(places: readonly Expression[]): Expression {
  return call('trim', without(asJson(firstOf(places)), '"', 'g'));
}

const NUMBER = '-?[0-9]+([.][0-9]+)?';

export function isNumber(text: Expression): Expression {
  return matches(text, NUMBER);
}

/** Databases hand out decimals as texts, and what a comparison makes of those is not known. */
export function asNumber(text: Expression): Expression {
  return choose(isNumber(text), call('parseNumber', text, literal('.')), 'undefined');
}
