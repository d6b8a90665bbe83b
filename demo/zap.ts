import zapier from 'zapier-platform-core';
import type { ZapierStandIn } from '../emulators/zapier/store.js';

/** One connection in use by Zaps: runs methods of the app as Zapier's servers do, through Zapier's own handler. */
export interface Zap {
  run<T>(method: string, inputData?: Record<string, unknown>, meta?: Record<string, unknown>): Promise<T>;
  /** Runs the hydrator that a step's output promises a file with; returns the file's address in Zapier's store. */
  hydrate(promise: string): Promise<string>;
}

type Handler = (event: Record<string, unknown>) => Promise<{ results: unknown }>;

/** The entry that Zapier's servers call; its types leave it out. */
const { createAppHandler } = zapier as unknown as { createAppHandler: (app: object) => Handler };

const HYDRATE = /^hydrate\|\|\|(.*)\|\|\|hydrate$/s;

/** @param app the app as `dist/index.js` exports it */
export function createZap(app: object, standIn: Pick<ZapierStandIn, 'rpcUrl'>, authData: Record<string, string>): Zap {
  const handler = createAppHandler(app);
  // The runtime asks for a key before it calls its store; the stand-in takes any.
  process.env['ZAPIER_DEPLOY_KEY'] ??= 'local';

  const execute = async (method: string, inputData: Record<string, unknown>, meta: Record<string, unknown>) => {
    const bundle = { authData, inputData, meta };
    // As a local run: otherwise the runtime prints its memory use at every call.
    const event = { command: 'execute', method, bundle, rpc_base: standIn.rpcUrl, calledFromCli: true };
    return withoutStepLog(async () => (await handler(event)).results);
  };

  return {
    run: async <T>(method: string, inputData = {}, meta = {}) => (await execute(method, inputData, meta)) as T,
    hydrate: async (promise) => {
      const json = HYDRATE.exec(promise)?.[1];
      if (json === undefined) throw new Error('This value promises no file');
      const { method, bundle } = JSON.parse(json) as { method: string; bundle: Record<string, unknown> };
      return (await execute(method, bundle, {})) as string;
    },
  };
}

const { log } = console;
let stepsRunning = 0;

/** The runtime prints what a step logs; that belongs into Zapier's log of the step, not between our lines. */
async function withoutStepLog<T>(run: () => Promise<T>): Promise<T> {
  stepsRunning += 1;
  console.log = () => undefined;
  try {
    return await run();
  } finally {
    stepsRunning -= 1;
    if (stepsRunning === 0) console.log = log;
  }
}
