import { serve as listen, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import type { AddressInfo } from 'node:net';
import type { Account } from '../account.js';
import type { Fault, Place } from '../faults.js';
import { sendBadly } from './bad_way.js';

export type Env = { Bindings: HttpBindings; Variables: { place: Place } };
export type App = Hono<Env>;
export type Exchange = Context<Env>;

/** A request as it reached an emulator, and what it was answered. */
export interface Recorded {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  /** Header names are lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Null where the connection was dropped. */
  status: number | null;
  reply: string;
}

/** Opens a port on 127.0.0.1, where no other machine can reach it, and keeps a record of what comes. */
export async function serve(app: App, account: Account, port: number): Promise<{ origin: string; close(): Promise<void> }> {
  const server = await new Promise<ReturnType<typeof listen>>((resolve) => {
    const opened = listen({ fetch: app.fetch, hostname: '127.0.0.1', port }, () => resolve(opened));
  });
  // As Wireflow's emulator does: a connection must not be closed just as it is used again.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = 60_000;
  account.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: account.origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** An app that records, and lets due faults act; `placeOf` says what a request is. */
export function newApp(account: Account, placeOf: (method: string, path: string) => Place): App {
  const app = new Hono<Env>();
  app.use('*', async (context, next) => {
    const { req } = context;
    const url = new URL(req.url);
    const recorded: Recorded = { method: req.method, url: `${url.pathname}${url.search}`, headers: req.header(), body: await req.text(), status: null, reply: '' };
    account.requests.push(recorded);
    const place = placeOf(req.method, url.pathname);
    account.places.add(place);
    context.set('place', place);
    const fault = account.faults.take(place);
    if (fault !== null && 'answer' in fault) context.res = answerOf(fault);
    else {
      // The work is done before the connection breaks: that is what makes a lost start dear.
      const isLost = fault !== null && 'drop' in fault;
      if (!isLost || (place === 'start' && fault.drop === true)) await next();
      if (isLost) return drop(context);
      if (fault !== null && 'replace' in fault) context.res = await replaced(context.res, fault);
      if (fault !== null && 'hugeBytes' in fault) context.res = await replaced(context.res, { replace: { filler: 'x'.repeat(fault.hugeBytes) } });
      if (fault !== null && 'way' in fault) {
        recorded.status = context.res.status;
        const sent = await sendBadly(context, context.res, fault.way);
        // Emptied first, or its headers would be mixed with those of the answer that has been sent.
        if (sent === RESPONSE_ALREADY_SENT) {
          context.res = undefined;
          context.res = sent;
          return;
        }
      }
    }
    context.res.headers.set('x-request-id', `req_${account.requests.length}`);
    recorded.status = context.res.status;
    if (/json|xml|text/.test(context.res.headers.get('content-type') ?? '')) recorded.reply = await context.res.clone().text();
  });
  return app;
}

function answerOf({ answer, body, headers }: Extract<Fault, { answer: number }>): Response {
  const isText = typeof body === 'string';
  const bare = answer === 204 || (answer >= 300 && answer < 400);
  return new Response(bare ? null : isText ? body : JSON.stringify(body ?? {}), {
    status: answer,
    headers: { 'content-type': isText ? 'text/html' : 'application/json', ...headers },
  });
}

async function replaced(response: Response, { replace, status }: Pick<Extract<Fault, { replace: unknown }>, 'replace' | 'status'>): Promise<Response> {
  const body = (await response.json()) as Record<string, unknown>;
  const kept = Object.fromEntries(Object.entries({ ...body, ...replace }).filter(([, value]) => value !== undefined));
  return Response.json(kept, { status: status ?? response.status });
}

function drop(context: Exchange): Response {
  context.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}
