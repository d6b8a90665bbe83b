import { fault } from '../../fault.js';
import { isText } from '../values.js';
import { list, number, text, type FamilyUnder } from './arguments.js';

const REGULAR_EXPRESSION = /^\/(.*)\/([a-z]*)$/s;

/** A search text of the form `/…/flags` is a regular expression (Make's help on text functions). */
function replace(value: unknown, search: unknown, by: unknown): string {
  const [from, to] = [text(search, 'replace'), text(by, 'replace')];
  const pattern = REGULAR_EXPRESSION.exec(from);
  if (pattern) return text(value, 'replace').replace(new RegExp(pattern[1] ?? '', pattern[2]), to);
  // Guess: a plain text is replaced wherever it stands.
  return text(value, 'replace').replaceAll(from, () => to);
}

function contains(value: unknown, part: unknown): boolean {
  return Array.isArray(value) ? value.includes(part) : text(value, 'contains').includes(text(part, 'contains'));
}

function substring(value: unknown, from: unknown, to: unknown): string {
  return text(value, 'substring').slice(number(from, 'substring'), number(to, 'substring'));
}

function length(value: unknown): number {
  if (Array.isArray(value) || Buffer.isBuffer(value)) return value.length;
  if (isText(value)) return String(value).length;
  return fault('length', 'only texts, lists and files have a length');
}

/** Guess: empty parts stay; by another account they are left out, and every part is trimmed. */
function split(value: unknown, by: unknown, filledOnly: boolean): string[] {
  const parts = text(value, 'split').split(text(by, 'split'));
  return filledOnly ? parts.map((part) => part.trim()).filter((part) => part !== '') : parts;
}

/** One as it is seen: with its skin, its sex, and those joined to it. */
const EMOJI = /(?:\p{RI}\p{RI}|\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F?)(?:\p{EMod}|\uFE0F|\u200D\p{Extended_Pictographic})*/gu;

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const textsUnder: FamilyUnder = (readings) => ({
  length: { least: 1, most: 1, call: length },
  lower: { least: 1, most: 1, call: (value: unknown) => text(value, 'lower').toLowerCase() },
  upper: { least: 1, most: 1, call: (value: unknown) => text(value, 'upper').toUpperCase() },
  trim: { least: 1, most: 1, call: (value: unknown) => text(value, 'trim').trim() },
  replace: { least: 3, most: 3, call: replace },
  contains: { least: 2, most: 2, call: contains },
  indexOf: { least: 2, most: 2, call: (value: unknown, part: unknown) => text(value, 'indexOf').indexOf(text(part, 'indexOf')) },
  substring: { least: 3, most: 3, call: substring },
  split: { least: 2, most: 2, call: (value: unknown, by: unknown) => split(value, by, readings.split === 'filled parts') },
  join: { least: 2, most: 2, call: (items: unknown, by: unknown) => list(items, 'join').map((item) => text(item, 'join')).join(text(by, 'join')) },
  encodeURL: { least: 1, most: 1, call: (value: unknown) => encodeURIComponent(text(value, 'encodeURL')) },
  decodeURL: { least: 1, most: 1, call: (value: unknown) => decodeURIComponent(text(value, 'decodeURL')) },
  capitalize: { least: 1, most: 1, call: (value: unknown) => capital(text(value, 'capitalize')) },
  startcase: { least: 1, most: 1, call: (value: unknown) => text(value, 'startcase').toLowerCase().split(' ').map(capital).join(' ') },
  ascii: { least: 1, most: 2, call: (value: unknown) => [...text(value, 'ascii').normalize('NFD')].filter((char) => char <= '~').join('') },
  stripHTML: { least: 1, most: 1, call: (value: unknown) => text(value, 'stripHTML').replace(/<[^>]*>/g, '') },
  // Guess: what stands in their place is the second argument, and nothing without one.
  replaceEmojiCharacters: { least: 1, most: 2, call: (value: unknown, by: unknown = '') => text(value, 'replaceEmojiCharacters').replace(EMOJI, () => text(by, 'replaceEmojiCharacters')) },
  escapeMarkdown: { least: 1, most: 1, call: (value: unknown) => text(value, 'escapeMarkdown').replace(/[\\`*_{}[\]()#+.!|>~-]/g, '\\$&') },
  escapeHTML: { least: 1, most: 1, call: (value: unknown) => text(value, 'escapeHTML').replace(/[&<>"']/g, (char) => HTML[char] ?? char) },
});
