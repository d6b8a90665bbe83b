import type { READING, Readings } from '../readings.js';

/** An expression, as the parser reads it. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: unknown }
  /** The word `emptystring`, of which nobody knows what it is. */
  | { readonly kind: 'empty text' }
  /** Values side by side, written one after the other. */
  | { readonly kind: 'row'; readonly values: readonly Expression[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'property'; readonly of: Expression; readonly name: string }
  /** `index` is null for `[]`, which means the first element. */
  | { readonly kind: 'element'; readonly of: Expression; readonly index: Expression | null }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'not' | 'minus'; readonly value: Expression }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

export type Operator = '||' | '&&' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

/** A string of the app: fixed text and expressions in turn. */
export type Template = readonly (string | Expression)[];

/** The variables that an expression can see, by name; and how Make is read. */
export interface Scope extends Readonly<Record<string, unknown>> {
  readonly [READING]?: Readings;
}

/** Every part of an expression, itself included. */
export function partsOf(expression: Expression): readonly Expression[] {
  const parts = [expression];
  for (const part of parts) parts.push(...innerOf(part));
  return parts;
}

function innerOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'property':
      return [expression.of];
    case 'element':
      return expression.index ? [expression.of, expression.index] : [expression.of];
    case 'call':
      return expression.args;
    case 'row':
      return expression.values;
    case 'not':
    case 'minus':
      return [expression.value];
    case 'binary':
      return [expression.left, expression.right];
    default:
      return [];
  }
}
