import { createHmac, randomBytes } from 'node:crypto';
import { Account, type ProviderEmulatorOptions } from '../account.js';
import { Callbacks } from '../callbacks.js';
import { serveFiles } from '../http/files.js';
import { newApp, serve, type Exchange } from '../http/serve.js';
import { CreateLimit } from './create_limit.js';
import { inputFault, REPLICATE_MODELS, sidesOf } from './models.js';

const KEPT_MS = 60 * 60_000;
const LONGEST_WAIT_MS = 60_000;
const BODY_KEYS = new Set(['input', 'webhook', 'webhook_events_filter', 'stream']);

export interface Prediction {
  readonly id: string;
  readonly name: string;
  readonly input: Record<string, unknown>;
  readonly createdAtMs: number;
  endsAtMs: number;
  canceled: boolean;
  links: string[] | null;
}

/** A local Replicate with one account. */
export async function startReplicate(options: ProviderEmulatorOptions = {}) {
  const account = new Account('r8_fake0123456789', options);
  const callbacks = new Callbacks();
  const limit = new CreateLimit();
  const predictions = new Map<string, Prediction>();
  const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;
  const app = newApp(account, (method, path) => (path.startsWith('/delivery') ? 'file' : method === 'POST' && path.endsWith('/predictions') ? 'start' : path.includes('/predictions/') ? 'look' : 'account'));

  app.use('/v1/*', async (context, next) => {
    const { authorization } = context.req.header();
    if (account.knows(authorization?.replace(/^Bearer /, ''))) return next();
    return context.json({ title: 'Unauthenticated', detail: 'You did not pass a valid authentication token', status: 401 }, 401);
  });
  app.get('/v1/account', (context) => context.json({ type: 'organization', username: 'example', name: 'Example' }));
  app.get('/v1/webhooks/default/secret', (context) => context.json({ key: webhookSecret }));

  app.post('/v1/models/:owner/:name/predictions', async (context) => {
    const model = REPLICATE_MODELS[context.req.param('name')];
    if (model === undefined || context.req.param('owner') !== 'black-forest-labs') return problem(context, 404, 'The requested resource could not be found.');
    const nowMs = account.clock.now();
    const wait = limit.take(nowMs, account.balanceUsd);
    if (wait !== null) return context.json(wait, 429);
    if (account.balanceUsd <= 0) return problem(context, 402, 'You have insufficient credit to run this model.', 'Insufficient credit');
    const body = await context.req.json<Record<string, unknown>>().catch(() => ({}) as Record<string, unknown>);
    const input = body['input'];
    if (Object.keys(body).some((key) => !BODY_KEYS.has(key)) || typeof input !== 'object' || input === null) return problem(context, 422, '- input is required', 'Input validation failed');
    const fault = inputFault(model, input as Record<string, unknown>);
    if (fault !== null) return problem(context, 422, fault, 'Input validation failed');
    const prediction: Prediction = { id: account.newId(), name: context.req.param('name'), input: input as Record<string, unknown>, createdAtMs: nowMs, endsAtMs: nowMs + account.durationMs, canceled: false, links: null };
    predictions.set(prediction.id, prediction);
    // What it costs is told by no reply.
    account.charge(String(prediction.input['prompt']), 0);
    const webhook = body['webhook'];
    if (typeof webhook === 'string') {
      callbacks.add(prediction.endsAtMs, webhook, () => signed(JSON.stringify(view(prediction, account)), webhookSecret, account.clock.now()));
    }
    const prefer = /wait(?:=(\d+))?/.exec(context.req.header('prefer') ?? '');
    if (prefer !== null) await account.clock.pass(Math.min(account.durationMs, Number(prefer[1] ?? 60) * 1000, LONGEST_WAIT_MS));
    return context.json(view(prediction, account), 201);
  });

  app.get('/v1/predictions/:id', async (context) => {
    await callbacks.deliver(account.clock.now());
    const prediction = predictions.get(context.req.param('id'));
    return prediction === undefined ? problem(context, 404, 'The requested resource could not be found.') : context.json(view(prediction, account));
  });
  app.post('/v1/predictions/:id/cancel', (context) => {
    const prediction = predictions.get(context.req.param('id'));
    if (prediction === undefined) return problem(context, 404, 'The requested resource could not be found.');
    if (prediction.endsAtMs > account.clock.now()) Object.assign(prediction, { canceled: true, endsAtMs: account.clock.now() });
    return context.json(view(prediction, account));
  });

  serveFiles(app, account, () => new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } }));
  const server = await serve(app, account, options.port ?? 0);
  return { ...server, url: `${server.origin}/v1`, account, predictions, webhookSecret, deliver: () => callbacks.deliver(account.clock.now()) };
}

