import type { Rule } from '../rule.js';
import { isRecord, leaves, sampleValues, valuesAt } from '../samples.js';
import { isOpen, known, steps, visibleSteps } from '../steps.js';

/** What a value of each output type looks like; a time is looked at by the rule about times. */
const FITS: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  text: (value) => typeof value === 'string',
  password: (value) => typeof value === 'string',
  datetime: (value) => typeof value === 'string',
  file: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
};

export const d024: Rule = {
  id: 'D024',
  says: 'Each sample holds what the output fields promise, in the types that they promise.',
  check: (app) =>
    steps(app)
      .filter(({ step }) => isRecord(step.operation.sample))
      .flatMap(({ where, step: { operation } }) =>
        leaves(known(operation.outputFields)).flatMap(({ key, field }) => {
          const values = valuesAt(operation.sample, key);
          const place = `${where}.sample.${key}`;
          if (field.required === true && (values === null || values.includes(null))) {
            return [{ where: place, what: 'Promised as always there, and missing.', instead: 'Add it, or take `required` from the output field.' }];
          }
          const items = field.list === true ? (values ?? []).flat() : (values ?? []);
          // Empty is not of another type: it is what a real output holds until there is something.
          const wrong = field.dict === true ? [] : items.filter((value) => value !== null && !(FITS[field.type ?? ''] ?? (() => true))(value));
          return wrong.map((value) => ({ where: place, what: `${JSON.stringify(value)} is no ${field.type}.`, instead: 'Change the sample, or the type of the output field.' }));
        }),
      ),
};

export const sampleFields: Rule = {
  id: 'sample-fields',
  says: 'Samples and output fields hold the same keys, so that everything to map has a label and an example.',
  check: (app) =>
    visibleSteps(app)
      .filter(({ step }) => isRecord(step.operation.sample))
      .flatMap(({ where, kind, step: { operation } }) => {
        const fields = leaves(known(operation.outputFields));
        // A key that must be there, and a primary key, are missed by the rules of their own.
        const isMissedElsewhere = (field: { required?: boolean; primary?: boolean }) => field.required === true || (field.primary === true && kind === 'triggers');
        const unsampled = fields.filter(({ key, field }) => !field.fromFunction && !isMissedElsewhere(field) && valuesAt(operation.sample, key) === null);
        const unlabelled = isOpen(operation.outputFields) ? [] : sampleValues(operation.sample).filter(({ key }) => !fields.some((field) => covers(field.key, key)));
        return [
          ...unsampled.map(({ key }) => ({ where: `${where}.sample.${key}`, what: 'An output field without an example.', instead: 'Add it to the sample, or drop the output field.' })),
          ...[...new Set(unlabelled.map(({ key }) => key))].map((key) => ({ where: `${where}.outputFields.${key}`, what: 'In the sample, without an output field.', instead: 'Add an output field with a label and a type.' })),
        ];
      }),
};

/** Is the sample's value the field's own, a part of it, or the empty list that would hold it? */
function covers(fieldKey: string, sampleKey: string): boolean {
  return sampleKey === fieldKey || sampleKey.startsWith(`${fieldKey}__`) || sampleKey.startsWith(`${fieldKey}[]`) || fieldKey.startsWith(`${sampleKey}[]`);
}
