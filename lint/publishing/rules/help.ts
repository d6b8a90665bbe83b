import type { Rule } from '../rule.js';
import { authFields, inputs } from '../steps.js';
import { countSentences } from '../words.js';

const MAX_CHARACTERS = 300;

export const helpLength: Rule = {
  id: 'help-length',
  says: 'Help is one or two whole sentences.',
  check: (app) =>
    [...authFields(app), ...inputs(app)].flatMap(({ where, field: { helpText } }) => {
      if (helpText === undefined) return [];
      const sentences = countSentences(helpText);
      const isWhole = /^[\p{Lu}\p{N}*`[“"]/u.test(helpText) && /[.!?][)”"*]*$/.test(helpText.trim());
      if (sentences >= 1 && sentences <= 2 && isWhole && helpText.length <= MAX_CHARACTERS) return [];
      return [{ where: `${where}.helpText`, what: `“${helpText}”.`, instead: `Write one or two sentences with a full stop, up to ${MAX_CHARACTERS} characters.` }];
    }),
};

export const noCommaLists: Rule = {
  id: 'no-comma-lists',
  says: 'A field for several values has a line for each; nobody types commas.',
  check: (app) =>
    inputs(app)
      .filter(({ field }) => field.list !== true && /\bcomma[- ](separated|delimited)|(separated|delimited) (by|with) (a )?commas?\b/i.test(`${field.label} ${field.helpText} ${field.placeholder}`))
      .map(({ where }) => ({ where, what: 'Asks for a list with commas.', instead: 'Set `list: true`.' })),
};
