import type { Rule } from '../rule.js';
import { isRecord } from '../samples.js';
import { inputs } from '../steps.js';

export const d005: Rule = {
  id: 'D005',
  says: 'Each dropdown is filled by a trigger that exists and gives the values that it names.',
  check: (app) =>
    inputs(app).flatMap(({ where: field, field: { dynamic } }) => {
      if (dynamic === undefined) return [];
      const where = `${field}.dynamic`;
      const [key = '', ...parts] = dynamic.split('.');
      const trigger = app.triggers[key];
      const known = Object.keys(app.triggers).join(', ');
      if (!trigger) return [{ where, what: `There is no trigger “${key}”.`, instead: `Name one of: ${known}.` }];
      const { sample } = trigger.operation;
      const missing = isRecord(sample) ? parts.filter((part) => !(part in sample)) : [];
      return missing.map((part) => ({ where, what: `“${key}” gives no “${part}”.`, instead: `Name one of: ${Object.keys(sample as object).join(', ')}.` }));
    }),
};
