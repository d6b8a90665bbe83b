import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { readFile } from 'node:fs/promises';

/** Somebody's web site, on an origin of its own, with the snippet beside its pages. */
export interface FormSite {
  readonly origin: string;
  /** The page at `/`, from now on. */
  show(html: string, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

const SNIPPET = new URL('../../platforms/forms/snippet/wireflow-form.js', `file://${__filename}`);

export async function startSite(): Promise<FormSite> {
  let page = '';
  let headers: Record<string, string> = {};
  const app = new Hono();
  app.get('/', (context) => context.html(page, 200, headers));
  app.get('/elsewhere', (context) => context.html('<!doctype html><title>Elsewhere</title>'));
  app.get('/wireflow-form.js', async (context) => context.body(await readFile(SNIPPET, 'utf8'), 200, { 'content-type': 'text/javascript' }));
  const server = await listening(app);
  return {
    origin: server.origin,
    show: (html, more = {}) => {
      page = html;
      headers = more;
    },
    close: server.close,
  };
}

/** Any app on a free port of this machine. */
export async function listening(app: { fetch: Hono['fetch'] }): Promise<{ origin: string; close(): Promise<void> }> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({
        origin: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
  });
}

/** A page with one form: `fields` inside it, `attributes` on it. */
export const formPage = (attributes: string, fields = '<label>Prompt <textarea name="prompt" required></textarea></label>', button = '<button>Send</button>'): string => `<!doctype html>
<html lang="en"><title>A form</title>
<form ${attributes}>${fields}${button}<p role="status" data-wireflow-status></p></form>
<script src="/wireflow-form.js" defer></script>
</html>`;
