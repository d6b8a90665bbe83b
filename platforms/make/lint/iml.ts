/** What an expression uses. */
export interface Uses {
  readonly calls: readonly { readonly name: string; readonly count: number }[];
  /** Paths such as `parameters.workflow`; what stands in brackets is left out. */
  readonly paths: readonly string[];
}

const TOKEN = /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<text>'[^']*'|"[^"]*")|(?<quoted>`[^`]+`)|(?<name>[A-Za-z_]\w*)|(?<sign>!=|<=|>=|&&|\|\||[-+*/%<>=!().,[\]]))/y;
const BINARY = ['||', '&&', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'];

interface Token {
  readonly kind: string;
  readonly text: string;
}

/**
 * The expressions in a text of the app.
 *
 * @throws SyntaxError for braces that do not close
 */
export function expressionsIn(text: string): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.includes('{{')) {
    rest = rest.slice(rest.indexOf('{{') + 2);
    const end = /^(?:[^'"`}]|'[^']*'|"[^"]*"|`[^`]*`|\}(?!\}))*\}\}/.exec(rest)?.[0];
    if (end === undefined) throw new SyntaxError('braces that do not close');
    found.push(end.slice(0, -2));
    rest = rest.slice(end.length);
  }
  if (rest.includes('}}')) throw new SyntaxError('braces that close nothing');
  return found;
}

/**
 * Reads an expression as far as it is needed to tell whether it is one, and what it uses.
 *
 * @throws SyntaxError that says what is wrong
 */
export function usesOf(expression: string): Uses {
  const known = read.get(expression);
  if (known) return known;
  const uses = parse(expression);
  read.set(expression, uses);
  return uses;
}

/** The same expressions stand in every table of errors. */
const read = new Map<string, Uses>();

function parse(expression: string): Uses {
  const tokens = tokensOf(expression);
  const calls: { name: string; count: number }[] = [];
  const paths: string[] = [];
  let at = 0;
  const peek = () => tokens[at]?.text ?? 'the end';
  const take = (sign: string) => {
    if (tokens[at]?.kind === 'sign' && tokens[at]?.text === sign) return (at += 1) > 0;
    return false;
  };
  const expect = (sign: string) => {
    if (!take(sign)) throw new SyntaxError(`“${peek()}” where “${sign}” is needed`);
  };

  function value(): void {
    while (take('!') || take('-'));
    operand();
    const token = tokens[at];
    if (token?.kind === 'sign' && BINARY.includes(token.text)) {
      at += 1;
      value();
    }
  }

  function operand(): void {
    const token = tokens[at];
    if (token === undefined) throw new SyntaxError('an expression that ends too early');
    at += 1;
    if (token.kind === 'name') return named(token.text);
    if (token.kind === 'sign' && token.text === '(') {
      value();
      return expect(')');
    }
    if (token.kind === 'sign') throw new SyntaxError(`“${token.text}” where a value is needed`);
  }

  function named(name: string): void {
    if (take('(')) calls.push({ name, count: args() });
    else paths.push(name + trail());
  }

  function args(): number {
    if (take(')')) return 0;
    let count = 0;
    do {
      value();
      count += 1;
    } while (take(','));
    expect(')');
    return count;
  }

  function trail(): string {
    let path = '';
    for (;;) {
      if (take('.')) path += `.${tokens[at++]?.text ?? ''}`;
      else if (take('[')) {
        if (!take(']')) {
          value();
          expect(']');
        }
      } else return path;
    }
  }

  value();
  if (at < tokens.length) throw new SyntaxError(`“${peek()}” after the end`);
  return { calls, paths };
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = source.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(source)?.groups;
    const [kind, text] = Object.entries(groups ?? {}).find(([, part]) => part !== undefined) ?? [];
    if (kind === undefined || text === undefined) throw new SyntaxError(`“${source.slice(at).trim().slice(0, 10)}”`);
    tokens.push({ kind, text });
  }
  return tokens;
}
