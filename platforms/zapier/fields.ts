import type { Field, FieldGroup } from '../../core/fields/field.js';
import type { OutputField } from '../../core/outputs/output_field.js';

const INPUT_TYPES = { line: { type: 'string' }, paragraph: { type: 'text' }, paragraphs: { type: 'text', list: true }, integer: { type: 'integer' }, number: { type: 'number' }, file: { type: 'file' }, pairs: { dict: true } } as const;
const OUTPUT_TYPES = { text: 'string', integer: 'integer', number: 'number', boolean: 'boolean', time: 'datetime', file: 'file' } as const;

/** A field of the core as Zapier's editor shows it. */
export function inputField(field: Field) {
  return {
    key: field.key,
    label: field.label,
    required: field.required,
    ...INPUT_TYPES[field.type],
    ...(field.help === undefined ? {} : { helpText: field.help }),
    ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
    ...(field.default === undefined ? {} : { default: field.default }),
    ...(field.choices === undefined ? {} : { choices: Object.fromEntries(field.choices.map(({ value, label }) => [value, label])) }),
    ...(field.group === undefined ? {} : { group: field.group }),
  };
}

/** Groups are collapsed in the editor unless emphasised. */
export function inputFieldGroups(groups: readonly FieldGroup[]) {
  return groups.map(({ key, label }) => ({ key, label, emphasize: false }));
}

/** Output fields of the core; the items of a list become `parent[]child` line items. */
export function outputFields(fields: readonly OutputField[]) {
  return fields.flatMap((field) =>
    field.type === 'list' ? (field.items ?? []).map((item) => outputField(item, `${field.key}[]`)) : [outputField(field, '')],
  );
}

function outputField({ key, label, type, always }: OutputField, prefix: string) {
  return {
    key: `${prefix}${key}`,
    label,
    type: type === 'list' ? 'string' : OUTPUT_TYPES[type],
    ...(always && prefix === '' ? { required: true } : {}),
  } as const;
}
