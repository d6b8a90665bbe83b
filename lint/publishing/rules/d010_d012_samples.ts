import type { Rule } from '../rule.js';
import { isRecord, leaves } from '../samples.js';
import { known, steps, visibleSteps } from '../steps.js';

export const d010: Rule = {
  id: 'D010',
  says: 'A polling trigger’s sample has the values by which Zapier tells new items from known ones.',
  check: (app) =>
    steps(app, ['triggers'])
      .filter(({ step: { operation } }) => ['polling', undefined].includes(operation.type) && isRecord(operation.sample))
      .flatMap(({ where, step: { operation } }) => {
        const primary = leaves(known(operation.outputFields)).filter(({ field }) => field.primary === true);
        const keys = primary.length > 0 ? primary.map(({ key }) => key) : ['id'];
        return keys
          .filter((key) => !['string', 'number'].includes(typeof (operation.sample as Record<string, unknown>)[key]))
          .map((key) => ({ where: `${where}.sample.${key}`, what: 'The primary key is missing.', instead: 'Give it a text or a number.' }));
      }),
};

export const d012: Rule = {
  id: 'D012',
  says: 'Each visible step has a sample of one item, so that it can be set up without running it.',
  check: (app) =>
    visibleSteps(app)
      .filter(({ step: { operation } }) => !isRecord(operation.sample) || Object.keys(operation.sample).length === 0)
      .map(({ where }) => ({ where: `${where}.sample`, what: 'No sample of one item.', instead: 'Add an object with the keys of the step’s real output.' })),
};
