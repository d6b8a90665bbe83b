import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';

/** What Zapier keeps for an app, on this machine: its cache and its file store, as the app's runtime calls them. */
export interface ZapierStandIn {
  /** What the app has kept, for tests that make Zapier forget. */
  readonly cache: Map<string, string | null>;
  /** Ways in which its cache can fail; changed by tests at any time. */
  readonly trouble: StoreTrouble;
  /** Goes into an event's `rpc_base`. */
  readonly rpcUrl: string;
  /** The bytes and type of a file that the app has stored, by the address that it got for it. */
  file(address: string): StoredFile;
  /** Zapier keeps files for a time that it does not tell. */
  removeFile(address: string): void;
  close(): Promise<void>;
}

/** What Zapier promises nothing about: how fast its stores answer, how much its cache takes, and whether it answers at all. */
export interface StoreTrouble {
  /** Before each answer of the cache, ms. */
  delayMs: number;
  /** Before a file is taken, ms. */
  fileDelayMs: number;
  /** A longer value is refused, as Zapier refuses what is too large. */
  maxValueBytes: number;
  isDown: boolean;
}

export interface StoredFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

interface RpcCall {
  readonly id: string;
  readonly method: string;
  readonly params: readonly [key: string, value: string | null, ttlSeconds: number | null, scope: unknown, onlyIfAbsent: boolean | null];
}

/** @param now the clock by which what is kept runs out, ms since 1970 */
export async function startZapierStandIn(now: () => number = Date.now): Promise<ZapierStandIn> {
  const cache = new Map<string, string | null>();
  const files = new Map<string, StoredFile>();
  const endsAtMs = new Map<string, number>();
  const trouble: StoreTrouble = { delayMs: 0, fileDelayMs: 0, maxValueBytes: Infinity, isDown: false };
  const app = new Hono();
  let origin = '';

  const pause = async (ms: number) => void (ms > 0 && (await new Promise((resolve) => setTimeout(resolve, ms).unref())));
  const answer = ({ method, params: [key, value, ttlSeconds, , onlyIfAbsent] }: RpcCall): unknown => {
    if (method.startsWith('zcache') && (endsAtMs.get(key) ?? Infinity) <= now()) {
      cache.delete(key);
      endsAtMs.delete(key);
    }
    if (method === 'zcache_get') return cache.get(key) ?? null;
    if (method === 'zcache_set') {
      if (onlyIfAbsent && cache.has(key)) return false;
      cache.set(key, value);
      endsAtMs.set(key, ttlSeconds === null ? Infinity : now() + ttlSeconds * 1000);
      return true;
    }
    if (method === 'zcache_delete') return cache.delete(key);
    if (method === 'get_presigned_upload_post_data') return { url: `${origin}/files/`, fields: { key: `file-${files.size + 1}` } };
    throw new Error(`The stand-in for Zapier knows no call "${method}"`);
  };

  app.post('/rpc', async (context) => {
    const call = await context.req.json<RpcCall>();
    await pause(trouble.delayMs);
    if (trouble.isDown) return context.body(null, 500);
    if (call.method === 'zcache_set' && (call.params[1]?.length ?? 0) > trouble.maxValueBytes) return context.json({}, 413);
    return context.json({ id: call.id, result: answer(call) });
  });
  app.post('/files/', async (context) => {
    await pause(trouble.fileDelayMs);
    const form = await context.req.formData();
    const file = form.get('file') as File;
    files.set(`${origin}/files/${String(form.get('key'))}`, { name: file.name, type: file.type, bytes: Buffer.from(await file.arrayBuffer()) });
    return context.body(null, 204);
  });

  app.get('/files/:key', (context) => {
    const file = files.get(`${origin}/files/${context.req.param('key')}`);
    if (file === undefined) return context.body('<Error><Code>AccessDenied</Code></Error>', 403, { 'content-type': 'application/xml' });
    return context.body(new Uint8Array(file.bytes), 200, { 'content-type': file.type });
  });

  const server = await new Promise<ServerType>((resolve) => {
    const started: ServerType = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started));
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    cache,
    trouble,
    rpcUrl: `${origin}/rpc`,
    file(address) {
      const file = files.get(address);
      if (!file) throw new Error('The app has stored no file at this address');
      return file;
    },
    removeFile(address) {
      files.delete(address);
    },
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}
