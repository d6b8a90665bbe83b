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
    flow: steps.map(({ app, module, version, name: label, parameters = {}, mapper = {}, filter }, index): BlueprintModule => ({
      id: index + 1,
      module: `${app === 'wireflow' ? prefix : app}:${module}`,
      version,
      parameters,
      mapper,
      ...(filter === undefined ? {} : { filter }),
      // Without it one failure ends the run, and the first one switches a scenario off that is called from outside.
      ...(keepsWhatFailed && index > 0 ? { onerror: [keepIt(steps.length + index, index * STEP_WIDTH)] } : {}),
      metadata: { designer: { x: index * STEP_WIDTH, y: 0, name: label } },
    })),
    metadata: { instant: isInstant, version: 1, scenario: { ...SETTINGS, dlq: keepsWhatFailed }, designer: { orphans: [] } },
  };
}

/** Make's *Break*, which repeats nothing by itself: a person looks first. */
function keepIt(id: number, x: number): BlueprintModule {
  return { id, module: 'builtin:Break', version: 1, parameters: {}, mapper: { retry: false, count: 3, interval: 15 }, metadata: { designer: { x, y: ROUTE_HEIGHT, name: 'Keep it' } } };
}
