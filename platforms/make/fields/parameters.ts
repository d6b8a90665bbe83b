import type { Field } from '../../../core/fields/field.js';
import type { Json, Parameter } from '../format/component.js';
import { inMakeWords, makeLabel, unitIn } from '../words.js';

const TYPES = { line: 'text', paragraph: 'text', integer: 'uinteger', number: 'number', file: 'url', pairs: 'array', paragraphs: 'array' } as const;

/** The names inside a list of pairs; the body of a request is made from them with `toCollection`. */
export const PAIR_KEYS = { name: 'name', value: 'value' } as const;

/** A field of the core as Make's editor shows it. */
export function parameter(field: Field, more: Partial<Parameter> = {}): Parameter {
  return {
    name: field.key,
    type: field.choices === undefined ? TYPES[field.type] : 'select',
    label: makeLabel(field.label),
    ...help(field),
    required: field.required,
    ...(field.type === 'paragraph' ? { multiline: true } : {}),
    ...(field.choices === undefined ? {} : { options: field.choices as unknown as Json }),
    // What may be typed or mapped as well is judged by the module, in a sentence of its own: a choice with a longest length, and a size.
    ...(field.choices !== undefined && (field.maxLength !== undefined || field.key === 'size') ? { validate: false } : {}),
    ...(field.type === 'pairs' ? pairs() : limits(field)),
    // An advanced field is hidden until asked for, so what is required can not be one.
    ...(field.group !== undefined && !field.required ? { advanced: true } : {}),
    ...more,
  };
}

function help({ label, help: sentence, placeholder }: Field): { help?: string } {
  const example = placeholder === undefined ? '' : ` For example: \`${placeholder}\`.`;
  return sentence === undefined && example === '' ? {} : { help: `${unitIn(label)}${inMakeWords(sentence ?? '')}${example}`.trim() };
}

/** For texts Make counts characters with the same two keys. */
function limits({ type, min, max, maxLength, choices }: Field): { validate?: { min?: number; max?: number } } {
  if (choices !== undefined) return {};
  const most = type === 'integer' ? max : maxLength;
  const validate = { ...(min === undefined ? {} : { min }), ...(most === undefined ? {} : { max: most }) };
  return Object.keys(validate).length === 0 ? {} : { validate };
}

function pairs(): Pick<Parameter, 'labels' | 'spec'> {
  return {
    labels: { add: 'Add an input', edit: 'Edit an input' },
    spec: [
      { name: PAIR_KEYS.name, type: 'text', label: 'Name', required: true },
      { name: PAIR_KEYS.value, type: 'text', label: 'Value' },
    ],
  };
}
