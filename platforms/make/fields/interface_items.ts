import type { OutputField } from '../../../core/outputs/output_field.js';
import type { InterfaceItem } from '../format/component.js';
import { sentenceCase } from '../words.js';

const TYPES: Readonly<Record<OutputField['type'] | 'number' | 'boolean', string>> = {
  text: 'text', integer: 'integer', number: 'number', boolean: 'boolean', time: 'date', file: 'buffer', list: 'array',
}; // prettier-ignore

/** Output fields of the core as items of a module's interface. */
export function interfaceItems(fields: readonly OutputField[]): InterfaceItem[] {
  return fields.map(({ key, label, type, items }) => ({
    name: key,
    type: key.endsWith('_url') || key === 'url' ? 'url' : TYPES[type],
    label: sentenceCase(label),
    ...(items === undefined ? {} : { spec: interfaceItems(items) }),
  }));
}
