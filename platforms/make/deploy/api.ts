/** Sends requests to Make's API. */
export interface MakeApi {
  /** @returns the parsed reply, or null for 404 */
  get(path: string): Promise<unknown>;
  /** @returns the reply as it came, or null for 404 */
  bytes(path: string): Promise<Uint8Array | null>;
  send(method: 'POST' | 'PUT' | 'PATCH', path: string, contentType: string, body: string | Uint8Array): Promise<unknown>;
}

/** Where the parts of an app stand; scenarios stand in `/v2` itself. */
const APPS = '/v2/sdk/apps';
/** What Make's editor extension waits. */
const RATE_LIMIT_WAIT_MS = 5000;
const MOST_TRIES = 12;
const LONGEST_QUOTE = 300;

/**
 * One request at a time; a 429 is waited out.
 *
 * @param root what stands before each path
 * @param sleep waits that many ms
 * @throws Error (from the calls) with method, path, status and Make's own words, never with the token
 */
export function createMakeApi({ apiUrl, token, sleep, root = APPS }: { readonly apiUrl: string; readonly token: string; readonly sleep: (ms: number) => Promise<void>; readonly root?: string }): MakeApi {
  const hide = (text: string) => text.replaceAll(token, '[token]').replace(/\s+/g, ' ').slice(0, LONGEST_QUOTE);

  const exchange = async (method: string, path: string, contentType?: string, body?: string | Uint8Array): Promise<Response> => {
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(`${apiUrl}${root}${path}`, {
        method,
        // The token must not follow to another host.
        redirect: 'error',
        headers: { authorization: `Token ${token}`, ...(contentType === undefined ? {} : { 'content-type': contentType }) },
        ...(body === undefined ? {} : { body }),
      }).catch((error: unknown) => {
        throw new Error(`Make can not be reached for ${method} ${path}: ${hide(String((error as Error).cause ?? error))}`);
      });
      if (response.status !== 429 || tries === MOST_TRIES) return response;
      await sleep(waitMs(response));
    }
  };

  const refuse = async (method: string, path: string, response: Response): Promise<void> => {
    if (!response.ok) throw new Error(`Make refused ${method} ${path} with HTTP ${response.status}: ${hide(await response.text())}`);
  };
  const read = async (method: string, path: string, response: Response): Promise<unknown> => {
    await refuse(method, path, response);
    const text = await response.text();
    return text.startsWith('{') ? (JSON.parse(text) as unknown) : text;
  };

  return {
    get: async (path) => {
      const response = await exchange('GET', path);
      return response.status === 404 ? null : read('GET', path, response);
    },
    bytes: async (path) => {
      const response = await exchange('GET', path);
      if (response.status === 404) return null;
      await refuse('GET', path, response);
      return new Uint8Array(await response.arrayBuffer());
    },
    send: async (method, path, contentType, body) => read(method, path, await exchange(method, path, contentType, body)),
  };
}

function waitMs(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : RATE_LIMIT_WAIT_MS;
}
