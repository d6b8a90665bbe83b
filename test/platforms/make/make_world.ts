import { startEmulator, type Emulator, type EmulatorOptions, type Profile } from '../../../emulators/wireflow/index.js';
import { clockMovedBy, loadApp, MakeEngine, MakeError, sendTo, type Connection, type ParameterSpec, type Readings } from '../../../emulators/make/index.js';
import { readingsOfRun } from './readings_of_run.js';

/** What the emitter wrote, as Make would get it. */
export const APP = loadApp('platforms/make/app');

export const PROFILES: readonly Profile[] = ['superset', 'article', 'docs', 'modern'];

/** Both answers to the two questions that change what an error table and a wait are. */
export const TABLE_READINGS: readonly Pick<Readings, 'baseErrors' | 'repeatLimit'>[] = [
  { baseErrors: 'replaced', repeatLimit: 'calls' },
  { baseErrors: 'merged', repeatLimit: 'repeats' },
];

export type Bundle = Readonly<Record<string, unknown>>;

/** The Make app in the engine, against an emulator of its own; time passes only in the engine's waits. */
export interface MakeWorld {
  readonly emulator: Emulator;
  readonly engine: MakeEngine;
  /** A connection whose key may do everything, unless another key was asked for. */
  readonly connection: Connection;
  /** Runs a module with the connection that it needs; gives its one bundle. */
  one(module: string, values?: Bundle): Promise<Bundle>;
  all(module: string, values?: Bundle): Promise<readonly Bundle[]>;
  /** The requests of this kind that reached Wireflow. */
  sent(...endpoints: string[]): Emulator['requests'];
}

export interface MakeWorldOptions extends EmulatorOptions {
  readonly readings?: Partial<Readings>;
  /** How long each request takes on the engine's clock. */
  readonly requestMs?: number;
  readonly key?: string;
}

const worlds: MakeWorld[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map(({ emulator }) => emulator.close()));
});

export async function startMakeWorld({ readings = {}, requestMs = 0, key, ...options }: MakeWorldOptions = {}): Promise<MakeWorld> {
  const emulator = await startEmulator({ clock: 'manual', pictures: 'plain', ...options });
  const send = sendTo(emulator.origin);
  const engine = new MakeEngine(APP, {
    readings: { ...readingsOfRun(), ...readings },
    clock: clockMovedBy(emulator.clock),
    send: async (request) => {
      emulator.clock.advance(requestMs);
      return send(request);
    },
  });
  // Made without the test call, so that a key that is refused can be tried in every module.
  const connection: Connection = { id: 'apiKey', label: null, data: { apiKey: key ?? emulator.keys.full } };
  /** The fields of a workflow's inputs, as the editor keeps them with a scenario; asked for outside of what a test counts. */
  const fieldsFor = ({ wf_workflow: workflow }: Bundle): ParameterSpec[] =>
    emulator.workflows.find(({ id }) => id === workflow)?.nodes.map(({ id }) => ({ name: id, type: 'any' })) ?? [];
  const all = async (module: string, values: Bundle = {}) => {
    // A webhook's connection is made of the value that has its name, where a test gives one.
    const needed = APP.modules[module]?.connection === 'webhook' ? null : connection;
    const fields = module === 'runWorkflow' ? fieldsFor(values) : [];
    return (await engine.run(module, values, { connection: needed, fields })) as Bundle[];
  };
  const world: MakeWorld = {
    emulator,
    engine,
    connection,
    all,
    one: async (module, values) => {
      const bundles = await all(module, values);
      expect(bundles).toHaveLength(1);
      return bundles[0] as Bundle;
    },
    sent: (...endpoints) => emulator.requests.filter(({ endpoint }) => endpoints.includes(endpoint)),
  };
  worlds.push(world);
  return world;
}

/** The error that a run ends with; anything but a MakeError fails the test. */
export async function makeErrorOf(run: Promise<unknown>): Promise<MakeError> {
  const outcome = await run.then(
    (value) => value,
    (error: unknown) => error,
  );
  if (outcome instanceof MakeError) return outcome;
  if (outcome instanceof Error) throw outcome;
  throw new Error(`The execution was expected to fail, and gave ${JSON.stringify(outcome)}`);
}
