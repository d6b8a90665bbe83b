import { isCollection, isEmpty, nameOf } from './iml/values.js';
import { converted } from './coercion.js';
import { fault } from './fault.js';
import { MakeError } from './make_error.js';
import type { Readings } from './readings.js';

/** A field of a module, RPC or connection. Only what is needed to check and hand over values. */
export interface ParameterSpec {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly options?: string | readonly Option[] | { readonly store: string | readonly Option[]; readonly nested?: unknown };
  readonly spec?: ParameterSpec | readonly ParameterSpec[];
  /** Fields below this one; as text, the RPC that gives them. */
  readonly nested?: string | readonly (ParameterSpec | string)[];
  readonly multiple?: boolean;
  readonly mode?: 'edit' | 'choose';
  readonly editable?: boolean;
  /** Whether the field's choices are made while the scenario is edited, so that none is checked. */
  readonly dynamic?: boolean;
  /** `false`: something else than the choices may be typed (Make's documentation of select). */
  readonly validate?: false | { readonly min?: number; readonly max?: number; readonly pattern?: string; readonly enum?: readonly unknown[] };
  readonly pattern?: string;
}

interface Option {
  readonly value: unknown;
  readonly nested?: string | readonly (ParameterSpec | string)[];
}

type Values = Readonly<Record<string, unknown>>;

const TEXT_TYPES = ['text', 'email', 'url', 'password', 'uuid', 'filename', 'hidden', 'path', 'color', 'timezone', 'time', 'html', 'cert', 'pkey', 'file', 'folder'];
/** Handed over as they are; what Make makes of them is told nowhere. */
const OPEN_TYPES = ['any', 'buffer', 'json', 'filter', 'udt'];
const NUMBER_TYPES = ['number', 'integer', 'uinteger', 'port', 'timestamp'];

/**
 * The `parameters` that a module sees: checked, defaults filled in as the editor does it, numbers as numbers.
 *
 * An empty field is not there (Make's documentation of empty values); the other accounts are readings.
 *
 * @param given by name, as a person typed or mapped them
 * @throws MakeError before anything is sent, when a field fails Make's checks
 * @throws EngineFault for a name that no field has: the test itself is wrong
 */
export function readParameters(specs: readonly ParameterSpec[], given: Values, readings: Readings): Values {
  const all = [...withNested(specs, given)];
  const unknown = Object.keys(given).find((name) => !all.some((spec) => spec.name === name));
  if (unknown !== undefined) return fault(unknown, 'there is no such field');
  const values = new Map<string, unknown>();
  for (const spec of all) {
    if (spec.type === 'banner') continue;
    const value = given[spec.name] === undefined ? spec.default : given[spec.name];
    if (isEmpty(value) && spec.required) throw refused(spec, 'is missing');
    const read = isEmpty(value) ? emptyOf(spec, given[spec.name], readings) : readValue(spec, value, readings);
    if (read !== undefined) values.set(spec.name, read);
  }
  return Object.fromEntries(values);
}

/** Fields that stand below an option are there when it is chosen. */
function* withNested(specs: readonly ParameterSpec[], given: Values): Generator<ParameterSpec> {
  for (const spec of specs) {
    yield spec;
    const chosen = given[spec.name] ?? spec.default;
    const ofChoice = optionsOf(spec)?.find(({ value }) => value === chosen)?.nested;
    yield* withNested([...fieldsIn(ofChoice), ...fieldsIn(spec.nested)], given);
  }
}

/** Those of an RPC are handed to a run with its other fields (`RunOptions.fields`). */
function fieldsIn(nested: ParameterSpec['nested'] = []): ParameterSpec[] {
  return typeof nested === 'string' ? [] : nested.filter((field) => typeof field !== 'string');
}

function optionsOf({ options }: ParameterSpec): readonly Option[] | null {
  const store = typeof options === 'object' && 'store' in options ? options.store : options;
  return Array.isArray(store) ? (store as readonly Option[]) : null;
}

/** A field that nobody has touched is never there. */
function emptyOf({ type }: ParameterSpec, given: unknown, { emptyFields }: Readings): unknown {
  if (given === undefined || emptyFields === 'absent') return undefined;
  return emptyFields === 'null' || NUMBER_TYPES.includes(type) || type === 'date' ? null : given;
}

