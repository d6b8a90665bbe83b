import type { Definition, Display, Field, Operation, Step } from './definition.js';

export const KINDS = ['triggers', 'creates', 'searches'] as const;
export type Kind = (typeof KINDS)[number];

export interface PlacedStep {
  where: string;
  kind: Kind;
  step: Step;
  isHidden: boolean;
}

export interface PlacedField {
  where: string;
  field: Field;
}

/** A function, as a definition shows it. */
export const isMarker = (value: unknown): value is string => typeof value === 'string' && value.startsWith('$func$');

export function steps(app: Definition, kinds: readonly Kind[] = KINDS): PlacedStep[] {
  return kinds.flatMap((kind) =>
    Object.entries(app[kind]).map(([key, step]) => ({ where: `${kind}.${key}`, kind, step, isHidden: step.display.hidden === true })),
  );
}

export function visibleSteps(app: Definition, kinds: readonly Kind[] = KINDS): PlacedStep[] {
  return steps(app, kinds).filter(({ isHidden }) => !isHidden);
}

/** The fields of one list that are known without the service. */
export function known(fields: Operation['inputFields']): Field[] {
  return (fields ?? []).filter((field): field is Field => !isMarker(field));
}

/** True where a function has a say in the list, so that it may hold more than is known here. */
export function isOpen(fields: Operation['inputFields']): boolean {
  return (fields ?? []).some(isMarker);
}

/** A step's input fields, those inside a line item included. */
export function inputsOf({ where, step }: PlacedStep): PlacedField[] {
  return place(`${where}.inputFields`, known(step.operation.inputFields));
}

export function outputsOf({ where, step }: PlacedStep): PlacedField[] {
  return place(`${where}.outputFields`, known(step.operation.outputFields));
}

export function inputs(app: Definition): PlacedField[] {
  return steps(app).flatMap(inputsOf);
}

export function authFields(app: Definition): PlacedField[] {
  return place('authentication.fields', app.authentication?.fields ?? []);
}

/** What a person picks from a list in the editor: every step, and every pair of a search and a create. */
export function displays(app: Definition): { where: string; display: Display }[] {
  const pairs = { ...app.searchOrCreates, ...app.searchAndCreates };
  return [
    ...steps(app).map(({ where, step }) => ({ where, display: step.display })),
    ...Object.entries(pairs).map(([key, { display }]) => ({ where: `searchOrCreates.${key}`, display })),
  ];
}

function place(list: string, fields: Field[]): PlacedField[] {
  return fields.flatMap((field) => [{ where: `${list}.${field.key}`, field }, ...place(`${list}.${field.key}`, field.children ?? [])]);
}
