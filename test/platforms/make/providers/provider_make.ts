import { clockMovedBy, MakeEngine, type Connection, type HttpRequest, type Readings } from '../../../../emulators/make/index.js';
import type { HttpReply } from '../../../../emulators/make/http.js';
import type { ProviderName } from '../../../../core/providers/job.js';
import type { Providers } from '../../../../emulators/providers/index.js';
import { APP, type Bundle } from '../make_world.js';
import { readingsOfRun } from '../readings_of_run.js';

/** The public hosts of each provider, as a test's wire knows them: its API, and where its pictures are fetched. */
const API: Readonly<Record<ProviderName, RegExp>> = { bfl: /^api(\.[a-z]{2}\d*)?\.bfl\.ai$/, deepinfra: /^api\.deepinfra\.com$/, replicate: /^api\.replicate\.com$/ };
const LOOK_HOST: Readonly<Record<ProviderName, string>> = { bfl: 'api.eu2.bfl.ai', deepinfra: 'api.deepinfra.com', replicate: 'api.replicate.com' };
const FILE_HOST: Readonly<Record<ProviderName, string>> = { bfl: 'delivery-eu1.bfl.ai', deepinfra: 'delivery-us1.bfl.ai', replicate: 'replicate.delivery' };
const NAMES = ['bfl', 'deepinfra', 'replicate'] as const;

export interface ProviderMake {
  /** Every request that left the engine, as it was sent. */
  readonly sent: HttpRequest[];
  run(module: string, values: Bundle, key?: string): Promise<Bundle>;
  connect(provider: ProviderName, key: string): Promise<Connection>;
  /** Answers the next requests in place of the emulators. */
  answer(...replies: readonly { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }[]): void;
  starts(): number;
}

/** The emitted app in the engine, with the providers' public names leading to the emulators on this machine. */
export function providerMake(providers: Providers, clock: { now(): number; advance(ms: number): void }, readings: Partial<Readings> = {}): ProviderMake {
  const sent: HttpRequest[] = [];
  const scripted: HttpReply[] = [];
  const send = async (request: HttpRequest): Promise<HttpReply> => {
    sent.push(request);
    const next = scripted.shift();
    if (next !== undefined) return next;
    const { host, pathname, search } = new URL(request.url);
    const name = NAMES.find((each) => API[each].test(host) || FILE_HOST[each] === host);
    if (name === undefined) throw new Error(`The app asked ${host}`);
    const { origin } = providers[name];
    const response = await fetch(`${origin}${pathname}${search}`, { method: request.method, headers: request.headers, ...(request.body === undefined ? {} : { body: request.body as string }) });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const body = isJson ? Buffer.from(bytes.toString().replaceAll(`${origin}/delivery`, `https://${FILE_HOST[name]}/delivery`).replaceAll(origin, `https://${LOOK_HOST[name]}`)) : bytes;
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  };
  const engine = new MakeEngine(APP, { send, clock: clockMovedBy(clock), readings: { ...readingsOfRun(), ...readings } });
  return {
    sent,
    run: async (module, values, key) => {
      const id = APP.modules[module]?.connection as ProviderName;
      const connection = { id, label: null, data: { apiKey: key ?? providers[id].account.key } };
      return (await engine.run(module, values, { connection }))[0] as Bundle;
    },
    connect: (provider, key) => engine.connect(provider, { apiKey: key }),
    answer: (...replies) => void scripted.push(...replies.map(({ status, body, headers = {} }) => ({ status, headers: { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json', ...headers }, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) }))),
    starts: () => sent.filter(({ method }) => method === 'POST').length,
  };
}
