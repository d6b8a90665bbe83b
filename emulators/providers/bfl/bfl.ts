import { Account, type ProviderEmulatorOptions } from '../account.js';
import { Callbacks } from '../callbacks.js';
import { serveFiles } from '../http/files.js';
import { newApp, serve, type Exchange } from '../http/serve.js';
import { BFL_MODELS, readOrder, type Order } from './models.js';

const LINK_LIVES_MS = 10 * 60_000;
const JOB_LIVES_MS = 10 * 60_000;

export interface BflJob {
  readonly id: string;
  readonly model: string;
  readonly order: Order;
  readonly startedAtMs: number;
  readonly endsAtMs: number;
  sample: string | null;
}

/** A local Black Forest Labs with one account. */
export async function startBfl(options: ProviderEmulatorOptions = {}) {
  const account = new Account('fake-bfl-key-0123456789', options);
  const callbacks = new Callbacks();
  const jobs = new Map<string, BflJob>();
  const app = newApp(account, (method, path) => (path.startsWith('/delivery') ? 'file' : path === '/v1/get_result' ? 'look' : path === '/v1/credits' ? 'account' : method === 'POST' ? 'start' : 'account'));

  app.get('/v1/credits', (context) => (isKnown(context, account) ? context.json({ credits: account.balanceUsd * 100 }) : refuseKey(context)));

  app.get('/v1/get_result', async (context) => {
    await callbacks.deliver(account.clock.now());
    // The contract asks for no key here.
    const job = jobs.get(context.req.query('id') ?? '');
    return context.json(job === undefined ? notFound(context.req.query('id') ?? '') : await result(job, account));
  });

  app.post('/v1/:model', async (context) => {
    if (!isKnown(context, account)) return refuseKey(context);
    const model = context.req.param('model');
    const known = BFL_MODELS[model];
    if (known === undefined) return context.json({ detail: 'Not Found' }, 404);
    const body = await context.req.json<Record<string, unknown>>().catch(() => null);
    if (body === null) return context.json({ detail: [{ loc: ['body'], msg: 'JSON decode error', type: 'json_invalid' }] }, 422);
    const order = readOrder(known, body, Math.random);
    if (Array.isArray(order)) return context.json({ detail: order }, 422);
    const active = [...jobs.values()].filter(({ endsAtMs, model: its }) => endsAtMs > account.clock.now() && (known.active === 24 || its === model));
    if (active.length >= known.active) return context.json({ detail: `You have exceeded the number of active tasks (${known.active})` }, 429);
    if (account.balanceUsd * 100 < order.cost) return context.json({ detail: 'Insufficient credits' }, 402);
    account.charge(order.prompt, order.cost / 100);
    const job: BflJob = { id: account.newId(), model, order, startedAtMs: account.clock.now(), endsAtMs: account.clock.now() + account.durationMs, sample: null };
    jobs.set(job.id, job);
    const costs = { cost: known.kind === 'flux-1' ? null : order.cost, input_mp: order.inputMegapixels, output_mp: order.askedMegapixels };
    const webhook = body['webhook_url'];
    if (typeof webhook !== 'string') return context.json({ id: job.id, polling_url: `${account.origin}/v1/get_result?id=${job.id}`, ...costs });
    const secret = body['webhook_secret'];
    const finished = await result({ ...job }, account, true);
    callbacks.add(job.endsAtMs, webhook, () => ({ headers: typeof secret === 'string' ? { 'x-webhook-secret': secret } : {}, body: JSON.stringify(finished) }));
    return context.json({ id: job.id, status: 'Pending', webhook_url: webhook, ...costs });
  });

  serveFiles(app, account, () => new Response('<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthenticationFailed</Code><Message>Signature not valid in the specified time frame</Message></Error>', { status: 403, headers: { 'content-type': 'application/xml' } }));
  const server = await serve(app, account, options.port ?? 0);
  return { ...server, url: `${server.origin}/v1`, account, jobs, deliver: () => callbacks.deliver(account.clock.now()) };
}

async function result(job: BflJob, account: Account, isOver = false): Promise<object> {
  const { order } = job;
  const nowMs = account.clock.now();
  const base = { id: job.id, status: 'Pending', result: null, progress: null, details: null, preview: null };
  if (nowMs > job.endsAtMs + JOB_LIVES_MS) return notFound(job.id);
  if (account.filter.prompt.test(order.prompt)) return { ...base, status: 'Request Moderated', details: { 'Moderation Reasons': ['Violence'] }, cost: 0 };
  if (!isOver && nowMs < job.endsAtMs) {
    const share = (nowMs - job.startedAtMs) / Math.max(1, job.endsAtMs - job.startedAtMs);
    const early = job.model === 'flux-3-image' ? 'Reasoning' : 'Pending';
    return { ...base, status: share < 0.3 ? early : 'Generating', progress: share };
  }
  if (account.filter.picture.test(order.prompt)) return { ...base, status: 'Content Moderated', details: { 'Moderation Reasons': ['Derivative Works Filter'] }, cost: order.cost };
  const { width, height, seed, prompt, format } = order;
  job.sample ??= account.store({ prompt, style: '', seed, width, height, workflow: 'Black Forest Labs', model: job.model }, format, job.endsAtMs - nowMs + LINK_LIVES_MS);
  const [start, end] = [job.startedAtMs / 1000, job.endsAtMs / 1000];
  return { ...base, status: 'Ready', result: { sample: `${account.origin}${job.sample}?sig=fake`, prompt, seed, start_time: start, end_time: end, duration: end - start }, cost: order.cost };
}

const notFound = (id: string) => ({ id, status: 'Task not found', result: null, progress: null, details: null, preview: null });

/** Only its own header counts: a Bearer token is no key. */
function isKnown(context: Exchange, account: Account): boolean {
  return account.knows(context.req.header('x-key'));
}

function refuseKey(context: Exchange): Response {
  return context.json({ detail: 'Not authenticated - Invalid Authentication' }, 403);
}
