import type { Emulator } from '../../../emulators/wireflow/index.js';

export interface Answer {
  status: number;
  headers: Headers;
  /** The body as JSON, or as text where it is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read bodies of many shapes
  body: any;
}

export interface Ask {
  method?: string;
  /** A text goes out as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** null sends no key; default: the key that may do everything. */
  key?: string | null;
}

export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36';

/** Sends one real HTTP request to the emulator; a path is counted from the API's base. */
export async function ask(emulator: Emulator, path: string, { method, body, headers, key }: Ask = {}): Promise<Answer> {
  const secret = key === undefined ? emulator.keys.full : key;
  const response = await fetch(path.startsWith('http') ? path : `${emulator.url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  let value: unknown = text;
  try {
    value = JSON.parse(text);
  } catch {
    // Left as text.
  }
  return { status: response.status, headers: response.headers, body: value };
}

/** Starts a run through the webhook and returns its execution id. */
export async function start(emulator: Emulator, slug: string, body: object = { prompt: 'A lighthouse' }): Promise<string> {
  const { webhookEnabled, webhookId, id } = emulator.workflow(slug);
  const answer = await ask(emulator, `/workflow/${webhookEnabled ? webhookId : id}/trigger`, { body, key: null });
  if (answer.status !== 202) throw new Error(`The trigger answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.executionId as string;
}

export const poll = (emulator: Emulator, executionId: string): Promise<Answer> =>
  ask(emulator, `/workflows/executions/${executionId}/poll`);

/** A file of the CDN, fetched as a browser would. */
export async function file(url: string, userAgent = BROWSER): Promise<{ status: number; type: string | null; bytes: Buffer }> {
  const response = await fetch(url, { headers: { 'user-agent': userAgent } });
  return { status: response.status, type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) };
}

/** Width and height of a PNG, from its header. */
export const pngSize = (bytes: Buffer): [number, number] => {
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

/** An emulator for one file of tests, back at its first moment before each of them. */
export function emulatorFor(startIt: () => Promise<Emulator>): { readonly emulator: Emulator } {
  let emulator: Emulator | undefined;
  beforeAll(async () => {
    emulator = await startIt();
  });
  beforeEach(() => emulator?.reset());
  afterAll(() => emulator?.close());
  return {
    get emulator() {
      if (!emulator) throw new Error('The emulator has not been started');
      return emulator;
    },
  };
}
