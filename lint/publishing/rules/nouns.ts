import type { Rule } from '../rule.js';
import { steps } from '../steps.js';
import { APP_NAME, countWords, isPlural, isTitleCase } from '../words.js';

const EMPTY_WORDS = ['Item', 'Object', 'Data', 'Record', 'Thing', 'Resource', 'Result', APP_NAME];

/** Zapier builds sentences of its own with it, and makes the plural itself: “No new executions found”. */
export const nouns: Rule = {
  id: 'noun',
  says: 'Each step’s noun is one thing in the singular, in one word or two.',
  check: (app) =>
    steps(app).flatMap(({ where: step, step: { noun = '' } }) => {
      const where = `${step}.noun`;
      if (noun === '' || EMPTY_WORDS.includes(noun)) return [{ where, what: `“${noun}” says nothing.`, instead: 'Name what the step gives, in the words of the product.' }];
      if (countWords(noun) > 2 || !isTitleCase(noun)) return [{ where, what: `“${noun}”.`, instead: 'Write one word with a capital, two at most.' }];
      return isPlural(noun) ? [{ where, what: `“${noun}” is a plural.`, instead: 'Write the singular.' }] : [];
    }),
};
