import { Readable } from 'node:stream';

/** A request as a node asks n8n for it. */
export interface HttpRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly encoding?: string;
  readonly timeout?: number;
  readonly abortSignal?: AbortSignal | undefined;
}

const UNPACKS = /^(x-)?gzip$|^deflate$|^br$/i;

/**
 * n8n's request helper: every status is an answer, names of headers are in lower case, and what fails has its library's code.
 * Its limit ends a reply that is silent for so long, and none that drips. A body that it has unpacked is no longer called packed.
 */
export async function send({ url, method = 'GET', headers = {}, body, encoding, timeout, abortSignal }: HttpRequest): Promise<unknown> {
  const time = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const hear = () => {
    clearTimeout(timer);
    if (timeout !== undefined) timer = setTimeout(() => time.abort(Object.assign(new Error(`timeout of ${timeout}ms exceeded`), { code: 'ECONNABORTED' })), timeout);
  };
  const signal = abortSignal ? AbortSignal.any([abortSignal, time.signal]) : time.signal;
  async function* pieces(reply: Response) {
    try {
      for await (const piece of reply.body ?? []) {
        hear();
        yield Buffer.from(piece);
      }
    } catch (error) {
      throw asItsLibrarySays(error, abortSignal);
    } finally {
      clearTimeout(timer);
    }
  }
  hear();
  try {
    const reply = await fetch(url, {
      method,
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }),
    });
    const { 'content-encoding': packing, ...others } = Object.fromEntries(reply.headers);
    const kept = packing === undefined || UNPACKS.test(packing) ? others : { ...others, 'content-encoding': packing };
    const stream = Readable.from(pieces(reply));
    const content = encoding === 'stream' ? stream : Buffer.concat(await stream.toArray());
    return { statusCode: reply.status, headers: kept, body: encoding === undefined || encoding === 'text' ? String(content) : content };
  } catch (error) {
    clearTimeout(timer);
    throw asItsLibrarySays(error, abortSignal);
  }
}

function asItsLibrarySays(error: unknown, stop: AbortSignal | undefined): unknown {
  if (stop?.aborted) return Object.assign(new Error('canceled'), { name: 'CanceledError', code: 'ERR_CANCELED' });
  const { cause, code } = error as { cause?: { code?: string; message?: string }; code?: string };
  return cause === undefined || code !== undefined ? error : Object.assign(new Error(cause.message ?? 'The connection failed'), { code: cause.code ?? 'ECONNRESET' });
}