/** The words of the answers are the service's own; `title` is a guess where no public answer shows one. */
function problem(context: Exchange, status: 402 | 404 | 422, detail: string, title?: string): Response {
  return context.json({ ...(title === undefined ? {} : { title }), detail, status }, status);
}

const iso = (ms: number) => new Date(ms).toISOString();

function view(prediction: Prediction, account: Account): object {
  const { id, name, input, createdAtMs, endsAtMs } = prediction;
  const nowMs = account.clock.now();
  const prompt = String(input['prompt']);
  const isOver = nowMs >= endsAtMs;
  const isFiltered = account.filter.prompt.test(prompt) || account.filter.picture.test(prompt);
  const isRemoved = nowMs >= endsAtMs + KEPT_MS;
  const status = prediction.canceled ? 'canceled' : !isOver ? (nowMs === createdAtMs ? 'starting' : 'processing') : isFiltered ? 'failed' : 'succeeded';
  const url = `${account.origin}/v1/predictions/${id}`;
  return {
    id,
    model: `black-forest-labs/${name}`,
    version: 'hidden',
    input: isRemoved ? {} : input,
    output: status === 'succeeded' && !isRemoved ? output(prediction, account) : null,
    error: status === 'failed' ? 'The input or output was flagged as sensitive. Please try again with different inputs. (E005)' : null,
    logs: '',
    status,
    source: 'api',
    data_removed: isRemoved,
    created_at: iso(createdAtMs),
    ...(status === 'starting' ? {} : { started_at: iso(createdAtMs) }),
    ...(isOver ? { completed_at: iso(endsAtMs), metrics: { predict_time: (endsAtMs - createdAtMs) / 1000, total_time: (endsAtMs - createdAtMs) / 1000 } } : {}),
    urls: { get: url, cancel: `${url}/cancel`, web: `https://replicate.com/p/${id}` },
  };
}

function output(prediction: Prediction, account: Account): string | string[] {
  const { name, input, endsAtMs } = prediction;
  const model = REPLICATE_MODELS[name];
  if (model === undefined) return [];
  prediction.links ??= Array.from({ length: model.output === 'list' ? Number(input['num_outputs'] ?? 1) : 1 }, (_, index) => {
    const seed = (typeof input['seed'] === 'number' ? input['seed'] : 7) + index;
    const format = input['output_format'] === 'jpg' ? 'jpeg' : input['output_format'] === 'png' ? 'png' : 'webp';
    const picture = { prompt: String(input['prompt']), style: '', seed, ...sidesOf(model, input), workflow: 'Replicate', model: name };
    return `${account.origin}${account.store(picture, format, endsAtMs - account.clock.now() + KEPT_MS)}`;
  });
  return model.output === 'list' ? prediction.links : (prediction.links[0] ?? '');
}

/** Standard Webhooks: the key is what stands behind `whsec_`, and the text is id, time and the raw body. */
function signed(body: string, secret: string, nowMs: number): { headers: Record<string, string>; body: string } {
  const id = `msg_${randomBytes(12).toString('hex')}`;
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }, body };
}
