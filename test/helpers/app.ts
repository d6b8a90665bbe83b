import { createRequire } from 'node:module';
import zapier, { type Bundle, type ZObject } from 'zapier-platform-core';
import { prepareAppsOnce } from '../../emulators/zapier/prepared_once.js';
import { createZap, type Zap } from '../../demo/zap.js';
import { startZapierStandIn, type ZapierStandIn } from '../../emulators/zapier/store.js';
import { startProviders, type Providers } from '../../emulators/providers/index.js';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulators/wireflow/index.js';
import app from '../../index.js';
import { clock } from '../../platforms/zapier/clock.js';

/** Zapier's runtime ends a process that has grown large; here the emulator and many runs of the app live in it too. */
(createRequire(__filename)('zapier-platform-core/src/constants') as { KILL_MAX_LIMIT: number }).KILL_MAX_LIMIT = Infinity;
prepareAppsOnce();

export interface World {
  readonly emulator: Emulator;
  /** A connection with a key that may do everything. */
  readonly zap: Zap;
  /** A connection without a key. */
  readonly keyless: Zap;
  readonly standIn: ZapierStandIn;
  withKey(key: string): Zap;
  /** Any connection, by the fields of the connection's form. */
  withKeys(keys: Readonly<Record<string, string>>): Zap;
  close(): Promise<void>;
}

/** The app on Zapier's real handler, against an emulator of its own. Both read one clock, which is moved by hand. */
export async function startWorld(options: EmulatorOptions = {}): Promise<World> {
  const emulator = await startEmulator({ clock: 'manual', pictures: 'plain', ...options });
  const realClock = { ...clock };
  Object.assign(clock, { now: () => emulator.clock.now(), sleep: async (ms: number) => emulator.clock.advance(ms) });
  process.env['WIREFLOW_BASE_URL'] = emulator.url;
  const standIn = await startZapierStandIn(() => emulator.clock.now());
  const withKey = (key: string) => createZap(app, standIn, { api_key: key });
  return {
    emulator,
    standIn,
    withKey,
    withKeys: (keys) => createZap(app, standIn, { ...keys }),
    zap: withKey(emulator.keys.full),
    keyless: createZap(app, standIn, {}),
    close: async () => {
      delete process.env['WIREFLOW_BASE_URL'];
      Object.assign(clock, realClock);
      await Promise.all([emulator.close(), standIn.close()]);
    },
  };
}

/** The error that a step ends with; a step that ends well fails the test. */
export async function errorOf(step: Promise<unknown>): Promise<{ name: string; message: string; delay?: number }> {
  const outcome = await step.then(
    () => null,
    (error: unknown) => error as Error,
  );
  if (outcome === null) throw new Error('The step was expected to fail, and did not');
  return { name: outcome.name, ...readMessage(outcome.message) };
}

function readMessage(message: string): { message: string; delay?: number } {
  try {
    return JSON.parse(message) as { message: string; delay?: number };
  } catch {
    return { message };
  }
}

/** Runs `perform` with the app's middleware, as Zapier's own test tool does. */
export const appTester: <T>(perform: (z: ZObject, bundle: Bundle<Record<string, unknown>>) => Promise<T>, bundle?: object) => Promise<T> =
  zapier.createAppTester(app) as never;

/** A world with the three image providers, which read the same clock. */
export async function startFluxWorld(options: EmulatorOptions = {}): Promise<World & { readonly providers: Providers; readonly keys: Record<'bfl_key' | 'deepinfra_key' | 'replicate_key', string> }> {
  const world = await startWorld(options);
  const { clock: shared } = world.emulator;
  const advance = (ms: number) => shared.advance(ms);
  const providers = await startProviders({ clock: { now: () => shared.now(), advance, pass: async (ms) => advance(ms) }, pictures: 'plain' });
  const urls = { BFL_BASE_URL: providers.bfl.url, DEEPINFRA_BASE_URL: providers.deepinfra.url, REPLICATE_BASE_URL: providers.replicate.url };
  Object.assign(process.env, urls);
  return {
    ...world,
    providers,
    keys: { bfl_key: providers.bfl.account.key, deepinfra_key: providers.deepinfra.account.key, replicate_key: providers.replicate.account.key },
    close: async () => {
      for (const name of Object.keys(urls)) delete process.env[name];
      await Promise.all([world.close(), providers.close()]);
    },
  };
}
