import { fault } from '../fault.js';

export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'quoted name' | 'sign' | 'end';
  readonly text: string;
}

// A backslash has no meaning of its own in these texts: no public page gives it one.
const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<text>'[^']*'|"[^"]*")|(?<quoted>`[^`]+`)|(?<name>[A-Za-z_$][\w$]*)|(?<sign>===?|!==?|<=|>=|&&|\|\||[-+*/%<>=!().,[\]]))/y;

/** Cuts an expression (what stands between the braces) into its words and signs. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = source.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(source)?.groups;
    if (!groups) return fault(`{{${source}}}`, `nothing starts with ${JSON.stringify(source.slice(at).trimStart().slice(0, 10))}`);
    tokens.push(tokenOf(groups));
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function tokenOf({ number, text, quoted, name, sign }: Record<string, string | undefined>): Token {
  if (number !== undefined) return { kind: 'number', text: number };
  if (text !== undefined) return { kind: 'text', text: text.slice(1, -1) };
  if (quoted !== undefined) return { kind: 'quoted name', text: quoted.slice(1, -1) };
  if (name !== undefined) return { kind: 'name', text: name };
  return { kind: 'sign', text: sign ?? '' };
}
