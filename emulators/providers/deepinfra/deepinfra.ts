import { Account, type ProviderEmulatorOptions } from '../account.js';
import { Callbacks } from '../callbacks.js';
import { bytesOf, serveFiles, typeOf } from '../http/files.js';
import { newApp, serve, type Exchange } from '../http/serve.js';
import { DEEPINFRA_MODELS, type DeepInfraModel } from './models.js';

const PARTNER_LINK_LIVES_MS = 10 * 60_000;
const OWN_LINK_LIVES_MS = 24 * 60 * 60_000;

interface Order {
  readonly name: string;
  readonly model: DeepInfraModel;
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly usd: number;
}

type Refusal = { readonly status: 401 | 402 | 404 | 422; readonly body: object };

/** A local DeepInfra with one account. */
export async function startDeepInfra(options: ProviderEmulatorOptions = {}) {
  const account = new Account('fake-deepinfra-token-0123456789', options);
  const callbacks = new Callbacks();
  const costs = new Map<string, number>();
  const app = newApp(account, (method, path) => (path.startsWith('/delivery') ? 'file' : method === 'POST' && !path.endsWith('request-costs') ? 'start' : 'account'));

  app.get('/v1/me/rate_limit', (context) => (isKnown(context, account) ? context.json({ rate_limit: 200, tpm_rate_limit: 0 }) : context.json(UNKNOWN_KEY, 401)));
  app.post('/v1/request-costs', async (context) => {
    if (!isKnown(context, account)) return context.json(UNKNOWN_KEY, 401);
    const { requestIds } = await context.req.json<{ requestIds: string[] }>();
    return context.json({ requests: requestIds.flatMap((requestId) => (costs.has(requestId) ? [{ requestId, costNanoUsd: Math.round((costs.get(requestId) ?? 0) * 1e9) }] : [])) });
  });

  app.post('/v1/inference/:owner/:name', async (context) => {
    const body = await context.req.json<Record<string, unknown>>();
    const order = readOrder(context, account, context.req.param('name'), body, body['width'], body['height']);
    if ('status' in order) return context.json(order.body, order.status);
    const id = account.newId();
    const webhook = body['webhook'];
    if (typeof webhook === 'string') {
      const finished = await answer(order, account, id);
      callbacks.add(account.clock.now() + account.durationMs, webhook, () => ({ headers: {}, body: JSON.stringify(finished) }));
      return context.json({ request_id: id, inference_status: { status: 'queued', runtime_ms: 0, cost: 0 } });
    }
    await account.clock.pass(account.durationMs);
    account.charge(order.prompt, order.usd);
    costs.set(id, order.usd);
    return context.json(await answer(order, account, id));
  });

  const generations = async (context: Exchange): Promise<Response> => {
    const body = await context.req.json<Record<string, unknown>>();
    const [width, height] = String(body['size'] ?? '1024x1024').split('x').map(Number);
    const order = readOrder(context, account, String(body['model'] ?? '').replace(/^black-forest-labs\//, ''), body, width, height);
    if ('status' in order) return context.json(order.body, order.status);
    await account.clock.pass(account.durationMs);
    account.charge(order.prompt, order.usd);
    const file = { picture: pictureOf(order), format: 'png' as const };
    const one = async () =>
      body['response_format'] === 'url'
        ? { b64_json: null, revised_prompt: null, url: `${account.origin}${account.store(file.picture, 'png', OWN_LINK_LIVES_MS)}` }
        : { b64_json: Buffer.from(await bytesOf(file, account)).toString('base64'), revised_prompt: null, url: null };
    return context.json({ created: Math.floor(account.clock.now() / 1000), data: await Promise.all(Array.from({ length: Number(body['n'] ?? 1) }, one)) });
  };
  app.post('/v1/images/generations', generations);
  app.post('/v1/openai/images/generations', generations);

  serveFiles(app, account, () => new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } }));
  const server = await serve(app, account, options.port ?? 0);
  return { ...server, url: `${server.origin}/v1`, account, deliver: () => callbacks.deliver(account.clock.now()) };
}

const UNKNOWN_KEY = { detail: { error: 'User not authenticated' } };

function isKnown(context: Exchange, account: Account): boolean {
  return account.knows(context.req.header('authorization')?.replace(/^Bearer /, ''));
}

function readOrder(context: Exchange, account: Account, name: string, body: Record<string, unknown>, givenWidth: unknown, givenHeight: unknown): Order | Refusal {
  if (!isKnown(context, account)) return { status: 401, body: UNKNOWN_KEY };
  const model = DEEPINFRA_MODELS[name];
  // Guess: the words of both refusals.
  if (model === undefined) return { status: 404, body: { detail: { error: 'Model not found' } } };
  if (typeof body['prompt'] !== 'string') return invalid('prompt', 'field required');
  const width = Number(givenWidth ?? 1024);
  const height = Number(givenHeight ?? 1024);
  const [least, most] = model.sides;
  for (const [key, side] of [['width', width], ['height', height]] as const) {
    if (!Number.isInteger(side) || side < least || side > most || (model.kind === 'partner' && side % 32 !== 0)) return invalid(key, `ensure this value is between ${least} and ${most}`);
  }
  const steps = Number(body['num_inference_steps'] ?? model.defaultSteps);
  const usd = model.usd(width, height, steps);
  // The code is a guess; the words are not.
  if (account.balanceUsd < usd) return { status: 402, body: { detail: { error: 'You need positive balance to do inference' } } };
  const seed = typeof body['seed'] === 'number' ? body['seed'] : Math.floor(Math.random() * 2 ** 32);
  return { name, model, prompt: body['prompt'], width, height, seed, usd };
}

function invalid(field: string, msg: string): Refusal {
  return { status: 422, body: { detail: [{ loc: ['body', field], msg, type: 'value_error' }] } };
}

function pictureOf({ prompt, seed, width, height, name }: Order) {
  return { prompt, style: '', seed, width, height, workflow: 'DeepInfra', model: name };
}

/** Its own models answer with the bytes, partners' with their maker's link; a partner's filter answers 200 without one. */
async function answer(order: Order, account: Account, id: string): Promise<object> {
  const filtered = account.filter.prompt.test(order.prompt) || account.filter.picture.test(order.prompt);
  const cost = { cost: order.usd, runtime_ms: account.durationMs };
  if (order.model.kind === 'partner') {
    if (filtered) return { request_id: id, status: 'request_moderated', inference_status: { ...cost, cost: 0 } };
    return { image_url: `${account.origin}${account.store(pictureOf(order), 'jpeg', PARTNER_LINK_LIVES_MS)}?sig=fake`, request_id: id, status: 'ok', inference_status: cost };
  }
  const file = { picture: pictureOf(order), format: 'png' as const };
  const image = `data:${typeOf(file, account)};base64,${Buffer.from(await bytesOf(file, account)).toString('base64')}`;
  return {
    request_id: id,
    seed: order.seed,
    nsfw_content_detected: [filtered],
    images: [image],
    inference_status: { status: 'succeeded', ...cost, tokens_generated: null, tokens_input: null },
  };
}
