import { serve, type ServerType } from '@hono/node-server';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { Bench } from './bench.js';
import { guard } from './guard.js';
import { makeRoutes } from './make/routes.js';
import { n8nRoutes } from './n8n/routes.js';
import { readSettings } from './settings.js';
import { zapRoutes } from './zap/routes.js';

export interface Preview {
  /** What a browser opens; holds the token that lets it in. */
  readonly link: string;
  readonly bench: Bench;
  close(): Promise<void>;
}

/**
 * Serves the preview on 127.0.0.1.
 *
 * @param options.port 0 takes any free port
 * @param options.live whether steps call Wireflow itself
 */
export async function startPreview({ port, live }: { readonly port: number; readonly live: boolean }): Promise<Preview> {
  const bench = await Bench.start(live);
  const token = randomBytes(24).toString('base64url');
  const app = new Hono();
  app.use(guard(token));
  app.use(async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
    context.header('referrer-policy', 'same-origin');
    context.header('x-frame-options', 'DENY');
  });
  app.get('/', (context) => context.redirect('/zap'));
  app.post('/settings', async (context) => {
    const form = await context.req.parseBody();
    const given = String(form['back'] ?? '/');
    const back = /^\/[a-z]/.test(given) ? given : '/';
    // The page sends what is filled in along, so that a switch loses nothing.
    bench.drafts.set(back, form);
    if (form['reset'] === 'yes') await bench.reset();
    else await bench.change(readSettings(form, bench.settings));
    return context.redirect(back, 303);
  });
  app.route('/zap', zapRoutes(bench));
  app.route('/make', makeRoutes(bench));
  app.route('/n8n', n8nRoutes(bench));
  const server = await new Promise<ServerType>((resolve, reject) => {
    const started: ServerType = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, () => resolve(started));
    started.once('error', reject);
  }).catch(async (error: unknown) => {
    // What was opened for it would keep the process alive.
    await bench.close();
    throw error;
  });
  return {
    link: `http://127.0.0.1:${(server.address() as AddressInfo).port}/?token=${token}`,
    bench,
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await bench.close();
    },
  };
}
