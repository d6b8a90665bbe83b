import { asJson, call, choose, firstOf, iml, isFilled, literal, matches, without, type Expression } from '../iml/expression.js';

/** The first value of these, as a text without quotes: what a number or a time is read from, however it was sent. */
export function bareText(places: readonly Expression[]): Expression {
  return call('trim', without(asJson(firstOf(places)), '"', 'g'));
}

/** Finds a text or a number by which something can be asked for again, as JSON; noted as `temp.an_id` before `isId` asks. */
export const AN_ID = '/^("[^"]+"|[0-9]+)$/';

/** Whether a record of a list has an ID: one without is nobody's, and would end the look at all others. */
export function isId(id: Expression): Expression {
  return `length(${call('replace', asJson(id), 'temp.an_id', "''")}) = 0`;
}

const NUMBER = '-?[0-9]+([.][0-9]+)?';

export function isNumber(text: Expression): Expression {
  return matches(text, NUMBER);
}

/** Databases hand out decimals as texts, and what a comparison makes of those is not known. */
export function toNumber(text: Expression): Expression {
  return call('parseNumber', text, literal('.'));
}

/** Credits and dollars to a millionth, which is finer than any price: sums end in noise, which would lie over a cap (core: model/amounts.ts). */
export function toMillionths(amount: Expression, unit = 1): Expression {
  return `${call('round', `${amount} * ${1_000_000 / unit}`)} / 1000000`;
}

/** An amount out of a text, or undefined. */
export function asAmount(text: Expression, isAmount = isNumber(text)): Expression {
  return choose(isAmount, toMillionths(toNumber(text)), 'undefined');
}

/** The same where the text is long itself: what is no number is taken away, so that nobody has to ask what is left. */
export function amountIn(text: Expression): Expression {
  const number = without(text, `^(?!${NUMBER}$).*$`);
  return asAmount(number, isFilled(number));
}

/** Short enough to be read in one expression. */
const PLACES_AT_ONCE = 4;

/** Values of many places, noted in turn as texts; `first` is the first of them that has one. */
export function notedTexts(name: string, places: readonly Expression[]): { readonly temp: Readonly<Record<string, string>>; readonly first: Expression } {
  const groups = Array.from({ length: Math.ceil(places.length / PLACES_AT_ONCE) }, (_, at) => places.slice(at * PLACES_AT_ONCE, (at + 1) * PLACES_AT_ONCE));
  const names = groups.map((_, at) => `${name}_${at + 1}`);
  return { temp: Object.fromEntries(groups.map((group, at) => [names[at] ?? '', iml(bareText(group))])), first: firstOf(names.map((each) => `temp.${each}`)) };
}
