import type { Definition, Display, Field, Step } from '../../../lint/publishing/definition.js';
import { inputs, isMarker, steps, visibleSteps, type Kind } from '../../../lint/publishing/steps.js';

/** One fault, put into a copy of the app that has none. */
export interface Plant {
  /** The rule that has to report it, alone. */
  rule: string;
  fault: string;
  plant(app: Definition): void;
}

/** A function, as a definition shows it. */
export const FUNCTION = '$func$2$f$';

/** The app's first step of a kind that people see; which one it is does not matter. */
export function first(app: Definition, kind: Kind): Step {
  const [found] = visibleSteps(app, [kind]);
  if (!found) throw new Error(`The app has no ${kind}`);
  return found.step;
}

/** Adds an optional input field at the end of the first create, faulty in what is given and else in order. */
export function addInput(app: Definition, faulty: Partial<Field>): void {
  const { operation } = first(app, 'creates');
  (operation.inputFields ??= []).push({ key: 'planted', label: 'Planted', type: 'string', required: false, ...faulty });
}

/** Adds an output field with its value to the first step of a kind; without a value, the field alone. */
export function addOutput(app: Definition, kind: Kind, faulty: Partial<Field>, ...values: unknown[]): void {
  const { operation } = first(app, kind);
  const field = { key: 'planted', label: 'Planted', type: 'string', ...faulty };
  (operation.outputFields ??= []).push(field);
  if (values.length > 0) sampleOf(first(app, kind))[field.key] = values[0];
}

/** Adds a second of the app's first step of a kind, shown in another way: what the app's own labels say, other steps may quote. */
export function addStep(app: Definition, kind: Kind, display: Display): void {
  const step = structuredClone(first(app, kind));
  app[kind]['planted'] = { ...step, key: 'planted', noun: 'Planted Thing', display: { ...step.display, ...display } };
}

export const sampleOf = (step: Step): Record<string, unknown> => step.operation.sample as Record<string, unknown>;

/** A dropdown that works, borrowed from a field that has one. */
export function aDropdown(app: Definition): string {
  const found = inputs(app).find(({ field }) => field.dynamic !== undefined)?.field.dynamic;
  if (found === undefined) throw new Error('The app has no dropdown');
  return found;
}

/** Takes the functions out of all forms, where a rule is lenient about what they may hold. */
export function withoutFieldFunctions(app: Definition): void {
  for (const { step } of steps(app)) step.operation.inputFields = (step.operation.inputFields ?? []).filter((field) => !isMarker(field));
}
