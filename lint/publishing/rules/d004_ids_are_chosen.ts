import type { Definition, Field } from '../definition.js';
import type { Rule } from '../rule.js';
import { inputs, steps } from '../steps.js';

/** Help that says which step or which record the value comes from. */
const SAYS_WHERE_FROM = /\b(map|earlier step|previous step|row|record|order (id|number))\b/i;

/**
 * Zapier warns about each ID without a dropdown. Two kinds of ID can have none: one that an earlier step of the same Zap
 * gave, and one from the person's own records. Their help has to say so. What the app has a list of needs its dropdown.
 */
export const d004: Rule = {
  id: 'D004',
  says: 'Nobody types an ID: it is chosen from a list, or its help says what to map.',
  check: (app) =>
    inputs(app)
      .filter(({ field }) => isId(field) && field.dynamic === undefined && field.choices === undefined)
      .flatMap(({ where, field }) => {
        if (hasList(app, field)) return [{ where, what: 'An ID without a dropdown, though the app can list these.', instead: 'Add `dynamic` with the hidden trigger that lists them.' }];
        if (SAYS_WHERE_FROM.test(field.helpText ?? '')) return [];
        return [{ where, what: 'An ID without a dropdown.', instead: 'Add a dropdown; if there can be none, say in the help which earlier step to map it from.' }];
      }),
};

const isId = ({ key, label = '' }: Field): boolean => /(^|_)ids?$/.test(key) || /\bIDs?$/.test(label);

function hasList(app: Definition, { key }: Field): boolean {
  const thing = key.replace(/_?ids?$/, '');
  return steps(app, ['triggers']).some(({ step, isHidden }) => isHidden && step.noun?.toLowerCase().replace(/\s+/g, '_') === thing);
}
