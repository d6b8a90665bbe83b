import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readApiKey } from '../../../core/api/api_key.js';
import { baseUrlFrom, isLoopback } from '../../../core/api/base_url.js';
import { checkedLookup } from '../../../core/api/checked_lookup.js';
import { WireflowClient } from '../../../core/api/client.js';
import { ENDPOINTS, type EndpointName } from '../../../core/api/endpoints.js';
import { fetchTransport } from '../../../core/api/fetch_transport.js';
import { isSafeLink } from '../../../core/api/safe_link.js';
import type { HttpRequest, Transport } from '../../../core/api/transport.js';
import type { LockingMemory } from '../../../core/memory.js';
import { badInput } from '../../../core/model/errors.js';
import { steadyNow } from '../../../core/runs/steady_clock.js';
import type { Clock } from '../../../core/runs/wait_for_end.js';
import { valueOf, type Call } from '../definition/command.js';
import { fileMemory } from '../files/file_memory.js';
import { stateFolder } from '../files/state_folder.js';
import type { Host } from '../host.js';
import type { Stage } from './interruption.js';

/** One use of Wireflow: a client, what it remembers, and how far it has come. */
export interface Session {
  readonly client: WireflowClient;
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly memory: LockingMemory;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  stage: Stage;
}

/** Longer keys and webhooks there are none; a larger file is another file. */
const MOST_SECRET_BYTES = 8192;

/**
 * @param clock the machine's own for a command that goes on for days, in which the machine may sleep
 * @throws WireflowError for a key or an address that can't be used
 */
export async function openSession({ host, values }: Pick<Call, 'host' | 'values'>, wrap: (transport: Transport) => Transport = (transport) => transport, clock = clockOf(host)): Promise<Session> {
  const baseUrl = baseUrlFrom(host.env);
  const transport = wrap(transportOf(host, baseUrl));
  const apiKey = readApiKey(await keyOf(host, valueOf(values, 'api-key-file')));
  return {
    client: new WireflowClient({ transport, baseUrl, apiKey, now: clock.now }),
    baseUrl,
    transport,
    memory: fileMemory(stateFolder(host.env), host.now),
    clock,
    signal: host.signal,
    stage: { at: 'before' },
  };
}

/** Ctrl-C cuts off what only asks: a start that it cut off would have to be called lost. */
export function transportOf(host: Host, baseUrl: string): Transport {
  const send = fetchTransport({ fetch: host.fetch, checkAddress: (url) => checkAddress(url, baseUrl) });
  return async (request) => send(mayBeCutOff(request) ? { ...request, signal: host.signal } : request);
}

function mayBeCutOff({ endpoint, method }: HttpRequest): boolean {
  return method === 'GET' || (Object.hasOwn(ENDPOINTS, endpoint) && !ENDPOINTS[endpoint as EndpointName].starts);
}

/**
 * The clock of one command, which no setting of the machine's clock moves. Sleeps no more once somebody has pressed Ctrl-C: what waits for
 * the sleep then waits for ever, and is let go.
 *
 * @param now another present, ms since 1970
 */
export function clockOf(host: Host, now = steadyNow(host.now, host.passed)): Clock {
  return { now, sleep: (ms) => (host.signal.aborted ? new Promise(() => undefined) : host.sleep(ms).then(() => (host.signal.aborted ? new Promise(() => undefined) : undefined))) };
}

async function keyOf(host: Host, file: string | undefined): Promise<string | undefined> {
  if (file !== undefined) return secretFrom(host, file, 'api-key-file');
  const key = host.env['WIREFLOW_API_KEY'];
  if (key !== undefined && key.trim() !== '') return key;
  const named = host.env['WIREFLOW_API_KEY_FILE']?.trim();
  return named ? secretFrom(host, named, 'WIREFLOW_API_KEY_FILE') : undefined;
}

/** A secret that lies in a file, or comes in on standard input. @throws WireflowError `bad_input` that does not repeat what was read */
export async function secretFrom(host: Host, file: string, option: string): Promise<string> {
  const words = file === '-' ? await host.stdin() : await readFile(path.resolve(host.folder, file), 'utf8').catch(() => null);
  const name = option.startsWith('WIREFLOW') ? option : `--${option}`;
  if (words === null) throw badInput(option, `The file that ${name} names can not be read.`, 'Check its path and its permissions.');
  if (words.trim() === '') throw badInput(option, `What ${name} names is empty.`, 'Put the secret into it, alone.');
  if (words.length > MOST_SECRET_BYTES) throw badInput(option, `What ${name} names is too long for a secret.`, 'Name the file that holds the secret alone.');
  return words.trim();
}

/** Refuses an address that leads into a private network, or is not https. @throws with a code that says that nothing was sent */
async function checkAddress(url: string, baseUrl: string): Promise<void> {
  if (!isSafeLink(url, baseUrl)) throw Object.assign(new Error('Not a safe address'), { code: 'ERR_PRIVATE_ADDRESS' });
  if (isLoopback(new URL(url))) return;
  await new Promise<void>((resolve, reject) => checkedLookup(new URL(url).hostname, {}, (error) => (error === null ? resolve() : reject(error))));
}
