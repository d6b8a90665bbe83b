import type { Definition } from '../definition.js';
import type { Finding, Rule } from '../rule.js';
import { inputs, isOpen, steps } from '../steps.js';

/** What only fills a dropdown is called a list; nothing happens that could start a Zap. */
const LIST = /^(List|Get|All|Fetch|Choose|Select)\b/;

export const hiddenSteps: Rule = {
  id: 'hidden-steps',
  says: 'What only serves another step is hidden, and what is hidden serves another step.',
  check: (app) => {
    const used = usedKeys(app);
    // The fields that only the service knows may use any of them.
    const mayBeUsed = steps(app).some(({ step }) => isOpen(step.operation.inputFields));
    return steps(app).flatMap(({ where, kind, step, isHidden }): Finding[] => {
      if (!isHidden && kind === 'triggers' && LIST.test(step.display.label ?? '')) return [{ where, what: 'A list among the triggers.', instead: 'Set `hidden: true`.' }];
      if (isHidden && !mayBeUsed && !used.has(`${kind}.${step.key}`)) return [{ where, what: 'Hidden, and nothing uses it.', instead: 'Remove it, or refer to it from a field.' }];
      return [];
    });
  },
};

function usedKeys(app: Definition): Set<string> {
  const pairs = Object.values({ ...app.searchOrCreates, ...app.searchAndCreates });
  return new Set([
    ...inputs(app).flatMap(({ field: { dynamic, search } }) => [`triggers.${dynamic?.split('.')[0]}`, `searches.${search?.split('.')[0]}`]),
    ...pairs.flatMap(({ search, create, update }) => [`searches.${search}`, `creates.${create}`, `creates.${update}`]),
  ]);
}
