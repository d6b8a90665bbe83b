import type { Rule } from '../rule.js';
import { authFields, inputs } from '../steps.js';
import { plain } from '../words.js';

const FILLERS = /\b(the|a|an|of|your|this|for|to|please|enter|type|set|here|field|value)\b/g;

export const d011: Rule = {
  id: 'D011',
  says: 'Help says more than the label.',
  check: (app) =>
    [...authFields(app), ...inputs(app)]
      .filter(({ field: { label, helpText } }) => label !== undefined && helpText !== undefined && essence(label) === essence(helpText))
      .map(({ where, field }) => ({ where: `${where}.helpText`, what: `“${field.helpText}” repeats the label.`, instead: 'Say what the label does not, or leave the help out.' })),
};

/** The words that carry meaning, in any order. */
function essence(text: string): string {
  const words = plain(text).toLowerCase().replace(/['’]s\b/g, '').replace(FILLERS, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].sort().join(' ');
}
