import { Redactor } from '../../../core/api/redact.js';
import type { ModuleDefinition, Parameter } from '../format/component.js';
import { blueprintOf, type Scenario, type Step, type Values } from './blueprint.js';
import { MODULES } from './own_modules.js';
import { OTHER_MODULES } from './other_modules.js';

/** A mapped value: the number of an earlier module, and what it gave. */
const REFERENCE = /\{\{(?:md5\()?(\d+)\.`?([A-Za-z0-9_]+)`?\)?\}\}/g;
const EXPRESSION = /\{\{[^{}]*\}\}/g;
const LONGEST_NAME = 120;
const ACCOUNT_PARAMETERS = ['__IMTCONN__', '__IMTKEY__', 'hook', 'spreadsheetId', 'sheetId', 'folderId'];
const FORBIDDEN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@(?!example\.(?:com|org))[\w-]+\.[a-z]{2,}/i, 'a mail address'],
  [/\b(?:eu|us)\d\.make\.(?:com|celonis\.com)\b/, 'a zone'],
];

/**
 * What would go wrong with a scenario in Make, as far as it can be said without Make: a module that is not there, a field
 * or an output that a module does not have, a required field that nobody fills in, something that belongs to an account.
 * The structure follows Make's own rules for published blueprints (GitHub `integromat/make-blueprints`).
 *
 * @returns one sentence for each fault; none is right
 */
export function faultsOf(scenario: Scenario): string[] {
  const { name, steps } = scenario;
  const blueprint = JSON.stringify(blueprintOf(scenario));
  return [
    ...(name.length < 1 || name.length > LONGEST_NAME ? [`its name has ${name.length} characters, and at most ${LONGEST_NAME} are shown`] : []),
    ...(steps.length === 0 ? ['it has no module'] : []),
    ...(steps[0]?.filter === undefined ? [] : ['its first module has a filter, which Make does not take']),
    ...steps.flatMap((step, index) => [...faultsOfStep(step, index), ...faultsOfReferences(step, index, steps)].map((fault) => `${index + 1} ${step.app}:${step.module}: ${fault}`)),
    ...(new Redactor([]).words(blueprint) === blueprint ? [] : ['it holds something that looks like a key or a webhook']),
    ...FORBIDDEN_WORDS.filter(([pattern]) => pattern.test(blueprint)).map(([, what]) => `it holds ${what}`),
  ];
}

function faultsOfStep(step: Step, index: number): string[] {
  const accounts = Object.keys(step.parameters ?? {}).filter((key) => ACCOUNT_PARAMETERS.includes(key));
  const own = MODULES.get(step.module);
  const faults = step.app === 'wireflow' ? (own === undefined ? ['the app has no such module'] : faultsOfOurs(own, step, index)) : faultsOfOther(step);
  return [...accounts.map((key) => `${key} belongs to an account`), ...faults];
}

function faultsOfOurs({ type, staticParams = [], mappableParams = [] }: ModuleDefinition, { parameters = {}, mapper = {}, left = [] }: Step, index: number): string[] {
  return [
    ...((type === 'trigger') === (index === 0) || type !== 'trigger' ? [] : ['a trigger can only be the first module']),
    ...faultsOfFields(staticParams, parameters, left),
    ...faultsOfFields(mappableParams, mapper, left),
  ];
}

function faultsOfFields(fields: readonly Parameter[], values: Values, left: readonly string[]): string[] {
  const unknown = Object.keys(values).filter((key) => !fields.some(({ name }) => name === key));
  const empty = fields.filter(({ name, required, default: ready }) => required === true && ready === undefined && !(name in values) && !left.includes(name));
  return [
    ...unknown.map((key) => `it has no field ${key}`),
    ...empty.map(({ label }) => `nobody fills in ${label}`),
    ...fields.flatMap((field) => (field.name in values ? faultsOfValue(field, values[field.name]) : [])),
  ];
}

function faultsOfValue({ name, type, options, validate }: Parameter, value: unknown): string[] {
  const isMapped = typeof value === 'string' && value.includes('{{');
  if (isMapped) return [];
  const { max = Infinity } = validate === undefined || validate === false ? {} : validate;
  if ((type === 'uinteger' && !(Number.isInteger(value) && (value as number) >= 0)) || (type === 'boolean' && typeof value !== 'boolean')) return [`${name} takes no ${JSON.stringify(value)}`];
  if (typeof value === 'number' && value > max) return [`${name} takes at most ${max}`];
  const choices = Array.isArray(options) ? (options as readonly { readonly value?: unknown }[]) : null;
  return type === 'select' && choices !== null && validate !== false && !choices.some((choice) => choice.value === value) ? [`${name} has no choice ${JSON.stringify(value)}`] : [];
}

function faultsOfOther({ app, module, version, parameters = {}, mapper = {} }: Step): string[] {
  const known = OTHER_MODULES[`${app}:${module}`];
  if (known === undefined) return ['no scenario exported from Make was seen with such a module'];
  return [
    ...(known.version === version ? [] : [`its version is ${known.version}, not ${version}`]),
    ...Object.keys(parameters).filter((key) => !known.parameters.includes(key)).map((key) => `it has no parameter ${key}`),
    ...Object.keys(mapper).filter((key) => !known.mapper.includes(key)).map((key) => `it has no field ${key}`),
  ];
}

function faultsOfReferences({ parameters, mapper, filter }: Step, index: number, steps: readonly Step[]): string[] {
  const text = JSON.stringify([parameters, mapper, filter]);
  const unread = [...text.matchAll(EXPRESSION)].map(([expression]) => expression).filter((expression) => expression.replace(REFERENCE, '') !== '');
  const references = [...text.matchAll(REFERENCE)].map(([, module = '', output = '']) => ({ module: Number(module), output }));
  return [
    ...unread.map((expression) => `${expression} is no output of a module`),
    ...references.filter(({ module }) => module < 1 || module > index).map(({ module }) => `it maps module ${module}, which does not come before it`),
    ...references.filter(({ module, output }) => module >= 1 && module <= index && !gives(steps[module - 1], output)).map(({ module, output }) => `module ${module} gives no ${output}`),
  ];
}

function gives(step: Step | undefined, output: string): boolean {
  if (step === undefined) return false;
  if (step.app !== 'wireflow') return OTHER_MODULES[`${step.app}:${step.module}`]?.outputs.test(output) === true;
  return MODULES.get(step.module)?.interface.some(({ name }) => name === output) === true;
}
