import type { Rule } from '../rule.js';
import { known, steps } from '../steps.js';

export const requiredFirst: Rule = {
  id: 'required-first',
  says: 'Required fields come before optional ones.',
  check: (app) =>
    steps(app).flatMap(({ where, step: { operation } }) => {
      const fields = known(operation.inputFields).filter(({ type, fromFunction }) => type !== 'copy' && !fromFunction);
      const firstOptional = fields.findIndex(({ required }) => required !== true);
      return fields
        .filter(({ required }, index) => required === true && firstOptional !== -1 && index > firstOptional)
        .map(({ key }) => ({ where: `${where}.inputFields.${key}`, what: 'A required field below an optional one.', instead: `Move it above “${fields[firstOptional]?.key}”.` }));
    }),
};
