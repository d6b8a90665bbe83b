import { choose, EMPTY, iml, literal, type Expression } from '../iml/expression.js';

/** A place in a text where an expression decides what stands there. */
interface Edit {
  readonly at: number;
  readonly length: number;
  readonly expression: Expression;
}

/** What the core says in a variant of a case, and when that variant is the one. */
export interface Variant {
  readonly when: Expression;
  readonly text: string;
  /** Marks in `text` that stand for a part of the reply, with the expression that reads it. */
  readonly blanks: Readonly<Record<string, Expression>>;
}

/**
 * One emitted text out of several that the core gave: where a variant differs from `plain`, an expression chooses.
 *
 * @throws Error when two variants change the same place
 */
export function blend(plain: string, variants: readonly Variant[]): string {
  const edits = variants.filter(({ text }) => text !== plain).map((variant) => editBetween(plain, variant));
  edits.sort((a, b) => b.at - a.at);
  let text = plain;
  let end = plain.length + 1;
  for (const { at, length, expression } of edits) {
    if (at + length > end) throw new Error(`Two variants of one error change the same place: ${plain}`);
    text = `${text.slice(0, at)}${iml(expression)}${text.slice(at + length)}`;
    end = at;
  }
  return text;
}

function editBetween(plain: string, { when, text, blanks }: Variant): Edit {
  let start = 0;
  while (start < plain.length && plain[start] === text[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(plain.length, text.length) - start && plain.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  const [before, after] = [plain.slice(start, plain.length - tail), text.slice(start, text.length - tail)];
  return { at: start, length: before.length, expression: choose(when, filled(after, blanks), filled(before, {})) };
}

/** The text with its marks replaced, as a sum of literals and expressions. */
function filled(text: string, blanks: Variant['blanks']): Expression {
  const marks = Object.keys(blanks);
  if (marks.length === 0) return text === '' ? EMPTY : literal(text);
  const parts = text.split(new RegExp(`(${marks.join('|')})`)).filter((part) => part !== '');
  if (parts.length === 0) return EMPTY;
  // The first operand is a text, so that "+" joins and never adds.
  const operands = parts.map((part) => blanks[part] ?? literal(part));
  return (parts[0] !== undefined && marks.includes(parts[0]) ? [EMPTY, ...operands] : operands).join(' + ');
}
