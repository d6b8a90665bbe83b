import fc from 'fast-check';
import { WireflowError } from '../../../core/model/errors.js';
import { JOB_STATUSES, PROVIDERS, type Job, type ProviderName } from '../../../core/providers/job.js';
import { findOffer } from '../../../core/providers/offers.js';
import type { Provider } from '../../../core/providers/provider.js';
import { PUBLIC_BASE_URLS } from '../../../core/providers/hosts.js';
import { providerWith } from '../../../core/providers/providers.js';
import type { ProviderWorld } from '../provider_world.js';
import { expectSame, prompt } from './prompts.js';
import { changedReply } from './shapes.js';

const LINK = 'https://delivery-eu1.bfl.ai/a.png?sig=x';
const PICTURE = `data:image/png;base64,${'iVBORw0KGgo'.repeat(12)}`;

/** Replies as the providers' documents show them, to a start and to a look. */
const DOCUMENTED: Readonly<Record<ProviderName, readonly unknown[]>> = {
  bfl: [
    { id: 'a1', polling_url: 'https://api.eu1.bfl.ai/v1/get_result?id=a1', cost: 3, input_mp: 0, output_mp: 1 },
    { id: 'a1', status: 'Pending', result: null, progress: 0.3, details: null, preview: null },
    { id: 'a1', status: 'Ready', result: { sample: LINK, prompt: 'x', seed: 7, start_time: 1774008000.5, end_time: 1774008006, duration: 5.5 }, cost: 3 },
    { id: 'a1', status: 'Request Moderated', result: null, details: { 'Moderation Reasons': ['Violence'] }, cost: 0 },
    { id: 'a1', status: 'Task not found', result: null },
  ],
  deepinfra: [
    { request_id: 'R1', seed: 7, nsfw_content_detected: [false], images: [PICTURE], inference_status: { status: 'succeeded', runtime_ms: 900, cost: 0.015, tokens_generated: null } },
    { image_url: LINK, request_id: 'R1', status: 'ok', inference_status: { cost: 0.03, runtime_ms: 900 } },
    { request_id: 'R1', status: 'request_moderated', inference_status: { cost: 0 } },
    { created: 1774008000, data: [{ b64_json: PICTURE.slice(22), url: null }] },
  ],
  replicate: [
    { id: 'r1', status: 'starting', input: { prompt: 'x' }, output: null, error: null, logs: '', created_at: '2026-03-20T12:00:00Z', urls: { get: 'https://api.replicate.com/v1/predictions/r1', cancel: 'https://api.replicate.com/v1/predictions/r1/cancel' } },
    { id: 'r1', status: 'succeeded', output: ['https://replicate.delivery/a.webp'], metrics: { predict_time: 2.1 }, created_at: '2026-03-20T12:00:00Z', completed_at: '2026-03-20T12:00:04Z' },
    { id: 'r1', status: 'succeeded', output: 'https://replicate.delivery/a.webp' },
    { id: 'r1', status: 'failed', output: null, error: 'The input or output was flagged as sensitive. (E005)' },
  ],
};

/** A provider that answers every request with this, under a success status. */
function answering(name: ProviderName, body: unknown): Provider {
  const text = JSON.stringify(body) ?? '';
  return providerWith(name, { transport: async () => ({ status: 200, text, header: () => null }), apiKey: 'fake-key-0123456789', baseUrl: PUBLIC_BASE_URLS[name], now: () => Date.parse('2026-03-20T12:00:00Z'), deadlineMs: Infinity });
}

/** Whatever a provider answers, a start is a job or may have been one, and a look is a job or a sentence. */
export const providerReplies = PROVIDERS.flatMap((name) => {
  const offer = findOffer(name, { tier: 'final', size: '1:1', megapixels: 1, inputImages: 0 });
  if (offer === null) throw new Error(`${name} makes no such picture`);
  const reply = changedReply(DOCUMENTED[name]);
  const request = { offer, prompt: 'A boat', seed: 7, format: 'png', inputImages: [] } as const;
  const start = {
    name: `reply to a start at ${name}`,
    property: fc.asyncProperty(reply, async (body) => judge(answering(name, body).start(request), ['start_unknown'])),
  };
  const look = {
    name: `reply to a look at ${name}`,
    property: fc.asyncProperty(reply, async (body) => judge(Promise.resolve().then(() => answering(name, body).look({ provider: name, id: 'a1', lookUpUrl: null } as never)), ['unreadable', 'not_found'])),
  };
  return name === 'deepinfra' ? [start] : [start, look];
});

async function judge(asked: Promise<Job>, kinds: readonly WireflowError['kind'][]): Promise<void> {
  const job = await asked.catch((error: unknown) => {
    if (!(error instanceof WireflowError) || !kinds.includes(error.kind)) throw error;
    if (/undefined|\[object|NaN/.test(error.message)) throw new Error(`Unfit words: ${error.message}`);
    return null;
  });
  if (job === null) return;
  if (!JOB_STATUSES.includes(job.status)) throw new Error(`Not as promised: the status ${job.status}`);
  if (job.status === 'completed' && job.images.length === 0) throw new Error('Not as promised: completed without a picture');
  for (const { url, base64 } of job.images) if (base64 === null && (url === null || !URL.canParse(url))) throw new Error('Not as promised: a picture that is nowhere');
  for (const value of [job.seed, job.costMicroUsd]) if (value !== null && !Number.isFinite(value)) throw new Error('Not as promised: a number that is none');
  for (const time of [job.startedAt, job.finishedAt]) if (time !== null && Number.isNaN(Date.parse(time))) throw new Error('Not as promised: a time');
}

/** What is typed arrives at each provider, also on Wireflow's way out. */
export function typedAtProviders(world: ProviderWorld) {
  const sentTo = (name: ProviderName) => JSON.parse(world.providers[name].account.requests.findLast(({ method }) => method === 'POST')?.body ?? '{}') as Record<string, unknown>;
  const arrived = (name: ProviderName) => (name === 'replicate' ? (sentTo(name)['input'] as Record<string, unknown>) : sentTo(name));
  const fresh = () => {
    world.freshen();
    // Jobs that are going on count against a limit.
    world.emulator.clock.advance(60_000);
  };
  return PROVIDERS.flatMap((name) => [
    {
      name: `what is typed, through Zapier: Generate Flux Image at ${name}`,
      property: fc.asyncProperty(prompt, async (typed) => {
        fresh();
        await world.run('creates.generate_flux_image.operation.perform', { provider: name, tier: 'final', prompt: typed });
        expectSame(arrived(name), { prompt: typed });
      }),
    },
    {
      name: `what is typed, through Zapier: Generate Image, on its way out to ${name}`,
      property: fc.asyncProperty(prompt, async (typed) => {
        fresh();
        world.emulator.fault({ on: 'trigger', status: 402, times: Infinity });
        await world.run('creates.generate_image.operation.perform', { webhook: world.emulator.workflow('text-to-image').webhookId, prompt: typed, fallback: name });
        expectSame(arrived(name), { prompt: typed });
      }),
    },
  ]);
}
