import type { ProviderName } from '../../../core/providers/job.js';
import { clockMovedBy, loadApp, MakeEngine, MakeError, type MakeApp } from '../../../emulators/make/index.js';
import type { HttpReply, HttpRequest } from '../../../emulators/make/http.js';
import { startProviders, type Providers } from '../../../emulators/providers/index.js';
import { faults, type Fault } from '../matrix/faults.js';
import { UNFIT } from '../matrix/cell.js';
import type { Filled, Row } from '../matrix/row.js';
import { providerFault, type Place } from '../provider_fault.js';
import { tellHosts } from '../provider_world.js';

const APP_FOLDER = 'platforms/make/app';
const NAMES = ['bfl', 'deepinfra', 'replicate'] as const satisfies readonly ProviderName[];
/** Public hosts, as the app names them; what stands for them on this machine is told by the wire. */
const HOSTS: Readonly<Record<ProviderName, { readonly api: RegExp; readonly look: string; readonly file: string }>> = {
  bfl: { api: /^api(\.[a-z]{2}\d*)?\.bfl\.ai$/, look: 'api.eu2.bfl.ai', file: 'delivery-eu1.bfl.ai' },
  deepinfra: { api: /^api\.deepinfra\.com$/, look: 'api.deepinfra.com', file: 'delivery-us1.bfl.ai' },
  replicate: { api: /^api\.replicate\.com$/, look: 'api.replicate.com', file: 'replicate.delivery' },
};

/** One way to use a module that asks a provider, and where it asks. */
interface ModuleCase {
  readonly module: string;
  readonly provider: ProviderName;
  readonly buys: boolean;
  readonly places: readonly Place[];
}

const inKey = (provider: ProviderName): string => `${provider[0]?.toUpperCase() ?? ''}${provider.slice(1)}Image`;
export const MODULE_CASES: readonly ModuleCase[] = NAMES.flatMap((provider): ModuleCase[] => [
  { module: `generate${inKey(provider)}`, provider, buys: true, places: provider === 'deepinfra' ? ['start', 'file'] : ['start', 'look', 'file'] },
  ...(provider === 'deepinfra' ? [] : [{ module: `get${inKey(provider)}`, provider, buys: false, places: ['look', 'file'] as const }]),
]);

/** Make's own time-outs belong to Make; where nobody listens is told like a dropped connection. */
const LEFT_OUT = new Set(['time-out', 'connection refused']);
/** One look and one purchase with a picture in it: the others are read by the same expressions. */
const isEnoughOfHuge = (provider: ProviderName, place: Place): boolean => (provider === 'bfl' && place === 'look') || (provider === 'deepinfra' && place === 'start');
/** Make raises these itself, and the app can not turn them into others (docs/make-engine.md, "What differs from Zapier"). */
const BROKEN_CONNECTIONS = new Set(['dropped before the request', 'dropped after the request', 'cut body']);
/** A file goes where its host sends it on to; nobody listens there. */
const isBroken = (fault: string, place: Place): boolean => BROKEN_CONNECTIONS.has(fault) || (fault === '301 to another host' && place === 'file');

/** Every fault at every place that the providers' modules on Make ask. */
export async function fillMake(tell: (doing: string) => void, cases: readonly ModuleCase[] = MODULE_CASES, app: MakeApp = loadApp(APP_FOLDER)): Promise<Filled> {
  let nowMs = Date.UTC(2026, 10, 26, 12);
  const clock = { now: () => nowMs, advance: (ms: number) => void (nowMs += ms), pass: async (ms: number) => void (nowMs += ms) };
  const providers = await startProviders({ clock, balanceUsd: 1e9, pictures: 'plain' });
  tellHosts(providers);
  const engine = new MakeEngine(app, { send: sendTo(providers), clock: clockMovedBy(clock) });
  const rows: Row[] = [];
  const broken: string[] = [];
  try {
    for (const one of cases) {
      for (const place of one.places) {
        for (const { name } of faults(0)) {
          const isPointless = LEFT_OUT.has(name) || (place === 'file' && /COMPLETED|status|20 MB/.test(name)) || (place === 'start' && one.provider === 'bfl' && /COMPLETED|status/.test(name)) || (/20 MB/.test(name) && !isEnoughOfHuge(one.provider, place));
          if (isPointless) continue;
          tell(`${one.module}, ${name} at ${place}`);
          const cell = await runAt(engine, providers, one, faults(nowMs).find((each) => each.name === name) as Fault, place);
          rows.push({ step: one.module, how: place, holds: cell.wrong.length === 0, name: cell.name });
          broken.push(...cell.wrong.map((what) => `${one.module} on Make, ${name} at ${place}: ${what}`));
        }
      }
    }
  } finally {
    await providers.close();
  }
  return { rows, broken };
}

