import type { Step } from '../definition.js';
import type { Rule } from '../rule.js';
import { steps, type PlacedStep } from '../steps.js';

export const isHook = ({ operation }: Step): boolean => operation.type === 'hook';

const isStatic = ({ step }: PlacedStep): boolean =>
  isHook(step) && (step.operation.performSubscribe === undefined || step.operation.performUnsubscribe === undefined);

export const d016: Rule = {
  id: 'D016',
  says: 'The app is more than one static webhook.',
  check: (app) =>
    steps(app).length === 1 ? steps(app).filter(isStatic).map(({ where }) => ({ where, what: 'The app’s only step is a static webhook.', instead: 'Add steps; Webhooks by Zapier already does this.' })) : [],
};

export const d017: Rule = {
  id: 'D017',
  says: 'No trigger asks people to paste a webhook address by hand.',
  check: (app) =>
    steps(app).length === 1 ? [] : steps(app).filter(isStatic).map(({ where }) => ({ where: `${where}.operation`, what: 'A hook without subscribe or unsubscribe.', instead: 'Add both, or poll.' })),
};
