import { request } from 'undici';
import { fault } from './fault.js';
import { MakeError } from './make_error.js';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Send {
  (request: HttpRequest): Promise<HttpReply>;
  /** An address of a stand-in on this machine as the app is to see it; absent where nothing stands in. */
  readonly asPublic?: (text: string) => string;
}

/** Guess: what Make's servers call themselves; the emulator's CDN turns such programs away. */
const USER_AGENT = 'Make/production';

/**
 * Sends requests for the public Wireflow to one on this machine. A machine of one's own has no certificate, so its links
 * are http: `asPublic` gives them the https that they would have, and a request to them is sent without.
 *
 * @param origin of the Wireflow on this machine; requests to it itself (image links) are sent as they are
 * @throws EngineFault for a request to any other host: the app has let something lead it away
 */
export function sendTo(origin: string, publicOrigin = 'https://www.wireflow.ai'): Send {
  const { host } = new URL(origin);
  const send = async ({ method, url, headers, body }: HttpRequest): Promise<HttpReply> => {
    const target = new URL(url);
    if (target.origin !== publicOrigin && target.host !== host) fault(url, 'the request leaves Wireflow');
    // The same for a link that Wireflow is to fetch from here.
    const search = target.search.replaceAll(encodeURIComponent(`https://${host}`), encodeURIComponent(`http://${host}`));
    const response = await request(`${origin}${target.pathname}${search}`, {
      method: method as 'GET',
      headers: { 'user-agent': USER_AGENT, ...headers },
      body: body ?? null,
    }).catch(asConnectionError);
    const bytes = await response.body.arrayBuffer().catch(asConnectionError);
    return {
      status: response.statusCode,
      headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')])),
      body: Buffer.from(bytes),
    };
  };
  return Object.assign(send, { asPublic: (text: string) => text.replaceAll(`http://${host}/`, `https://${host}/`) });
}

/** Guess: Make reports a broken connection with its own type for that, which it retries. */
function asConnectionError(error: unknown): never {
  throw new MakeError('ConnectionError', error instanceof Error ? error.message : String(error));
}
