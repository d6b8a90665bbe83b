import { choicesOf } from '../choices.js';
import type { Field } from '../definition.js';
import type { Rule } from '../rule.js';
import { inputs } from '../steps.js';

export const choices: Rule = {
  id: 'choices',
  says: 'Choices are told apart by labels in people’s words, and a default is one of them.',
  check: (app) =>
    inputs(app).flatMap(({ where, field }) =>
      problems(field).map((what) => ({ where: `${where}.choices`, what, instead: 'Give each choice a value and a label of its own, as in { tall: "Tall (1024 × 1536)" }.' })),
    ),
};

function problems(field: Field): string[] {
  const all = choicesOf(field);
  const labels = all.map(({ label }) => label.trim().toLowerCase());
  const values = all.map(({ value }) => value.toLowerCase()).sort().join();
  const isGiven = Array.isArray(field.choices) || (all.length === 0 && JSON.stringify(field.choices) === '{}');
  return [
    ...(isGiven && all.length === 0 ? ['A list of choices with none in it.'] : []),
    ...(all.length === 1 ? ['Only one choice.'] : []),
    ...(new Set(labels).size < labels.length ? ['Two choices with one label.'] : []),
    ...all.filter(({ value, label }) => value.trim() === '' || !/^[\p{Lu}\p{N}]/u.test(label) || /\w_\w/.test(label)).map(({ label }) => `The choice “${label}”.`),
    ...(['false,true', 'no,yes', '0,1'].includes(values) ? ['Yes or no as a list: the type boolean shows that by itself.'] : []),
    ...(all.length > 0 && field.default !== undefined && !all.some(({ value }) => value === field.default) ? [`The default “${field.default}” is none of the choices.`] : []),
    ...(field.default !== undefined && !fitsType(field.type, field.default) ? [`The default “${field.default}” is no ${field.type}.`] : []),
  ];
}

function fitsType(type = 'string', value: string): boolean {
  if (type === 'integer') return /^-?\d+$/.test(value);
  if (type === 'number') return value.trim() !== '' && Number.isFinite(Number(value));
  return type !== 'boolean' || ['true', 'false', 'yes', 'no'].includes(value);
}