function readValue(spec: ParameterSpec, given: unknown, readings: Readings): unknown {
  const read = typed(spec, readings.coercion === 'converted' ? converted(spec.type, given) : given, readings);
  const { min, max, pattern = spec.pattern, enum: allowed } = spec.validate || {};
  if (typeof read === 'number' && ((min !== undefined && read < min) || (max !== undefined && read > max))) throw refused(spec, `must be from ${min ?? '…'} to ${max ?? '…'}`);
  // Guess: `min` and `max` of a text count its characters.
  if (typeof read === 'string' && max !== undefined && [...read].length > max) throw refused(spec, `has more than ${max} characters`);
  if (typeof read === 'string' && min !== undefined && [...read].length < min) throw refused(spec, `has less than ${min} characters`);
  if (typeof read === 'string' && pattern !== undefined && !new RegExp(pattern).test(read)) throw refused(spec, 'has another form than it must have');
  if (allowed !== undefined && !allowed.includes(read)) throw refused(spec, 'is none of the allowed values');
  return read;
}

function typed(spec: ParameterSpec, value: unknown, readings: Readings): unknown {
  const { type } = spec;
  if (OPEN_TYPES.includes(type)) return value;
  if (NUMBER_TYPES.includes(type)) return readNumber(spec, value);
  if (type === 'boolean') return readBoolean(spec, value);
  if (type === 'date') return readDate(spec, value);
  if (type === 'array') return readList(spec, value, readings);
  if (type === 'collection') return isCollection(value) ? readParameters(specsOf(spec), value, readings) : refuse(spec, 'must be a collection');
  if (type === 'select') return readChoice(spec, value);
  if (TEXT_TYPES.includes(type)) return typeof value === 'object' ? refuse(spec, `is a ${nameOf(value)}, and must be a text`) : String(value);
  return fault(spec.name, `a field of the type ${type} is not known here`);
}

function readNumber(spec: ParameterSpec, value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return refuse(spec, 'is no number');
  if (spec.type !== 'number' && !Number.isInteger(number)) return refuse(spec, 'is no whole number');
  return spec.type === 'uinteger' && number < 0 ? refuse(spec, 'is below zero') : number;
}

function readBoolean(spec: ParameterSpec, value: unknown): boolean {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : refuse(spec, 'is neither yes nor no');
}

function readDate(spec: ParameterSpec, value: unknown): Date {
  const at = new Date(value as string);
  return Number.isNaN(at.getTime()) ? refuse(spec, 'is no date') : at;
}

function readList(spec: ParameterSpec, value: unknown, readings: Readings): unknown[] {
  if (!Array.isArray(value)) return refuse(spec, 'must be a list');
  if (spec.spec === undefined) return value;
  const items = spec.spec;
  return value.map((item: unknown) => (Array.isArray(items) ? readParameters(items as ParameterSpec[], isCollection(item) ? item : refuse(spec, 'must hold collections'), readings) : readValue(items as ParameterSpec, item, readings)));
}

const specsOf = ({ spec }: ParameterSpec): readonly ParameterSpec[] => (Array.isArray(spec) ? (spec as ParameterSpec[]) : []);

/** A value that is mapped into a list of fixed choices must be one of them, unless the field says otherwise; guess: choices from an RPC take any text. */
function readChoice(spec: ParameterSpec, value: unknown): unknown {
  if (spec.multiple) return [value].flat().map((one) => readChoice({ ...spec, multiple: false }, one));
  const options = optionsOf(spec);
  if (options === null || spec.mode === 'edit' || spec.dynamic === true || spec.validate === false) return typeof value === 'object' ? refuse(spec, 'must be a text') : value;
  return options.some((option) => option.value === value) ? value : refuse(spec, 'is none of the choices');
}

function refuse(spec: ParameterSpec, problem: string): never {
  throw refused(spec, problem);
}

function refused({ label, name }: ParameterSpec, problem: string): MakeError {
  return new MakeError('BundleValidationError', `The field ${label ?? name} ${problem}.`);
}
