/** The empty text. Not the word `emptystring`, which may be an object. */
export const EMPTY = "''";

/** An IML expression without its braces. Kept apart from plain text by `iml`, which is what adds them. */
export type Expression = string;

/** The expression as a value in an emitted file. A value that is one expression keeps its type. */
export function iml(expression: Expression): `{{${string}}}` {
  return `{{${expression}}}`;
}

/** A call of one of the functions of `functions.ts`. */
export function call(name: string, ...args: readonly Expression[]): Expression {
  return `${name}(${args.join(', ')})`;
}

/**
 * A text literal. IML has two kinds of quotes and no documented escape, so a text that needs both can not be said; nor
 * can one with braces, which would end the expression (docs/make-internals.md, "What IML can not say").
 *
 * @throws Error for such a text
 */
export function literal(text: string): Expression {
  const quote = text.includes("'") ? '"' : "'";
  if (text.includes(quote) || /[{]{2}|[}]{2}|\\|\n/.test(text)) throw new Error(`IML can not say this text: ${text}`);
  return `${quote}${text}${quote}`;
}

/** The first of the expressions that is neither undefined, null nor an empty text. */
export function firstOf(expressions: readonly Expression[]): Expression {
  const [first = 'undefined', ...rest] = expressions;
  return rest.length === 0 ? first : call('ifempty', first, firstOf(rest));
}

/** Every key in every object, objects first: the order in which the core's readers look. */
export function paths(objects: readonly Expression[], keys: readonly string[]): Expression[] {
  return objects.flatMap((object) => keys.map((key) => `${object}.${key}`));
}

export function choose(condition: Expression, then: Expression, otherwise: Expression): Expression {
  return call('if', condition, then, otherwise);
}

/** A text for functions that are not known to bear an undefined value. */
export function textOr(expression: Expression, otherwise = EMPTY): Expression {
  return call('ifempty', expression, otherwise);
}

/** A list for functions that are not known to bear an undefined value. */
export function listOr(expression: Expression): Expression {
  return call('ifempty', expression, 'emptyarray');
}

/** `replace` takes a search text of this form for a regular expression. Backslashes are avoided: see `literal`. */
export function pattern(source: string, flags = ''): Expression {
  return literal(`/${source}/${flags}`);
}

/** Whether the text matches as a whole: taking the match away leaves nothing. An empty text never does. */
export function matches(text: Expression, source: string, flags = ''): Expression {
  return `(${isFilled(text)} && length(${without(text, `^(${source})$`, flags)}) = 0)`;
}

/** The text without what matches. */
export function without(text: Expression, source: string, flags = ''): Expression {
  return call('replace', text, pattern(source, flags), EMPTY);
}

/**
 * Whether a text has any character. Never asked by a comparison with an empty text: what `emptystring` is, and how
 * strict an equality, is told in more than one way (docs/make-engine.md, "Readings").
 */
export function isFilled(text: Expression): Expression {
  return `length(${text}) > 0`;
}

/** Any value as a text: JSON, of which even a list or a collection has one. */
export function asJson(expression: Expression): Expression {
  return call('createJSON', textOr(expression));
}

/** A list in any case: nothing else is one in JSON that begins with a bracket. */
export function listIfOne(expression: Expression): Expression {
  return choose(`indexOf(${asJson(expression)}, '[') = 0`, expression, 'emptyarray');
}

/** One of the table's results by key, or undefined. */
export function lookUp(key: Expression, table: readonly (readonly [key: string, result: Expression])[]): Expression {
  return call('switch', key, ...table.flatMap(([from, to]) => [literal(from), to]));
}
