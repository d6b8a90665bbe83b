import { createRequire } from 'node:module';
import path from 'node:path';
import { formatWithOptions } from 'node:util';
import zapier from 'zapier-platform-core';
import { prepareAppsOnce } from '../../emulators/zapier/prepared_once.js';
import { startZapierStandIn, type ZapierStandIn } from '../../emulators/zapier/store.js';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulators/wireflow/index.js';
import type { ProviderName } from '../../core/providers/job.js';
import app from '../../index.js';
import { clock } from '../../platforms/zapier/clock.js';
import { hear } from './ear.js';

/** Runs a method of the app for one connection, through the handler that Zapier's servers call. */
export type Run = <T>(method: string, inputData?: Readonly<Record<string, unknown>>, meta?: Readonly<Record<string, unknown>>) => Promise<T>;

/** Whose host it is. */
export type Owner = 'wireflow' | ProviderName;

/** Where each service of this thread is, as `host:port`, for whoever watches what is sent there. */
export const hosts = new Map<string, Owner>();

export interface World {
  readonly emulator: Emulator;
  readonly standIn: ZapierStandIn;
  /** @param apiKey none for a connection that only knows webhooks */
  connection(apiKey?: string): Run;
  /** @param authData the fields of the connection's form */
  connectionWith(authData: Readonly<Record<string, string>>): Run;
  close(): Promise<void>;
}

type Handler = (event: Record<string, unknown>) => Promise<{ results: unknown }>;

/** The entry that Zapier's servers call; its types leave it out. */
const { createAppHandler } = zapier as unknown as { createAppHandler: (app: object) => Handler };

/** Zapier's runtime ends a process that has grown large; here the emulator and its replies of 20 MB live in it too. */
const runtime = createRequire(path.resolve('package.json'))('zapier-platform-core/src/constants') as { KILL_MAX_LIMIT: number };
runtime.KILL_MAX_LIMIT = Infinity;
prepareAppsOnce();

/** The compiled app, an emulator and what Zapier keeps for the app; all on one clock that waits move on. */
export async function startWorld(options: EmulatorOptions = {}): Promise<World> {
  const emulator = await startEmulator({ clock: 'manual', pictures: 'plain', limits: { requestsPerMinute: Infinity, executionsPerMinute: Infinity, executionsPerDay: Infinity }, credits: 1e9, ...options });
  hosts.set(new URL(emulator.origin).host, 'wireflow');
  const realClock = { ...clock };
  // A clock that runs by itself is not moved on: waiting takes its time, which may be made to pass faster (scaled_time.ts).
  const sleep = options.clock === 'real' ? (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)) : async (ms: number) => emulator.clock.advance(ms);
  Object.assign(clock, { now: () => emulator.clock.now(), sleep });
  process.env['WIREFLOW_BASE_URL'] = emulator.url;
  process.env['ZAPIER_DEPLOY_KEY'] ??= 'local';
  const standIn = await startZapierStandIn(() => emulator.clock.now());
  const handler = createAppHandler(app);
  const { log, info, warn, error, debug } = globalThis.console;
  // Zapier's runtime prints what the app logs: it is listened to instead.
  const listener = (...words: unknown[]) => hear('log', 'console', formatWithOptions({ depth: Infinity }, ...words));
  Object.assign(globalThis.console, { log: listener, info: listener, warn: listener, error: listener, debug: listener });
  const connectionWith: World['connectionWith'] = (authData) => async <T>(method: string, inputData = {}, meta = {}) => {
    const customLogger = (message: string, data: object) => hear('log', method, `${message} ${JSON.stringify(data)}`);
    const event = { command: 'execute', method, bundle: { authData, inputData, meta }, rpc_base: standIn.rpcUrl, calledFromCli: true, customLogger };
    try {
      const { results } = await handler(event);
      hear('result', method, JSON.stringify(results));
      return results as T;
    } catch (error) {
      hear('error', method, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      throw error;
    }
  };
  return {
    emulator,
    standIn,
    connection: (apiKey) => connectionWith(apiKey === undefined ? {} : { api_key: apiKey }),
    connectionWith,
    close: async () => {
      Object.assign(globalThis.console, { log, info, warn, error, debug });
      delete process.env['WIREFLOW_BASE_URL'];
      Object.assign(clock, realClock);
      await Promise.all([emulator.close(), standIn.close()]);
    },
  };
}
