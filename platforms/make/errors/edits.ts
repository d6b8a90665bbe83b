import { choose, EMPTY, iml, literal, type Expression } from '../iml/expression.js';

/** Parts a text into plain pieces and expressions in turn. */
const EXPRESSIONS = /(\{\{.*?\}\})/;

/** A place in a text where expressions decide what stands there. */
interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/** What the core says in a variant of a case, and when that variant is the one. */
export interface Variant {
  readonly when: Expression;
  readonly text: string;
  /** Marks in `text` that stand for a part of the reply, with the expression that reads it, or gives nothing. */
  readonly blanks: Readonly<Record<string, Expression>>;
}

/** More than this of a text in one expression nobody reads. */
const LONGEST_PIECE = 110;
/** A text with several blanks stands in one expression while that stays short, also with a condition around it. */
const LONGEST_WHOLE = 150;
/** Two texts stand in one expression with what they hang on while that is no longer. */
const LONGEST_PAIR = 180;

/**
 * One emitted text out of several that the core gave: where a variant differs from `plain`, short expressions choose.
 *
 * @throws Error when two variants change the same place
 */
export function blend(plain: string, variants: readonly Variant[]): string {
  const edits = variants.filter(({ text }) => text !== plain).map((variant) => editBetween(plain, variant));
  edits.sort((a, b) => b.at - a.at);
  let text = plain;
  let end = plain.length + 1;
  for (const edit of edits) {
    if (edit.at + edit.length > end) throw new Error(`Two variants of one error change the same place: ${plain}`);
    text = `${text.slice(0, edit.at)}${edit.text}${text.slice(edit.at + edit.length)}`;
    end = edit.at;
  }
  return text;
}

function editBetween(plain: string, { when, text, blanks }: Variant): Edit {
  let start = 0;
  while (start < plain.length && plain[start] === text[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(plain.length, text.length) - start && plain.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  const [before, after] = [plain.slice(start, plain.length - tail), text.slice(start, text.length - tail)];
  const parts = after.split(new RegExp(`(${Object.keys(blanks).join('|') || '(?!)'})`)).filter((part) => part !== '' && part !== undefined);
  const whole = choose(when, parts.map((part) => blanks[part] ?? literal(part)).join(' + '), EMPTY);
  const hasSeveralBlanks = parts.filter((part) => part in blanks).length > 1;
  const inPieces = () => parts.map((part) => blanks[part] ?? onlyIf(when, part)).map((part) => (part.startsWith('{{') ? part : iml(part)));
  const then = hasSeveralBlanks && whole.length <= LONGEST_WHOLE ? [iml(whole)] : inPieces();
  return { at: start, length: before.length, text: `${then.join('')}${before === '' ? '' : unless(when, before)}` };
}

/**
 * A text, with or without expressions, that stands there only if the condition holds.
 *
 * @param always pieces that give nothing by themselves where the condition does not hold
 */
export function onlyIf(condition: Expression, text: string, always: readonly string[] = []): string {
  return eachPiece(text, always, (piece) => choose(condition, piece, EMPTY));
}

export function unless(condition: Expression, text: string, always: readonly string[] = []): string {
  return eachPiece(text, always, (piece) => choose(condition, EMPTY, piece));
}

function eachPiece(text: string, always: readonly string[], change: (piece: Expression) => Expression): string {
  return text
    .split(EXPRESSIONS)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (always.includes(piece)) return piece;
      return piece.startsWith('{{') ? iml(change(piece.slice(2, -2))) : chunks(piece).map((chunk) => iml(change(literal(chunk)))).join('');
    })
    .join('');
}

/** One of two texts, with or without expressions: what both begin with stands there once, and so do expressions that are the same in both. */
export function either(condition: Expression, then: string, otherwise: string): string {
  const [a, b] = [then, otherwise].map((text) => text.split(EXPRESSIONS)) as [string[], string[]];
  const isAlike = a.length === b.length && a.every((piece, at) => at % 2 === 0 || piece === b[at]);
  if (!isAlike) return `${onlyIf(condition, then)}${unless(condition, otherwise)}`;
  return a.map((piece, at) => (piece === b[at] ? piece : eitherPlain(condition, piece, b[at] ?? ''))).join('');
}

function eitherPlain(condition: Expression, then: string, otherwise: string): string {
  let same = 0;
  while (same < then.length && then[same] === otherwise[same]) same += 1;
  // Between words, so that each half can be read.
  const start = then.slice(0, same).lastIndexOf(' ') + 1;
  const [a, b] = [then.slice(start), otherwise.slice(start)];
  const pair = choose(condition, literal(a), literal(b));
  return `${then.slice(0, start)}${pair.length <= LONGEST_PAIR ? iml(pair) : `${onlyIf(condition, a)}${unless(condition, b)}`}`;
}

/** A text in parts that can be read, cut between words. */
function chunks(text: string): string[] {
  if (text.length <= LONGEST_PIECE) return [text];
  const cut = text.lastIndexOf(' ', LONGEST_PIECE);
  return [text.slice(0, cut + 1), ...chunks(text.slice(cut + 1))];
}
