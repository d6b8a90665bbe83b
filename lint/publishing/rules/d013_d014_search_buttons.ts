import type { Rule } from '../rule.js';
import { isRecord } from '../samples.js';
import { inputs } from '../steps.js';

export const d013: Rule = {
  id: 'D013',
  says: 'Each field that a search can fill names a search that exists and gives that value.',
  check: (app) =>
    inputs(app).flatMap(({ where: field, field: { search } }) => {
      if (search === undefined) return [];
      const where = `${field}.search`;
      const [key = '', part = ''] = search.split('.');
      const step = app.searches[key];
      if (!step) return [{ where, what: `There is no search “${key}”.`, instead: `Name one of: ${Object.keys(app.searches).join(', ')}.` }];
      const { sample } = step.operation;
      if (!isRecord(sample) || part in sample) return [];
      return [{ where, what: `“${key}” gives no “${part}”.`, instead: `Name one of: ${Object.keys(sample).join(', ')}.` }];
    }),
};

export const d014: Rule = {
  id: 'D014',
  says: 'A field that a search can fill has a dropdown too, and takes one text or number.',
  check: (app) =>
    inputs(app).flatMap(({ where, field }) => {
      if (field.search === undefined) return [];
      const isSingle = ['string', 'number', 'integer'].includes(field.type ?? 'string') && !field.list && !field.dict && !field.children;
      return [
        ...(isSingle ? [] : [{ where, what: 'A search can not fill a field of this type.', instead: 'Make it a single string, number or integer.' }]),
        ...(field.dynamic === undefined ? [{ where, what: '`search` without `dynamic`.', instead: 'Add the dropdown that the search’s button belongs to.' }] : []),
      ];
    }),
};