async function runAt(engine: MakeEngine, providers: Providers, { module, provider, buys }: ModuleCase, fault: Fault, place: Place): Promise<{ name: string; wrong: string[] }> {
  const { account } = providers[provider];
  const run = async (id: string, values: Record<string, unknown>) => (await engine.run(id, values, { connection: { id: provider, label: null, data: { apiKey: account.key } } }))[0] as Record<string, unknown>;
  const wish = { tier: 'final', prompt: 'A {{boat}} on a lake', seed: 7, download: true, ...(provider === 'deepinfra' ? {} : { wait: true, longest_wait: 60 }) };
  account.faults.clear();
  const job = buys ? null : await run(`generate${inKey(provider)}`, { ...wish, download: false });
  const before = account.bought.length;
  account.faults.add(providerFault(provider, place, fault.rule ?? {}), Infinity);
  const ended = await run(module, job === null ? wish : { job: job['job_address'], download: true, longest_wait: 60 }).catch((error: unknown) => error);
  account.faults.clear();
  return { name: ended instanceof MakeError ? ended.type : '', wrong: wrongWith(ended, { bought: account.bought.length - before, buys, place, fault: fault.name, key: account.key }) };
}

interface Facts {
  readonly bought: number;
  readonly buys: boolean;
  readonly place: Place;
  readonly fault: string;
  readonly key: string;
}

/** What is wrong with how a run of a module ended, as short phrases. */
function wrongWith(ended: unknown, { bought, buys, place, fault, key }: Facts): string[] {
  if (bought > (buys ? 1 : 0)) return [`${bought} pictures were bought`];
  if (!(ended instanceof MakeError)) {
    if (ended instanceof Error) return [`ends with ${ended.name}: ${ended.message}`];
    const { job_address: address, status } = ended as Record<string, unknown>;
    return [...(buys && bought === 0 ? ['works without having bought anything'] : []), ...(typeof address === 'string' && address !== '' ? [] : ['gives no job']), ...(typeof status === 'string' ? [] : ['gives no status'])];
  }
  const { message, isRetriedByMake } = ended;
  if (isBroken(fault, place)) return message.includes(key) ? ['holds the key'] : [];
  return [
    ...(message.includes(key) ? ['holds the key'] : []),
    ...(UNFIT.test(message) || message.includes('{{') ? [`says “${message}”`] : []),
    ...(bought > 0 && isRetriedByMake ? [`has bought a picture, and ends with ${ended.type}, after which Make buys another`] : []),
    ...(buys && place !== 'start' && !/\bjob\b/i.test(message) ? [`has bought a picture, and names no job: “${message}”`] : []),
    ...(bought > 0 && place === 'start' && !/may (have|be)|billed|buys another/.test(message) ? [`has bought a picture, and does not say so: “${message}”`] : []),
  ];
}

/** The providers' public names lead to this machine, and what they answer names the public ones. */
function sendTo(providers: Providers): (request: HttpRequest) => Promise<HttpReply> {
  return async ({ method, url, headers, body }) => {
    const { host, pathname, search } = new URL(url);
    const name = NAMES.find((each) => HOSTS[each].api.test(host) || HOSTS[each].file === host);
    if (name === undefined) {
      // Without a key it is a file that is sent on; with one, nothing about this would be a provider's trouble.
      const key = NAMES.find((each) => Object.values(headers).some((value) => value.includes(providers[each].account.key)));
      if (key !== undefined) throw new Error(`The app took the key of ${key} to ${host}`);
      return asBroken(new Error(`Nobody listens at ${host}`));
    }
    const { origin } = providers[name];
    const response = await fetch(`${origin}${pathname}${search}`, { method, headers: { ...headers }, redirect: 'manual', ...(body === undefined ? {} : { body: body as string }) }).catch(asBroken);
    const bytes = Buffer.from(await response.arrayBuffer().catch(asBroken));
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const told = isJson ? Buffer.from(bytes.toString().replaceAll(`${origin}/delivery`, `https://${HOSTS[name].file}/delivery`).replaceAll(origin, `https://${HOSTS[name].look}`)) : bytes;
    return { status: response.status, headers: Object.fromEntries(response.headers), body: told };
  };
}

function asBroken(error: unknown): never {
  throw new MakeError('ConnectionError', error instanceof Error ? error.message : String(error));
}
