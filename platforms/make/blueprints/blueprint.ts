import type { Json } from '../format/component.js';

/** What stands before the colon of a module of ours until Make has approved the app: its private name, which Make chooses. */
export const DEFAULT_PREFIX = 'app#wireflow';

export type Values = Readonly<Record<string, Json>>;

export interface Filter {
  readonly name: string;
  /** Lists of conditions that all must hold; one list that holds is enough. */
  readonly conditions: readonly (readonly { readonly a: string; readonly o: string; readonly b?: string }[])[];
}

/** A module in a scenario; `module` of ours is its id alone until the blueprint is laid out. */
export interface Step {
  readonly app: 'wireflow' | string;
  readonly module: string;
  readonly version: number;
  /** As it stands under the circle in the editor. */
  readonly name: string;
  /** What is fixed for the scenario. */
  readonly parameters?: Values;
  /** What may be mapped, in Make's scenario language. */
  readonly mapper?: Values;
  readonly filter?: Filter;
  /** Required fields that only the person who imports it can fill in. */
  readonly left?: readonly string[];
  /** What is done where it fails, in place of keeping it for a person: modules, and what goes on in its place. */
  readonly onFailure?: { readonly steps: readonly Step[]; readonly resume: Values };
}

export interface Scenario {
  readonly file: string;
  readonly name: string;
  /** One sentence for who reads the list. */
  readonly description: string;
  /** Whether its first module is called from outside, and not by a schedule. */
  readonly isInstant?: boolean;
  /**
   * Whether a bundle that fails is kept under *Incomplete executions*, where a person takes it up again, while the other
   * bundles go on and the scenario stays on. Only for scenarios in which a module that runs again pays nothing.
   */
  readonly keepsWhatFailed?: boolean;
  readonly steps: readonly Step[];
}

export interface BlueprintModule {
  readonly id: number;
  readonly module: string;
  readonly version: number;
  readonly parameters: Values;
  readonly mapper: Values;
  readonly filter?: Filter;
  readonly onerror?: readonly BlueprintModule[];
  readonly metadata: { readonly designer: { readonly x: number; readonly y: number; readonly name: string } };
}

/** A scenario as Make imports it: *Import blueprint* in the editor, or its API. */
export interface Blueprint {
  readonly name: string;
  readonly description: string;
  readonly flow: readonly BlueprintModule[];
  readonly metadata: object;
}

const STEP_WIDTH = 300;
const ROUTE_HEIGHT = 150;

/** Make's own defaults for a new scenario (GitHub `integromat/make-skills`, blueprint construction). */
const SETTINGS = {
  roundtrips: 1,
  maxErrors: 3,
  autoCommit: true,
  autoCommitTriggerLast: true,
  sequential: false,
  confidential: false,
  dataloss: false,
  freshVariables: false,
};

/**
 * A scenario as a blueprint. It holds no connection, no account's ID and no zone: those belong to who imports it, and
 * Make's editor asks for them.
 *
 * @param prefix what stands before the colon of our modules in a blueprint that Make exports
 */
export function blueprintOf({ name, description, isInstant = false, keepsWhatFailed = false, steps }: Scenario, prefix = DEFAULT_PREFIX): Blueprint {
  return {
    name,
    description,
    flow: steps.map((step, index): BlueprintModule => ({
      ...laidOut(step, { id: index + 1, x: index * STEP_WIDTH, y: 0 }, prefix),
      // Without it one failure ends the run, and the first one switches a scenario off that is called from outside.
      ...(step.onFailure !== undefined ? { onerror: elsewhere(step.onFailure, index, prefix) } : keepsWhatFailed && index > 0 ? { onerror: [keepIt(steps.length + index, index * STEP_WIDTH)] } : {}),
    })),
    metadata: { instant: isInstant, version: 1, scenario: { ...SETTINGS, dlq: keepsWhatFailed }, designer: { orphans: [] } },
  };
}

function laidOut({ app, module, version, name, parameters = {}, mapper = {}, filter }: Step, { id, x, y }: { readonly id: number; readonly x: number; readonly y: number }, prefix: string): BlueprintModule {
  return { id, module: `${app === 'wireflow' ? prefix : app}:${module}`, version, parameters, mapper, ...(filter === undefined ? {} : { filter }), metadata: { designer: { x, y, name } } };
}

/** The numbers of the modules on an error route, apart from all others: the first of the route of the second module is 201. */
const ROUTE_IDS = 100;

/** A route that ends with Make's *Resume*: what it gives stands in for what the failed module would have given. */
function elsewhere({ steps, resume }: NonNullable<Step['onFailure']>, index: number, prefix: string): BlueprintModule[] {
  const place = (at: number) => ({ id: ROUTE_IDS * (index + 1) + at + 1, x: (index + at) * STEP_WIDTH, y: ROUTE_HEIGHT });
  const { id, x, y } = place(steps.length);
  return [...steps.map((step, at) => laidOut(step, place(at), prefix)), { id, module: 'builtin:Resume', version: 1, parameters: {}, mapper: resume, metadata: { designer: { x, y, name: 'Go on with it' } } }];
}

/** Make's *Break*, which repeats nothing by itself: a person looks first. */
function keepIt(id: number, x: number): BlueprintModule {
  return { id, module: 'builtin:Break', version: 1, parameters: {}, mapper: { retry: false, count: 3, interval: 15 }, metadata: { designer: { x, y: ROUTE_HEIGHT, name: 'Keep it' } } };
}
