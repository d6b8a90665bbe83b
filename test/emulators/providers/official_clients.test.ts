import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { validateWebhook } from 'replicate';
import { startBfl, startProviders, type Providers } from '../../../emulators/providers/index.js';

const PNG = '89504e47';
let providers: Providers;
let quickBfl: Awaited<ReturnType<typeof startBfl>>;
let results: Record<string, { gave?: unknown; threw?: string }>;

beforeAll(async () => {
  providers = await startProviders({ clock: 'real', durationMs: 600, pictures: 'plain' });
  // One client knows no "Generating", so it only gets a picture that is never seen in the making.
  quickBfl = await startBfl({ clock: 'real', durationMs: 0 });
  const access = Object.fromEntries(Object.entries({ ...providers, quickBfl }).flatMap(([name, it]) => (typeof it === 'object' ? [[name, { url: it.url, key: it.account.key }]] : [])));
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(__dirname, 'clients.mjs'), JSON.stringify(access)]);
  results = JSON.parse(stdout) as typeof results;
}, 30_000);
afterAll(() => Promise.all([providers.close(), quickBfl.close()]));

// Where a client is right, the emulator satisfies it.
test.each([['ai bfl', 'ffd8ff'], ['ai deepinfra', PNG], ['ai replicate', PNG], ['openai', PNG]])('%s gets its picture', (name, start) => {
  expect(results[name]?.threw).toBeUndefined();
  expect(String(results[name]?.gave)).toMatch(new RegExp(`^${start}`));
});

test('the official client of Replicate gets a list, and a link, as each model gives it', () => {
  expect(results['replicate, waiting']?.gave).toEqual([expect.stringMatching(/^http:.*\.webp$/)]);
  expect(results['replicate, polling']?.gave).toEqual(expect.stringMatching(/^http:/));
});

test('the clients’ own words for refusals come from the emulators’ replies', () => {
  expect(results['replicate, moderated']?.threw).toContain('flagged as sensitive');
  expect(results['replicate, wrong input']?.threw).toContain('422');
  expect(results['openai, wrong key']?.threw).toContain('401');
});

// Where a client is known to be wrong, it is so here too; test/core/providers/failures.test.ts shows our adapter on the same replies.
test('a filter’s refusal makes one client wait until its time is over, a job in the making fails there, and a partner’s link fails another', () => {
  expect(results['ai bfl, moderated']?.threw).toMatch(/timed? ?out/i);
  expect(results['ai bfl, generating']?.threw).toContain('Invalid JSON');
  expect(results['ai deepinfra, partner']?.threw).toContain('Invalid JSON');
});

describe('callbacks', () => {
  async function callback(start: (url: string) => Promise<void>): Promise<{ headers: Record<string, string>; body: string }> {
    let heard: (call: { headers: Record<string, string>; body: string }) => void = () => undefined;
    const called = new Promise<{ headers: Record<string, string>; body: string }>((resolve) => void (heard = resolve));
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
      request.on('end', () => (response.end(), heard({ headers: request.headers as Record<string, string>, body })));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await start(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      return await called;
    } finally {
      server.close();
    }
  }
  const post = (url: string, headers: Record<string, string>, body: object) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

  test('of Replicate carry a proof that its own client takes, and that a changed body does not pass', async () => {
    const { replicate } = providers;
    const { headers, body } = await callback(async (url) => {
      await post(`${replicate.url}/models/black-forest-labs/flux-2-pro/predictions`, { authorization: `Bearer ${replicate.account.key}` }, { input: { prompt: 'x' }, webhook: url, webhook_events_filter: ['completed'] });
      replicate.account.clock.advance(1_000);
      await replicate.deliver();
    });
    const proof = { id: headers['webhook-id'] ?? '', timestamp: headers['webhook-timestamp'] ?? '', signature: headers['webhook-signature'] ?? '', secret: replicate.webhookSecret };
    expect(await validateWebhook({ ...proof, body })).toBe(true);
    expect(await validateWebhook({ ...proof, body: `${body} ` })).toBe(false);
    expect(JSON.parse(body)).toMatchObject({ status: 'succeeded' });
  });

  test('the scheme is the published one: a public example', () => {
    const signed = createHmac('sha256', Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')).update('msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}').digest('base64');
    expect(signed).toBe('g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  test('of BFL carry the secret as it was given, those of DeepInfra nothing', async () => {
    const { bfl, deepinfra } = providers;
    const ofBfl = await callback(async (url) => {
      await post(`${bfl.url}/flux-2-pro`, { 'x-key': bfl.account.key }, { prompt: 'x', webhook_url: url, webhook_secret: 'fake-secret' });
      bfl.account.clock.advance(1_000);
      await bfl.deliver();
    });
    expect(ofBfl.headers['x-webhook-secret']).toBe('fake-secret');
    expect(JSON.parse(ofBfl.body)).toMatchObject({ status: 'Ready' });
    const ofDeepInfra = await callback(async (url) => {
      await post(`${deepinfra.url}/inference/black-forest-labs/FLUX-2-pro`, { authorization: `Bearer ${deepinfra.account.key}` }, { prompt: 'x', webhook: url });
      deepinfra.account.clock.advance(1_000);
      await deepinfra.deliver();
    });
    expect(JSON.parse(ofDeepInfra.body)).toMatchObject({ status: 'ok', image_url: expect.any(String) });
  });
});
