import { isCollection, isEmpty, nameOf } from './iml/values.js';
import { fault } from './fault.js';
import { MakeError } from './make_error.js';

/** A field of a module, RPC or connection. Only what is needed to check and hand over values. */
export interface ParameterSpec {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly options?: string | readonly Option[] | { readonly store: string | readonly Option[]; readonly nested?: unknown };
  readonly spec?: ParameterSpec | readonly ParameterSpec[];
  readonly nested?: readonly (ParameterSpec | string)[];
  readonly multiple?: boolean;
  readonly mode?: 'edit' | 'choose';
  /** Whether something else than the choices may be typed. */
  readonly editable?: boolean;
  readonly validate?: { readonly min?: number; readonly max?: number; readonly pattern?: string; readonly enum?: readonly unknown[] };
  readonly pattern?: string;
}

interface Option {
  readonly value: unknown;
  readonly nested?: readonly ParameterSpec[];
}

type Values = Readonly<Record<string, unknown>>;

const TEXT_TYPES = ['text', 'email', 'url', 'password', 'uuid', 'filename', 'hidden', 'path', 'color', 'timezone'];
const NUMBER_TYPES = ['number', 'integer', 'uinteger', 'port'];

/**
 * The `parameters` that a module sees: checked, defaults filled in as the editor does it, numbers as numbers.
 *
 * Guess: where a number or date was emptied, the module sees null; an emptied text stays an empty text.
 *
 * @param given by name, as a person typed or mapped them
 * @throws MakeError before anything is sent, when a field fails Make's checks
 * @throws EngineFault for a name that no field has: the test itself is wrong
 */
export function readParameters(specs: readonly ParameterSpec[], given: Values): Values {
  const all = [...withNested(specs, given)];
  const unknown = Object.keys(given).find((name) => !all.some((spec) => spec.name === name));
  if (unknown !== undefined) return fault(unknown, 'there is no such field');
  const values = new Map<string, unknown>();
  for (const spec of all) {
    if (spec.type === 'banner') continue;
    const value = given[spec.name] === undefined ? spec.default : given[spec.name];
    if (isEmpty(value) && spec.required) throw refused(spec, 'is missing');
    const read = isEmpty(value) ? emptyOf(spec, value) : readValue(spec, value);
    if (read !== undefined) values.set(spec.name, read);
  }
  return Object.fromEntries(values);
}

/** Fields that stand below an option are there when it is chosen. */
function* withNested(specs: readonly ParameterSpec[], given: Values): Generator<ParameterSpec> {
  for (const spec of specs) {
    yield spec;
    const chosen = given[spec.name] ?? spec.default;
    const nested = optionsOf(spec)?.find(({ value }) => value === chosen)?.nested ?? [];
    const always = (spec.nested ?? []).filter((field) => typeof field !== 'string');
    yield* withNested([...nested, ...always], given);
  }
}

function optionsOf({ options }: ParameterSpec): readonly Option[] | null {
  const store = typeof options === 'object' && 'store' in options ? options.store : options;
  return Array.isArray(store) ? (store as readonly Option[]) : null;
}

function emptyOf({ type }: ParameterSpec, value: unknown): unknown {
  return value === '' && (NUMBER_TYPES.includes(type) || type === 'date') ? null : value;
}

function readValue(spec: ParameterSpec, value: unknown): unknown {
  const read = typed(spec, value);
  const { min, max, pattern = spec.pattern, enum: allowed } = spec.validate ?? {};
  if (typeof read === 'number' && ((min !== undefined && read < min) || (max !== undefined && read > max))) throw refused(spec, `must be from ${min ?? '…'} to ${max ?? '…'}`);
  // Guess: `min` and `max` of a text count its characters.
  if (typeof read === 'string' && max !== undefined && [...read].length > max) throw refused(spec, `has more than ${max} characters`);
  if (typeof read === 'string' && min !== undefined && [...read].length < min) throw refused(spec, `has less than ${min} characters`);
  if (typeof read === 'string' && pattern !== undefined && !new RegExp(pattern).test(read)) throw refused(spec, 'has another form than it must have');
  if (allowed !== undefined && !allowed.includes(read)) throw refused(spec, 'is none of the allowed values');
  return read;
}

function typed(spec: ParameterSpec, value: unknown): unknown {
  const { type } = spec;
  if (type === 'any' || type === 'buffer') return value;
  if (NUMBER_TYPES.includes(type)) return readNumber(spec, value);
  if (type === 'boolean') return readBoolean(spec, value);
  if (type === 'date') return readDate(spec, value);
  if (type === 'array') return readList(spec, value);
  if (type === 'collection') return isCollection(value) ? readParameters(specsOf(spec), value) : refuse(spec, 'must be a collection');
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

function readList(spec: ParameterSpec, value: unknown): unknown[] {
  if (!Array.isArray(value)) return refuse(spec, 'must be a list');
  if (spec.spec === undefined) return value;
  const items = spec.spec;
  return value.map((item: unknown) => (Array.isArray(items) ? readParameters(items as ParameterSpec[], isCollection(item) ? item : refuse(spec, 'must hold collections')) : readValue(items as ParameterSpec, item)));
}

const specsOf = ({ spec }: ParameterSpec): readonly ParameterSpec[] => (Array.isArray(spec) ? (spec as ParameterSpec[]) : []);

/** Guess: a value that is mapped into a list of fixed choices must be one of them, unless the field is `editable`; choices from an RPC take any text. */
function readChoice(spec: ParameterSpec, value: unknown): unknown {
  if (spec.multiple) return fault(spec.name, 'a choice of many is not known here');
  const options = optionsOf(spec);
  if (options === null || spec.mode === 'edit' || spec.editable === true) return typeof value === 'object' ? refuse(spec, 'must be a text') : value;
  return options.some((option) => option.value === value) ? value : refuse(spec, 'is none of the choices');
}

function refuse(spec: ParameterSpec, problem: string): never {
  throw refused(spec, problem);
}

function refused({ label, name }: ParameterSpec, problem: string): MakeError {
  return new MakeError('BundleValidationError', `The field ${label ?? name} ${problem}.`);
}
