import zapier from 'zapier-platform-core';
import type { Definition, Field, Operation } from './definition.js';
import { isMarker, KINDS } from './steps.js';

/** What came of one function in a list of fields. */
export interface FieldFunction {
  where: string;
  /** `service`: what it gives in the end, only the service knows. `failed`: it gave an error before anything was filled in. */
  answer: 'fields' | 'service' | 'failed';
  error?: string;
}

type FieldSource = (z: object, bundle: object) => unknown;
type RawApp = Record<string, Record<string, { operation: Record<string, unknown[]> }>>;

interface Outcome {
  fields: Field[];
  askedService: boolean;
  error?: string;
}

/**
 * Runs every function that stands in a list of fields, without a network: with nothing filled in, and again for each
 * choice of the fields that change the form. The fields it gives join their list.
 */
export async function readFieldFunctions(app: object, definition: Omit<Definition, 'fieldFunctions'>): Promise<FieldFunction[]> {
  const authData = Object.fromEntries((definition.authentication?.fields ?? []).map(({ key }) => [key, 'filled-in']));
  const functions: FieldFunction[] = [];
  for (const kind of KINDS) {
    for (const [key, { operation }] of Object.entries(definition[kind])) {
      for (const list of ['inputFields', 'outputFields'] as const) {
        for (const [index, source] of sources(app, `${kind}.${key}`, list)) {
          const where = `${kind}.${key}.${list}[${index}]`;
          const outcomes: Outcome[] = [];
          for (const inputData of fillings(operation)) outcomes.push(await run(app, source, { authData, inputData, meta: {} }));
          addFields(operation, list, index, outcomes.flatMap(({ fields }) => fields));
          functions.push({ where, ...summary(outcomes) });
        }
      }
    }
  }
  return functions;
}

function sources(app: object, step: string, list: 'inputFields' | 'outputFields'): [number, FieldSource][] {
  const [kind, key] = step.split('.') as [string, string];
  const entries = [...((app as RawApp)[kind]?.[key]?.operation?.[list] ?? [])].entries();
  return [...entries].filter((entry): entry is [number, FieldSource] => typeof entry[1] === 'function');
}

/** Values to run a field function with: none at all, then each choice that could change the form. */
function fillings({ inputFields = [] }: Operation): Record<string, string>[] {
  const switches = inputFields.filter((field): field is Field => typeof field !== 'string' && field.altersDynamicFields === true);
  return [{}, ...switches.flatMap((field) => valuesOf(field).map((value) => ({ [field.key]: value })))];
}

function valuesOf({ choices }: Field): string[] {
  if (Array.isArray(choices)) return choices.map((choice: unknown) => String((choice as { value?: string }).value ?? choice));
  const isList = typeof choices === 'object' && choices !== null && !('perform' in choices);
  return isList ? Object.keys(choices) : ['chosen'];
}

async function run(app: object, source: FieldSource, bundle: object): Promise<Outcome> {
  let askedService = false;
  const request = async () => {
    askedService = true;
    throw new Error('There is no network here');
  };
  // What lives on Zapier's side is not there either: an empty cache stands in for it.
  const cache = { get: async () => null, set: async () => true, delete: async () => true };
  const offline = (z: object, given: object) => source({ ...z, request, cache }, given);
  try {
    const given = (await zapier.createAppTester(app as never)(offline as never, bundle as never)) as unknown;
    const list = (Array.isArray(given) ? given : [given]) as Field[];
    return { fields: list.map((field) => ({ ...field, fromFunction: true })), askedService };
  } catch (error) {
    return { fields: [], askedService, error: (error as Error).message.split('\n')[0] ?? '' };
  }
}

/** Behind the function's own marker, the one of these that is counted by its place in the app's list. */
function addFields(operation: Operation, list: 'inputFields' | 'outputFields', index: number, fields: Field[]): void {
  const all = operation[list] ?? [];
  const known = new Set(all.map((field) => (isMarker(field) ? '' : field.key)));
  // Markers of functions look alike, so it is counted rather than searched for.
  const own = [...all.keys()].filter((at) => isMarker(all[at]) || (all[at] as Field).fromFunction !== true);
  let place = (own[index] ?? all.length - 1) + 1;
  for (const field of fields) {
    if (known.has(field.key)) continue;
    known.add(field.key);
    all.splice(place, 0, field);
    place += 1;
  }
}

function summary(outcomes: Outcome[]): Omit<FieldFunction, 'where'> {
  const [empty, ...filled] = outcomes as [Outcome, ...Outcome[]];
  if (empty.error !== undefined && !empty.askedService) return { answer: 'failed', error: empty.error };
  // A made-up choice may be refused for what it is; that, too, only the service can settle.
  const needsService = empty.askedService || filled.some(({ askedService, error }) => askedService || error !== undefined);
  return { answer: needsService ? 'service' : 'fields' };
}
