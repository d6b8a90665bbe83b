import type { ParameterSpec } from '../../../emulators/make/index.js';
import type { ModuleDefinition } from '../../../platforms/make/format/component.js';
import type { Failure } from '../outcome.js';
import type { FormField, FormGroup } from '../pages/form.js';
import { parametersOf } from './modules.js';
import type { Scenario } from './scenario.js';

interface Shown extends ParameterSpec {
  readonly help?: string;
  readonly advanced?: boolean;
  readonly multiline?: boolean;
}

type Values = Readonly<Record<string, string>>;

export interface ModuleFields {
  readonly groups: readonly FormGroup[];
  readonly specs: readonly ParameterSpec[];
  /** Those that an RPC gave. */
  readonly nested: readonly ParameterSpec[];
}

const RPC = 'rpc://';

/** The fields of a module as Make's editor shows them: dropdowns filled, nested fields asked for, advanced ones folded. */
export async function moduleFields(scenario: Scenario, module: ModuleDefinition, values: Values): Promise<ModuleFields> {
  const specs = parametersOf(module) as readonly Shown[];
  const fields: { readonly field: FormField; readonly advanced: boolean }[] = [];
  const nested: Shown[] = [];
  for (const spec of specs) {
    fields.push({ field: await formField(scenario, spec), advanced: spec.advanced === true });
    for (const id of nestedRpcs(spec)) {
      const chosen = values[spec.name];
      if (!chosen) continue;
      const asked = await scenario.rpc(id, { [spec.name]: chosen });
      for (const found of (asked.value ?? []) as Shown[]) {
        nested.push(found);
        fields.push({ field: await formField(scenario, found), advanced: false });
      }
    }
  }
  const pick = (advanced: boolean) => fields.filter((each) => each.advanced === advanced).map(({ field }) => field);
  return { groups: [{ label: null, isOpen: true, fields: pick(false) }, { label: 'Advanced settings', isOpen: false, fields: pick(true) }], specs, nested };
}

/** What a form holds, in the types of its fields. */
export function valuesOf(form: Readonly<Record<string, unknown>>, specs: readonly ParameterSpec[]): Record<string, unknown> {
  const values = new Map<string, unknown>();
  for (const { name, type } of specs) {
    const custom = String(form[`custom.${name}`] ?? '');
    const given = custom === '' ? String(form[`field.${name}`] ?? '') : custom;
    if (given !== '') values.set(name, type === 'boolean' ? given === 'true' : type === 'array' || type === 'collection' ? jsonOr(given) : given);
  }
  return Object.fromEntries(values);
}

async function formField(scenario: Scenario, spec: Shown): Promise<FormField> {
  const { choices, failure } = await choicesOf(scenario, spec);
  const isJson = spec.type === 'array' || spec.type === 'collection';
  return {
    key: spec.name,
    label: spec.label ?? spec.name,
    type: spec.type,
    required: spec.required === true,
    help: isJson ? `${spec.help ?? ''} (Here: as JSON.)` : (spec.help ?? null),
    placeholder: null,
    default: spec.default === undefined || spec.default === null ? null : isJson ? JSON.stringify(spec.default) : String(spec.default),
    choices,
    takesOther: choices !== null && spec.type !== 'boolean',
    isLong: isJson || spec.multiline === true,
    isSecret: spec.type === 'password',
    alters: nestedRpcs(spec).length > 0,
    failure,
  };
}

async function choicesOf(scenario: Scenario, { type, options }: Shown): Promise<{ readonly choices: FormField['choices']; readonly failure: Failure | null }> {
  if (type === 'boolean') return { choices: [{ value: 'true', label: 'Yes' }, { value: 'false', label: 'No' }], failure: null };
  const store = typeof options === 'object' && 'store' in options ? options.store : options;
  if (store === undefined) return { choices: null, failure: null };
  const asked = typeof store === 'string' ? await scenario.rpc(store.replace(RPC, ''), {}) : { value: store as readonly unknown[], failure: null };
  const items = (asked.value ?? []) as readonly { readonly value: unknown; readonly label?: string }[];
  return { choices: items.map(({ value, label }) => ({ value: String(value), label: label ?? String(value) })), failure: asked.failure };
}

function nestedRpcs({ options, nested }: Shown): string[] {
  const below = typeof options === 'object' && 'store' in options ? options.nested : nested;
  return [below ?? []].flat().filter((each): each is string => typeof each === 'string').map((each) => each.replace(RPC, ''));
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
