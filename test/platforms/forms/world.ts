import { startEmulator, type Emulator, type EmulatorOptions } from '../../../emulators/wireflow/index.js';
import { formProxy } from '../../../platforms/forms/proxy/app.js';
import type { ProxyOptions } from '../../../platforms/forms/proxy/options.js';

export const PAGE = 'https://www.example.com';

export interface Sent {
  readonly body?: unknown;
  readonly type?: string;
  readonly origin?: string | null;
  readonly address?: string;
  readonly accept?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

export interface FormWorld {
  readonly emulator: Emulator;
  /** What the owner was told. */
  readonly problems: string[];
  /** A proxy for the text-to-image webhook; options replace the usual ones. */
  proxy(options?: Partial<ProxyOptions>): (sent?: Sent, path?: string) => Promise<Response>;
  starts(): unknown[];
}

/** A local Wireflow on a clock moved by hand, and proxies before it whose caller's address a test chooses. */
export async function startForms(options: EmulatorOptions = {}): Promise<FormWorld> {
  const emulator = await startEmulator({ clock: 'manual', pictures: 'plain', ...options });
  const problems: string[] = [];
  return {
    emulator,
    problems,
    proxy(changes = {}) {
      const app = formProxy({
        webhook: emulator.webhookUrl('text-to-image'),
        origins: [PAGE],
        baseUrl: emulator.url,
        fields: ['prompt', 'style', 'email', 'tags', 'width'],
        addressOf: (request) => request.headers.get('test-address'),
        now: () => emulator.clock.now(),
        onProblem: (words) => void problems.push(words),
        ...changes,
      });
      return async (sent = {}, path = '/') => app.request(path, requestOf(sent, path));
    },
    starts: () => emulator.requests.filter(({ endpoint }) => endpoint === 'trigger').map(({ body }) => JSON.parse(body)),
  };
}

export const FORM = { prompt: 'A lighthouse at dusk', leave_empty: '' };

function requestOf({ body, type, origin = PAGE, address = '192.0.2.1', accept, method, headers }: Sent, path: string): RequestInit {
  const posts = (method ?? (path === '/' ? 'POST' : 'GET')) === 'POST';
  const contentType = type ?? 'application/json';
  const content = body ?? FORM;
  return {
    method: method ?? (posts ? 'POST' : 'GET'),
    headers: {
      'test-address': address,
      ...(origin === null ? {} : { origin }),
      ...(accept === undefined ? {} : { accept }),
      ...(posts && contentType !== 'multipart/form-data' ? { 'content-type': contentType } : {}),
      ...headers,
    },
    ...(posts ? { body: typeof content === 'string' || content instanceof FormData || content instanceof ReadableStream ? content : JSON.stringify(content), ...(content instanceof ReadableStream ? { duplex: 'half' } : {}) } : {}),
  } as RequestInit;
}
