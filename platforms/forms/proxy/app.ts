import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { WireflowClient } from '../../../core/api/client.js';
import { fetchTransport } from '../../../core/api/fetch_transport.js';
import { readWebhookAddress } from '../../../core/fields/webhook_address.js';
import { countedAddress } from './address.js';
import { MemoryCounters } from './counters.js';
import { DoubleSends } from './double_sends.js';
import { checkSetup, readOrigins, type ProxyOptions } from './options.js';
import { queuedPage, refusalPage, runPage } from './pages.js';
import { readForm } from './read_form.js';
import { Refusal } from './refusal.js';
import { RunTokens, type StartedRun } from './run_token.js';
import { RunViews } from './run_views.js';
import { formStarter } from './start.js';

const LOOK_MS = 3_000;

/**
 * An app that takes forms from pages and starts the workflow behind a webhook that no page knows (docs/forms.md).
 * `POST /` takes a form; `GET /runs/:token` shows a run that was started here.
 *
 * @throws SetupError, or WireflowError for a webhook that is none
 */
export function formProxy(options: ProxyOptions): Hono {
  checkSetup(options);
  const origins = readOrigins(options.origins);
  const { apiKey = null, baseUrl = PUBLIC_BASE_URL, now = Date.now, fetch: fetchNow = fetch, onProblem } = options;
  const webhook = readWebhookAddress(options.webhook, baseUrl);
  const client = new WireflowClient({ transport: fetchTransport({ fetch: fetchNow }), baseUrl, apiKey, now });
  const counters = options.counters ?? new MemoryCounters(now);
  const start = formStarter({ ...options, client, webhook, counters, fetch: fetchNow, now });
  const tokens = new RunTokens(`${webhook}\n${apiKey ?? ''}`);
  const views = new RunViews(client, baseUrl, now);
  const doubles = new DoubleSends<StartedRun>(now);
  const app = new Hono();

  app.use(secureHeaders({ contentSecurityPolicy: policyFor(baseUrl), referrerPolicy: 'no-referrer', crossOriginResourcePolicy: 'cross-origin' }));
  app.use(async (context, next) => {
    context.header('cache-control', 'no-store');
    await next();
  });
  app.use(cors({ origin: (origin) => (origins.has(origin) ? origin : null), allowMethods: ['POST'], allowHeaders: ['content-type'], exposeHeaders: ['retry-after'], maxAge: 600 }));

  app.post('/', async (context) => {
    const { raw: request } = context.req;
    checkOrigin(request.headers.get('origin'), origins);
    const address = countedAddress(options.addressOf(request, context.env));
    await start.countTry(address);
    const values = await readForm(request);
    const run = await doubles.once(JSON.stringify([address, ...values]), () => start.run(values, address));
    const token = await tokens.of(run);
    const watch = besides(request.url, `runs/${token}`);
    if (!wantsJson(request)) return context.redirect(options.thanksUrl ?? watch, 303);
    const { executionId } = run;
    return context.json({ executionId, status: 'queued', message: null, ...(apiKey === null ? {} : { watch, againMs: LOOK_MS }) }, 202);
  });

  app.get('/runs/:token', async (context) => {
    const run = await tokens.read(context.req.param('token'));
    if (run === null) throw new Refusal({ status: 404, code: 'not_found', message: 'No such run was started here.' });
    if (apiKey === null) return context.html(queuedPage(run.executionId));
    const view = await views.of(run);
    return wantsJson(context.req.raw) ? context.json(view) : context.html(runPage(view));
  });

  app.notFound(() => {
    throw new Refusal({ status: 404, code: 'not_found', message: 'This address takes forms, and shows nothing by itself.' });
  });
  app.onError((error, context) => answerTo(error, context, onProblem));
  return app;
}

/** The browser says where a form comes from; a page that hides it can not be told from any other. */
function checkOrigin(origin: string | null, origins: ReadonlySet<string>): void {
  if (origin !== null && origins.has(origin)) return;
  const message =
    origin === null || origin === 'null'
      ? 'Your browser does not say which page this form is on, so it is not taken. Nothing was started; please tell the owner of the page.'
      : 'This form is not taken from that page. Nothing was started.';
  throw new Refusal({ status: 403, code: 'origin', message });
}

function answerTo(error: Error, context: Context, onProblem: (words: string) => void): Response | Promise<Response> {
  const refusal = error instanceof Refusal ? error : new Refusal({ status: 503, code: 'unavailable', message: 'This form is out of order. Please tell the owner of this page.', cause: error });
  if (refusal.cause !== undefined) onProblem(`${refusal.code}: ${(refusal.cause as Partial<Error>).message ?? 'no reason was given'}`);
  if (refusal.retryAfterS !== null) context.header('retry-after', String(refusal.retryAfterS));
  const { status, code, message, field, started } = refusal;
  if (wantsJson(context.req.raw)) return context.json({ error: code, message, field, started }, status);
  return context.html(refusalPage(refusal), status);
}

/** The snippet asks for JSON; a browser that sends a form asks for a page. */
const wantsJson = (request: Request): boolean =>
  !/\btext\/html\b/.test(request.headers.get('accept') ?? '') || /^application\/json\b/.test(request.headers.get('content-type') ?? '');

/** An address beside the one that was called, as a reference: behind another server the outer address is not known here. */
function besides(url: string, path: string): string {
  const last = new URL(url).pathname.split('/').pop() ?? '';
  return `${last === '' ? '.' : last}/${path}`;
}

/** Its pages hold no script; images come from wherever Wireflow keeps them. */
const policyFor = (baseUrl: string) => ({
  defaultSrc: ["'none'"],
  styleSrc: ["'unsafe-inline'"],
  imgSrc: ['https:', new URL(baseUrl).origin],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
});
