import zapier from 'zapier-platform-core';
import { readFieldFunctions, type FieldFunction } from './field_functions.js';

/** What Zapier stores of an app when it is pushed: plain JSON, with a marker such as `$func$2$f$` for each function. */
export interface Definition {
  version: string;
  platformVersion: string;
  authentication?: Authentication;
  triggers: Record<string, Step>;
  creates: Record<string, Step>;
  searches: Record<string, Step>;
  searchOrCreates?: Record<string, SearchOrCreate>;
  searchAndCreates?: Record<string, SearchOrCreate>;
  flags?: Record<string, boolean>;
  /** Ours: what each function in a field list answered before a person has filled anything in. */
  fieldFunctions: FieldFunction[];
}

export interface Authentication {
  type: string;
  fields?: Field[];
  connectionLabel?: unknown;
}

export interface Step {
  key: string;
  noun?: string;
  display: Display;
  operation: Operation;
}

export interface Display {
  label?: string;
  description?: string;
  directions?: string;
  hidden?: boolean;
}

export interface Operation {
  type?: string;
  inputFields?: (Field | string)[];
  inputFieldGroups?: FieldGroup[];
  outputFields?: (Field | string)[];
  sample?: unknown;
  perform?: unknown;
  performList?: unknown;
  performSubscribe?: unknown;
  performUnsubscribe?: unknown;
  throttle?: { key?: string };
  lock?: { key?: string };
  cleanInputData?: boolean;
}

export interface Field {
  key: string;
  label?: string;
  helpText?: string;
  placeholder?: string;
  type?: string;
  required?: boolean;
  default?: string;
  list?: boolean;
  dict?: boolean;
  children?: Field[];
  choices?: unknown;
  dynamic?: string;
  search?: string;
  dependsOn?: string[];
  group?: string;
  inputFormat?: string;
  computed?: boolean;
  primary?: boolean;
  altersDynamicFields?: boolean;
  /** Ours: the field stands in no list of the definition; a function gave it. */
  fromFunction?: boolean;
}

export interface FieldGroup {
  key: string;
  label?: string;
  emphasize?: boolean;
}

export interface SearchOrCreate {
  key: string;
  display: Display;
  search: string;
  create: string;
  update?: string;
}

/** The entry that Zapier's servers call; its types leave it out. */
const { createAppHandler } = zapier as unknown as {
  createAppHandler: (app: object) => (event: Record<string, unknown>) => Promise<{ results: unknown }>;
};

/**
 * The app as Zapier compiles it, with the fields that functions give put in next to the functions that gave them.
 *
 * @param app the app as `index.ts` exports it
 */
export async function readDefinition(app: object): Promise<Definition> {
  const { results } = await createAppHandler(app)({ command: 'definition', calledFromCli: true });
  const definition = structuredClone(results) as Omit<Definition, 'fieldFunctions'>;
  return { ...definition, fieldFunctions: await readFieldFunctions(app, definition) };
}
