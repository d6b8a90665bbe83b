import type { Field, FieldGroup } from '../../core/fields/field.js';
import type { OutputField } from '../../core/outputs/output_field.js';

const INPUT_TYPES = { line: { type: 'string' }, paragraph: { type: 'text' }, paragraphs: { type: 'text', list: true }, integer: { type: 'integer' }, number: { type: 'number' }, file: { type: 'file' }, pairs: { dict: true } } as const;
const OUTPUT_TYPES = { text: 'string', integer: 'integer', number: 'number', boolean: 'boolean', time: 'datetime', file: 'file' } as const;

/**
 * What is made of the same thing is the same object, in whatever step it stands: Zapier's runtime copies the whole definition
 * at every call, and copies each object once.
 */
function madeOnce<From extends object, Made>(make: (from: From) => Made): (from: From) => Made {
  const made = new WeakMap<From, Made>();
  return (from) => {
    const known = made.get(from) ?? make(from);
    made.set(from, known);
    return known;
  };
}

/** A field of the core as Zapier's editor shows it. */
export const inputField = madeOnce((field: Field) => ({
  key: field.key,
  label: field.label,
  required: field.required,
  ...INPUT_TYPES[field.type],
  ...(field.help === undefined ? {} : { helpText: field.help }),
  ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
  ...(field.default === undefined ? {} : { default: field.default }),
  ...(field.choices === undefined ? {} : { choices: choicesOf(field.choices) }),
  ...(field.group === undefined ? {} : { group: field.group }),
}));

const choicesOf = madeOnce((choices: NonNullable<Field['choices']>) => Object.fromEntries(choices.map(({ value, label }) => [value, label])));

/** Groups are collapsed in the editor unless emphasised. */
export function inputFieldGroups(groups: readonly FieldGroup[]) {
  return groups.map(groupOf);
}

const groupOf = madeOnce(({ key, label }: FieldGroup) => ({ key, label, emphasize: false }));

/** Output fields of the core; the items of a list become `parent[]child` line items. */
export function outputFields(fields: readonly OutputField[]) {
  return fields.flatMap(outputFieldsOf);
}

const outputFieldsOf = madeOnce((field: OutputField) =>
  field.type === 'list' ? (field.items ?? []).map((item) => outputField(item, `${field.key}[]`)) : [outputField(field, '')],
);

function outputField({ key, label, type, always }: OutputField, prefix: string) {
  return {
    key: `${prefix}${key}`,
    label,
    type: type === 'list' ? 'string' : OUTPUT_TYPES[type],
    ...(always && prefix === '' ? { required: true } : {}),
  } as const;
}
