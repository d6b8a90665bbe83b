import type { ZObject } from 'zapier-platform-core';
import { NetworkError } from '../../core/api/network_error.js';
import { MAX_REPLY_BYTES, type Transport } from '../../core/api/transport.js';
import { agentFor, openAgentFor } from './agents.js';
import { inTime } from './time_limit.js';

declare module 'zapier-platform-core' {
  /** Options that Zapier's runtime honours and its types leave out. */
  interface HttpRequestOptions {
    throwForThrottlingEarly?: boolean;
    signal?: AbortSignal;
    /** False: the app's request template, which we have none of, is not merged into the request, which takes its address apart and spells it anew. */
    merge?: boolean;
  }
}

const NEVER = new AbortController().signal;

/** What Zapier's runtime calls itself in requests that it merges. */
const AS_ZAPIER = 'Zapier';

/**
 * A transport on `z.request`, so that every call shows in Zapier's own request log. Its `timeout` counts headers and body
 * apart, and a body that drips has none: so all of a request obeys one signal.
 */
export function zapierTransport(z: ZObject): Transport {
  return async ({ endpoint, method, url, headers, body, timeoutMs, signal: step = NEVER, maxReplyBytes = MAX_REPLY_BYTES }) => {
    try {
      const response = await inTime(timeoutMs, step, (signal) => z.request({
        // The merge copies the whole definition of the app into each request, which costs more than to send it.
        merge: false,
        method,
        url,
        headers: { 'user-agent': AS_ZAPIER, ...headers },
        // Zapier edits {{braces}} in bodies that it can read; a buffer passes as it is.
        ...(body === undefined ? {} : { body: typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body) }),
        signal,
        // The one address that a reply of the service names, and not we.
        ...(endpoint === 'mediaUploadPut' ? agentFor(url) : openAgentFor(url)),
        size: maxReplyBytes,
        redirect: 'manual',
        skipThrowForStatus: true,
        // Otherwise a 429 never reaches the reader of its waiting time.
        throwForThrottlingEarly: false,
        middlewareData: { endpoint },
      }));
      return { status: response.status, header: (name) => response.headers.get(name), text: response.content };
    } catch (error) {
      throw NetworkError.from(error);
    }
  };
}
