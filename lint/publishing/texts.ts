import type { Definition, Field } from './definition.js';
import { choicesOf } from './choices.js';
import { authFields, displays, inputsOf, outputsOf, visibleSteps, type PlacedField } from './steps.js';

export interface Text {
  where: string;
  part: 'label' | 'description' | 'directions' | 'helpText' | 'placeholder' | 'choice' | 'group';
  text: string;
  field?: Field;
}

/** Everything that a person reads in the editor. */
export function visibleTexts(app: Definition): Text[] {
  const shown = visibleSteps(app);
  return [
    ...displays(app).flatMap(({ where, display }) =>
      display.hidden === true ? [] : texts(where, { label: display.label, description: display.description, directions: display.directions }),
    ),
    ...authFields(app).flatMap(ofField),
    ...shown.flatMap(inputsOf).flatMap(ofField),
    ...shown.flatMap(outputsOf).flatMap(({ where, field }) => texts(where, { label: field.label }, field)),
    ...shown.flatMap(({ where, step }) =>
      (step.operation.inputFieldGroups ?? []).flatMap(({ key, label }) => texts(`${where}.inputFieldGroups.${key}`, { group: label })),
    ),
  ];
}

/** What Zapier renders as Markdown, hidden steps included. */
export function markdownTexts(app: Definition, inputs: PlacedField[]): Text[] {
  return [
    ...displays(app).flatMap(({ where, display }) => texts(where, { description: display.description, directions: display.directions })),
    ...[...authFields(app), ...inputs].flatMap(({ where, field }) => texts(where, { helpText: field.helpText }, field)),
  ];
}

function ofField({ where, field }: PlacedField): Text[] {
  const { label, helpText, placeholder } = field;
  return [
    ...texts(where, { label, helpText, placeholder }, field),
    ...choicesOf(field).flatMap((choice) => texts(`${where}.choices.${choice.value}`, { choice: choice.label }, field)),
  ];
}

function texts(where: string, parts: Partial<Record<Text['part'], string | undefined>>, field?: Field): Text[] {
  return Object.entries(parts).flatMap(([part, text]) =>
    text === undefined ? [] : [{ where: `${where}.${part}`, part: part as Text['part'], text, ...(field ? { field } : {}) }],
  );
}

/** Every string of the definition with its place; JSON Schema names its dialects by addresses nobody opens, so those are left out. */
export function allStrings(value: unknown, where = 'app'): { where: string; text: string }[] {
  if (typeof value === 'string') return [{ where, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => key !== '$schema' && key !== '$id')
    .flatMap(([key, part]) => allStrings(part, `${where}.${key}`));
}
