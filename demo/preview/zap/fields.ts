import type { Bench } from '../bench.js';
import { outcomeOf, type Failure } from '../outcome.js';
import type { Step, ZapField } from './steps.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A field with the choices that the editor would show. */
export interface ShownField extends ZapField {
  readonly shownChoices: readonly Choice[] | null;
  /** Why the dropdown could not be filled. */
  readonly failure: Failure | null;
}

export interface ShownFields {
  readonly fields: readonly ShownField[];
  /** Why the fields could not be told. */
  readonly failure: Failure | null;
}

/** The fields of a step as Zapier's handler gives them for what is filled in, their dropdowns filled by the hidden triggers. */
export async function shownFields(bench: Bench, step: Step, inputData: Readonly<Record<string, unknown>>): Promise<ShownFields> {
  if (!step.hasInputs) return { fields: [], failure: null };
  const asked = await outcomeOf(() => bench.zap.run<ZapField[]>(`${step.kind}.${step.key}.operation.inputFields`, { ...inputData }));
  if (asked.failure !== null) return { fields: [], failure: asked.failure };
  return { fields: await Promise.all(asked.value.map((field) => withChoices(bench, field, inputData))), failure: null };
}

async function withChoices(bench: Bench, field: ZapField, inputData: Readonly<Record<string, unknown>>): Promise<ShownField> {
  if (field.choices) return { ...field, shownChoices: Object.entries(field.choices).map(([value, label]) => ({ value, label })), failure: null };
  const [trigger, valueKey, labelKey] = field.dynamic?.split('.') ?? [];
  if (!trigger || !valueKey || !labelKey) return { ...field, shownChoices: field.type === 'boolean' ? YES_NO : null, failure: null };
  const listed = await outcomeOf(() => bench.zap.run<Record<string, unknown>[]>(`triggers.${trigger}.operation.perform`, { ...inputData }, { isFillingDynamicDropdown: true }));
  if (listed.failure !== null) return { ...field, shownChoices: [], failure: listed.failure };
  return { ...field, shownChoices: listed.value.map((item) => ({ value: String(item[valueKey]), label: String(item[labelKey]) })), failure: null };
}

const YES_NO: readonly Choice[] = [
  { value: 'true', label: 'True' },
  { value: 'false', label: 'False' },
];
