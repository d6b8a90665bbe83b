import { fault } from '../fault.js';
import { evaluate } from './evaluate.js';
import type { Scope } from './syntax.js';
import { readTemplate } from './template.js';
import { inText, isCollection } from './values.js';

/** The key whose value is laid out into the collection that it stands in. */
export const SPREAD = '{{...}}';

/**
 * Fills in a value of the app's files: texts with expressions, and collections and lists of them.
 *
 * A text that is one expression keeps the type of its value; otherwise the values become parts of the text. Values are
 * put in as they are: what a person typed is never read as an expression. Keys, headers and items that come out
 * undefined are left out.
 */
export function render(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return renderText(value, scope);
  if (Array.isArray(value)) return value.map((item) => render(item, scope)).filter((item) => item !== undefined);
  if (!isCollection(value)) return value;
  const filled = new Map<string, unknown>();
  for (const [key, part] of Object.entries(value)) {
    if (key === SPREAD) spread(render(part, scope), filled);
    else if (key.includes('{{')) fault(key, 'a key holds no expression');
    else set(filled, key, render(part, scope));
  }
  return Object.fromEntries(filled);
}

function renderText(text: string, scope: Scope): unknown {
  const template = readTemplate(text);
  const [first] = template;
  if (template.length === 1 && typeof first === 'object') return evaluate(first, scope);
  return template.map((part) => (typeof part === 'string' ? part : inText(evaluate(part, scope), text))).join('');
}

function spread(value: unknown, into: Map<string, unknown>): void {
  if (value === undefined || value === null) return;
  if (!isCollection(value)) fault(SPREAD, 'only a collection can be laid out');
  for (const [key, part] of Object.entries(value)) set(into, key, part);
}

function set(into: Map<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) into.delete(key);
  else into.set(key, value);
}
