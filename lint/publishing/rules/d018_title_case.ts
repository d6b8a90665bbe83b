import type { Rule } from '../rule.js';
import { displays } from '../steps.js';
import { visibleTexts } from '../texts.js';
import { isTitleCase, toTitleCase } from '../words.js';

export const d018: Rule = {
  id: 'D018',
  says: 'The label of each step is in title case.',
  check: (app) =>
    displays(app).flatMap(({ where, display: { label } }) =>
      label === undefined || isTitleCase(label) ? [] : [{ where: `${where}.label`, what: `“${label}” is not in title case.`, instead: `Write “${toTitleCase(label)}”.` }],
    ),
};

/** A unit in brackets keeps its own case: “Duration (in seconds)” is Zapier's own example. */
const BRACKETS = /\s*\([^)]*\)/g;

export const fieldTitleCase: Rule = {
  id: 'field-title-case',
  says: 'Labels of fields and of groups are in title case as well, units in brackets apart.',
  check: (app) =>
    visibleTexts(app)
      .filter(({ part, field, text }) => (part === 'group' || (part === 'label' && field)) && !isTitleCase(text.replace(BRACKETS, '')))
      .map(({ where, text }) => ({ where, what: `“${text}” is not in title case.`, instead: `Write “${toTitleCase(text)}”.` })),
};
