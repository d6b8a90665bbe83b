import { clockMovedBy, MakeEngine, type Connection, type HttpRequest, type Readings } from '../../../../emulators/make/index.js';
import { APP } from '../make_world.js';
import { readingsOfRun } from '../readings_of_run.js';

export interface FixedAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly bytes?: Buffer;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Bundle = Readonly<Record<string, unknown>>;

/** A service that answers as one test says, and the app on Make's engine before it. */
export function fixedService(answer: (request: HttpRequest) => FixedAnswer, readings: Partial<Readings> = {}) {
  const sent: HttpRequest[] = [];
  let nowMs = Date.parse('2026-03-20T12:00:00Z');
  const engine = new MakeEngine(APP, {
    readings: { ...readingsOfRun(), ...readings },
    clock: clockMovedBy({ now: () => nowMs, advance: (ms) => void (nowMs += ms) }),
    send: async (request) => {
      sent.push(request);
      const { status = 200, body, bytes, type = bytes ? 'application/octet-stream' : 'application/json', headers = {} } = answer(request);
      return { status, headers: { 'content-type': type, ...headers }, body: bytes ?? Buffer.from(body === undefined ? '' : JSON.stringify(body)) };
    },
  });
  const connection: Connection = { id: 'apiKey', label: null, data: { apiKey: 'sk-fake-Zk9+ab/cd=ef' } };
  const webhook: Connection = { id: 'webhook', label: null, data: { webhook: 'whk_example12345' } };
  return {
    sent,
    /** Lets time pass. */
    advance: (ms: number) => void (nowMs += ms),
    engine,
    connection,
    starts: () => sent.filter(({ method, url }) => method === 'POST' && /\/(run|trigger)$/.test(url)),
    run: async (module: string, values: Bundle, fields: readonly { name: string; type: string }[] = []) =>
      (await engine.run(module, values, { connection: APP.modules[module]?.connection === 'webhook' ? webhook : connection, fields }))[0] as Bundle,
    rpc: (id: string, values: Bundle) => engine.rpc(id, values, { connection }) as Promise<Bundle[]>,
  };
}
