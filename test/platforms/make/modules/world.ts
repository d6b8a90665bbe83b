import { startEmulator, type Emulator, type EmulatorOptions } from '../../../../emulators/wireflow/index.js';
import { clockMovedBy, MakeEngine, sendTo, type Connection, type Readings } from '../../../../emulators/make/index.js';
import { APP } from '../make_world.js';
import { readingsOfRun } from '../readings_of_run.js';
import { MakeError } from '../../../../emulators/make/make_error.js';

export interface MakeWorld {
  readonly emulator: Emulator;
  readonly engine: MakeEngine;
  readonly connection: Connection;
  /** Runs a module that has a connection, and gives its one bundle. */
  run(id: string, values: Readonly<Record<string, unknown>>): Promise<Bundle>;
  /** Runs a module with the connection of a webhook, made of the value `webhook`; the rest are its fields. */
  runKeyless(id: string, values: Readonly<Record<string, unknown>>): Promise<Bundle>;
  /** The fields of a workflow's inputs, as the editor loads them. */
  inputsOf(workflow: string): Promise<readonly { readonly name: string }[]>;
  /** Runs a workflow by its short name. */
  runWorkflow(workflow: string, values?: Readonly<Record<string, unknown>>): Promise<Bundle>;
  sent(endpoint: string): number;
  close(): Promise<void>;
}

export type Bundle = Readonly<Record<string, unknown>>;

/** The emitted app on the test engine, against an emulator of its own whose clock is moved by waiting. */
export async function startMakeWorld(options: EmulatorOptions = {}, readings: Partial<Readings> = {}): Promise<MakeWorld> {
  const emulator = await startEmulator({ clock: 'manual', pictures: 'plain', ...options });
  const engine = new MakeEngine(APP, { send: sendTo(emulator.origin), clock: clockMovedBy(emulator.clock), readings: { ...readingsOfRun(), ...readings } });
  const connection = await engine.connect('apiKey', { apiKey: emulator.keys.full });
  const one = async (bundles: Promise<unknown[]>) => (await bundles)[0] as Bundle;
  const inputsOf = (workflow: string) =>
    engine.rpc('workflowInputs', { wf_workflow: emulator.workflow(workflow).id }, { connection }) as Promise<{ name: string }[]>;
  return {
    emulator,
    engine,
    connection,
    inputsOf,
    run: (id, values) => one(engine.run(id, values, { connection })),
    runKeyless: (id, values) => one(engine.run(id, values)),
    runWorkflow: async (workflow, values = {}) =>
      one(engine.run('runWorkflow', { wf_workflow: emulator.workflow(workflow).id, ...values }, { connection, fields: (await inputsOf(workflow)) as never })),
    sent: (endpoint) => emulator.requests.filter((request) => request.endpoint === endpoint).length,
    close: () => emulator.close(),
  };
}

/** How a run ends that is expected to fail. */
export async function failureOf(run: Promise<unknown>): Promise<MakeError> {
  const outcome = await run.then(
    () => new Error('The module was expected to fail, and did not'),
    (error: unknown) => error,
  );
  if (outcome instanceof MakeError) return outcome;
  throw outcome;
}
