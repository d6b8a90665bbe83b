import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface ZapierRequest {
  readonly call: string;
  readonly deployKey: unknown;
  readonly body: Record<string, unknown>;
}

/**
 * As much of Zapier's own service as its CLI 19.1 asks while it pushes: who the app is, the checks of style, the upload.
 * Read off the CLI's source; what the real one answers beyond that is not known here.
 */
export async function startZapierApi(app: { id: number }) {
  const requests: ZapierRequest[] = [];
  const passed = { passes: [], errors: { total_failures: 0, results: [] }, warnings: { total_failures: 0, results: [] }, suggestions: { total_failures: 0, results: [] } };
  const replies: Record<string, object> = {
    [`GET /apps/${app.id}`]: { id: app.id, title: 'Wireflow', description: 'x', app_category: 'ai', intention: 'public', role: 'employee' },
    'POST /check': passed,
  };
  const server = createServer(async (request, response) => {
    const call = `${request.method} ${request.url}`;
    requests.push({ call, deployKey: request.headers['x-deploy-key'], body: request.method === 'GET' ? {} : ((await json(request)) as Record<string, unknown>) });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(replies[call] ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
