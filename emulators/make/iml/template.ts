import { fault } from '../fault.js';
import { parseExpression } from './parse.js';
import type { Template } from './syntax.js';

const OPEN = '{{';
/** Runs up to the closing braces; braces inside quotes belong to the text there. */
const INSIDE = /(?:'[^']*'|"[^"]*"|`[^`]*`|(?!\}\})[^'"`])*/y;

const parsed = new Map<string, Template>();

/** Reads a string of the app: `{{expressions}}` between fixed text. Only what the app's own files say is ever read. */
export function readTemplate(source: string): Template {
  const known = parsed.get(source);
  if (known) return known;
  const template = cut(source);
  parsed.set(source, template);
  return template;
}

function cut(source: string): Template {
  const parts: Template[number][] = [];
  let at = 0;
  for (;;) {
    const open = source.indexOf(OPEN, at);
    const text = open < 0 ? source.slice(at) : source.slice(at, open);
    if (text.includes('}}')) return fault(JSON.stringify(source), 'closing braces without opening ones');
    if (text !== '') parts.push(text);
    if (open < 0) return parts;
    const inside = new RegExp(INSIDE);
    inside.lastIndex = open + OPEN.length;
    const expression = inside.exec(source)?.[0] ?? '';
    at = open + OPEN.length + expression.length;
    if (source.slice(at, at + 2) !== '}}') return fault(JSON.stringify(source), 'opening braces without closing ones');
    at += 2;
    parts.push(parseExpression(expression));
  }
}
