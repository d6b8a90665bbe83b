import { rememberStart } from '../../../core/watching/own_starts.js';
import { startProviders, type Providers } from '../../../emulators/providers/index.js';
import { startZapierStandIn, type ZapierStandIn } from '../../../emulators/zapier/store.js';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../emulators/wireflow/index.js';
import { memoryIn } from './starts.js';

/** A request that the service has been sent. */
export interface SentRequest {
  readonly method: string;
  /** With the query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where the service is, and what it knows. */
export interface Service {
  readonly url: string;
  readonly rpcUrl: string;
  readonly key: string;
  /** Of one workflow with a webhook. */
  readonly workflowId: string;
  readonly webhookUrl: string;
  /** The image providers beside it: the environment that leads to them, and a connection's keys. */
  readonly providers: { readonly environment: Readonly<Record<string, string>>; readonly keys: Readonly<Record<string, string>> };
}

const NO_LIMITS = { requestsPerMinute: Infinity, executionsPerMinute: Infinity, executionsPerDay: Infinity };
const WORKFLOW = 'text-to-image';

let emulator: Emulator;
let standIn: ZapierStandIn;
let providers: Providers;
let taken = 0;
let takenOfProviders = 0;

/** What a bench may ask of the process that plays Wireflow and Zapier. Arguments and results are plain data. */
export const commands = {
  async start(options: Omit<EmulatorOptions, 'onRequest'>): Promise<Service> {
    // Limits stand here because JSON knows no Infinity.
    [emulator, standIn, providers] = await Promise.all([
      startEmulator({ ...options, limits: NO_LIMITS, credits: 1e9 }),
      startZapierStandIn(),
      startProviders({ clock: 'real', durationMs: 1, balanceUsd: 1e6, pictures: 'plain' }),
    ]);
    const { id: workflowId } = emulator.workflow(WORKFLOW);
    return { url: emulator.url, rpcUrl: standIn.rpcUrl, key: emulator.keys.full, workflowId, webhookUrl: emulator.webhookUrl(WORKFLOW), providers: addressesOf(providers) };
  },
  /**
   * Adds completed executions, one every `everyMs` and the last of them just now, each as if a step of the app had
   * started it; returns the last one's id.
   */
  async addHistory(count: number, everyMs: number): Promise<string> {
    const nowMs = emulator.clock.now();
    const memory = memoryIn(standIn);
    let id = '';
    for (let index = count - 1; index >= 0; index -= 1) {
      const execution = emulator.addExecution({ finishedAt: nowMs - index * everyMs });
      ({ id } = execution);
      await rememberStart(memory, id, execution.workflowId, execution.createdAt);
    }
    return id;
  },
  async advance(ms: number): Promise<void> {
    emulator.clock.advance(ms);
  },
  /** The requests since this was last asked. */
  async takeRequests(): Promise<SentRequest[]> {
    const fresh = emulator.requests.slice(taken);
    taken = emulator.requests.length;
    const { bfl } = providers;
    const ofProviders = bfl.account.requests.slice(takenOfProviders).map(({ method, url, headers, body }) => ({ method, url: `${bfl.account.origin}${url}`, headers, body }));
    takenOfProviders = bfl.account.requests.length;
    const ofWireflow = fresh.map(({ method, path, query, headers, body }) => {
      const search = new URLSearchParams(query).toString();
      return { method, url: `${emulator.origin}${path}${search && `?${search}`}`, headers, body };
    });
    return [...ofWireflow, ...ofProviders];
  },
  /** CPU time of this process so far, ms. */
  async cpuMs(): Promise<number> {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};
export type Commands = typeof commands;

function addressesOf({ bfl, deepinfra, replicate }: Providers): Service['providers'] {
  return {
    environment: { BFL_BASE_URL: bfl.url, DEEPINFRA_BASE_URL: deepinfra.url, REPLICATE_BASE_URL: replicate.url },
    keys: { bfl_key: bfl.account.key, deepinfra_key: deepinfra.account.key, replicate_key: replicate.account.key },
  };
}
