import type { ServerResponse } from 'node:http';
import type { Reply } from './reply.js';
import { Bytes } from './reply.js';

/**
 * Writes a reply to the wire.
 * @param how `cut`: only half of the promised body, then the connection ends; `head`: headers only; `dripMs`: the body
 *   comes a byte at a time, so far apart
 */
export function write(response: ServerResponse, reply: Reply, how: { cut: boolean; head: boolean; dripMs?: number | undefined }): void {
  if (response.destroyed) return;
  const [content, contentType] = serialised(reply.body);
  const headers: Record<string, string | number> = { ...reply.headers };
  if (contentType) headers['content-type'] ??= contentType;
  if (reply.status !== 204) headers['content-length'] = content.byteLength;
  response.writeHead(reply.status, headers);
  if (how.head || reply.status === 204) response.end();
  else if (how.dripMs !== undefined) drip(response, content, how.dripMs);
  else if (how.cut) response.write(content.subarray(0, content.byteLength >> 1), () => response.destroy());
  else response.end(content);
}

function drip(response: ServerResponse, content: Uint8Array, everyMs: number): void {
  response.flushHeaders();
  const next = (at: number): void => {
    if (response.destroyed) return;
    if (at >= content.byteLength) response.end();
    else response.write(content.subarray(at, at + 1), () => setTimeout(next, everyMs, at + 1).unref());
  };
  next(0);
}

function serialised(body: unknown): [Uint8Array, string] {
  if (body === null || body === undefined) return [new Uint8Array(), ''];
  if (!(body instanceof Bytes)) return [Buffer.from(JSON.stringify(body)), 'application/json; charset=utf-8'];
  const { content } = body;
  return [typeof content === 'string' ? Buffer.from(content) : content, body.contentType];
}
