/** A request as a node asks n8n for it. */
export interface HttpRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly encoding?: string;
  readonly timeout?: number;
  readonly abortSignal?: AbortSignal;
}

/** n8n's request helper: every status is an answer, names of headers are in lower case, and what fails has its library's code. */
export async function send({ url, method = 'GET', headers = {}, body, encoding, timeout, abortSignal }: HttpRequest): Promise<unknown> {
  const time = new AbortController();
  const timer = timeout === undefined ? undefined : setTimeout(() => time.abort(Object.assign(new Error(`timeout of ${timeout}ms exceeded`), { code: 'ECONNABORTED' })), timeout);
  try {
    const reply = await fetch(url, {
      method,
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      redirect: 'manual',
      signal: abortSignal ? AbortSignal.any([abortSignal, time.signal]) : time.signal,
      ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }),
    });
    const content = encoding === 'arraybuffer' ? Buffer.from(await reply.arrayBuffer()) : await reply.text();
    return { statusCode: reply.status, headers: Object.fromEntries(reply.headers), body: content };
  } catch (error) {
    const { cause, code } = error as { cause?: { code?: string; message?: string }; code?: string };
    throw cause === undefined || code !== undefined ? error : Object.assign(new Error(cause.message ?? 'The connection failed'), { code: cause.code ?? 'ECONNRESET' });
  } finally {
    clearTimeout(timer);
  }
}
