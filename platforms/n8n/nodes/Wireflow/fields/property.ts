import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field } from '../../../../../core/fields/field.js';
import { n8nKey } from '../engine/output.js';

/** Help texts of the core are Markdown sentences; n8n shows plain text, without the full stop of a single one. */
export function plain(help: string): string {
  const words = help.replace(/\*\*/g, '');
  return /^[^.]*\.$/.test(words) ? words.slice(0, -1) : words;
}

export function choicesOf(field: Field): INodePropertyOptions[] {
  return (field.choices ?? []).map(({ value, label }) => ({ name: label, value }));
}

/** A field of the core as n8n's editor shows it. */
export function property(field: Field, changes: Partial<INodeProperties> = {}): INodeProperties {
  const shared = {
    displayName: field.label,
    name: n8nKey(field.key),
    ...(field.required ? { required: true } : {}),
    ...(field.help === undefined ? {} : { description: plain(field.help) }),
    ...(field.placeholder === undefined ? {} : { placeholder: `e.g. ${field.placeholder}` }),
  };
  if (field.type === 'pairs') return { ...shared, ...pairs(), ...changes };
  if (field.type === 'integer') return { ...shared, type: 'number', default: field.min ?? 0, typeOptions: { minValue: field.min ?? 0, numberPrecision: 0 }, ...changes };
  return {
    ...shared,
    type: 'string',
    default: '',
    ...(field.type === 'paragraph' ? { typeOptions: { rows: 4 } } : {}),
    ...changes,
  };
}

/** A field with choices, led by one that leaves it to the workflow. */
export function choice(field: Field, none: string, changes: Partial<INodeProperties> = {}): INodeProperties {
  return property(field, { type: 'options', options: [{ name: none, value: '' }, ...choicesOf(field)], default: '', ...changes });
}

function pairs(): Pick<INodeProperties, 'type' | 'typeOptions' | 'options' | 'default' | 'placeholder'> {
  return {
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add Input',
    default: {},
    options: [
      {
        displayName: 'Input',
        name: 'input',
        values: [
          { displayName: 'Name', name: 'name', type: 'string', default: '', description: 'What the workflow calls the input' },
          { displayName: 'Value', name: 'value', type: 'string', default: '', description: 'What is sent for it' },
        ],
      },
    ],
  };
}

export function byLabel(properties: readonly INodeProperties[]): INodeProperties[] {
  return [...properties].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** Shows properties for these operations of a resource only. */
export function shownFor(resource: string, operations: readonly string[], properties: readonly INodeProperties[]): INodeProperties[] {
  return properties.map((each) => ({
    ...each,
    displayOptions: { ...each.displayOptions, show: { resource: [resource], operation: [...operations], ...each.displayOptions?.show } },
  }));
}
