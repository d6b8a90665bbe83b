import type { HttpRequest, HttpResponse, Transport } from '../../core/api/transport.js';
import type { Reply } from '../../core/api/readers/index.js';
import type { Memory } from '../../core/memory.js';
import { WireflowError } from '../../core/model/errors.js';
import { WireflowClient } from '../../core/api/client.js';

export const BASE_URL = 'https://www.wireflow.ai/api/v1';
export const FAKE_KEY = 'sk-fake-0123456789abcdef';
export const FAKE_WEBHOOK = 'whk_fake0123456789';

export type Headers = Readonly<Record<string, string>>;

/** A reply as a transport hands it over; a body that is no text is sent as JSON. */
export function response(status: number, body: unknown, headers: Headers = {}): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { status, text, header: (name) => lower[name.toLowerCase()] ?? null };
}

/** A parsed reply, for the readers. */
export function reply(body: unknown, more: Partial<Reply> = {}): Reply {
  return { body, requestId: 'req_fake_1', location: null, raw: JSON.stringify(body) ?? '', ...more };
}

export interface Recorded {
  readonly transport: Transport;
  readonly sent: HttpRequest[];
}

/** A transport that remembers what was sent, and answers with `answer`, which may throw. */
export function recorded(answer: (request: HttpRequest, index: number) => HttpResponse | Promise<HttpResponse>): Recorded {
  const sent: HttpRequest[] = [];
  return {
    sent,
    transport: async (request) => {
      sent.push(request);
      return answer(request, sent.length - 1);
    },
  };
}

export function clientOf({ transport }: Recorded, apiKey: string | null = FAKE_KEY, now: () => number = Date.now): WireflowClient {
  return new WireflowClient({ transport, baseUrl: BASE_URL, apiKey, now });
}

/** What `run` throws, which has to be a `WireflowError`. */
export async function failure(run: () => unknown): Promise<WireflowError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof WireflowError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown');
}

/** A memory that keeps copies, as a platform's cache does: through JSON. */
export function mapMemory() {
  const kept = new Map<string, string>();
  return {
    kept,
    get: async (key: string) => JSON.parse(kept.get(key) ?? 'null') as unknown,
    set: async (key: string, value: unknown): Promise<void> => void kept.set(key, JSON.stringify(value)),
    claim: async (key: string, value: unknown): Promise<boolean> => !kept.has(key) && kept.set(key, JSON.stringify(value)).has(key),
    forget: async (key: string): Promise<void> => void kept.delete(key),
  } satisfies Memory & { readonly kept: Map<string, string>; readonly claim: unknown; readonly forget: unknown };
}

/** What no sentence for a person may hold: traces of programs, and secrets. */
const UNFIT = /undefined|\bnull\b|\[object|NaN|\n\s*at |\bat \S+ \(|Error:|sk-fake|whk_/i;

/** Checks that an error reads as sentences: whole ones, without traces of programs or secrets. */
export function expectReadable(error: WireflowError): void {
  expect(error.message).not.toMatch(UNFIT);
  expect(error.problem).toMatch(/^[A-Z].*[.!?]$/su);
  expect(error.nextStep).toMatch(/^[A-Z].*[.)]$/su);
  expect(error.message).not.toMatch(/[.]{2}(?![.])|[!?]\.|\s{2}/);
}
