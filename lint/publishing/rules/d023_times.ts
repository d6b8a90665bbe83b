import type { Rule } from '../rule.js';
import { leaves, sampleValues, valuesAt } from '../samples.js';
import { known, steps } from '../steps.js';

const ISO_WITH_ZONE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;
const LOOKS_LIKE_A_TIME = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ]|$)|^\d{1,2}[-/. ]([A-Z][a-z]{2,8}|\d{1,2})[-/. ]\d{4}\b|^[A-Z][a-z]{2,8} \d{1,2},? \d{4}\b/;

export const d023: Rule = {
  id: 'D023',
  says: 'Every time in a sample is ISO 8601 with its zone.',
  check: (app) =>
    steps(app).flatMap(({ where, step: { operation } }) => {
      const declared = leaves(known(operation.outputFields))
        .filter(({ field }) => field.type === 'datetime')
        .flatMap(({ key }) => (valuesAt(operation.sample, key) ?? []).map((value) => ({ key, value })));
      const found = sampleValues(operation.sample).filter(({ key, value }) => (typeof value === 'string' && LOOKS_LIKE_A_TIME.test(value)) || (/_at$/.test(key) && typeof value === 'number'));
      const wrong = [...declared, ...found].filter(({ value }) => value !== null && !isIso(value)).map(({ key, value }) => [key, value] as const);
      return [...new Map(wrong)].map(([key, value]) => ({ where: `${where}.sample.${key}`, what: `“${String(value)}” is no ISO 8601 time with a zone.`, instead: 'Write it as 2026-03-20T12:01:00Z.' }));
    }),
};

const isIso = (value: unknown): boolean => typeof value === 'string' && ISO_WITH_ZONE.test(value) && !Number.isNaN(Date.parse(value));
