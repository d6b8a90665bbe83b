import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ZObject } from 'zapier-platform-core';
import app from '../../../index.js';
import { fluxStep } from '../../../platforms/zapier/flux_step.js';
import { wireflowStep } from '../../../platforms/zapier/step.js';
import { appTester, errorOf } from '../../helpers/app.js';
import { FAKE_KEY } from '../../helpers/core.js';

/** What nobody foresaw: Zapier's runtime appends the step's values, and of requests that it does not merge their addresses and replies. */
const SENTENCE = 'Something went wrong inside this step that nobody foresaw. If an image was already started, it is still being made and paid: look in Wireflow, or at your provider, before you run the step again. If this comes again, tell the app’s owner.';
const SECRETS = /whk_fake|127\.0\.0\.1|A secret campaign|fake-bfl|wf_live|What happened|undefined/;

let server: http.Server;
let logged: string[];
beforeAll(async () => {
  server = http.createServer((_request, response) => response.end('{"webhookId":"whk_fake_reply","executionId":"exec_1"}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['WIREFLOW_BASE_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});
afterAll(() => {
  delete process.env['WIREFLOW_BASE_URL'];
  server.closeAllConnections();
  server.close();
});
beforeEach(() => void (logged = []));

const bundle = { authData: { api_key: FAKE_KEY, bfl_key: 'fake-bfl-key-0001' }, inputData: { webhook: 'whk_fake_1', prompt: 'A secret campaign' } };
const hearing = (z: ZObject) => Object.assign(z, { console: { error: (...words: unknown[]) => void logged.push(words.join(' ')) } });
const fault = (): never => {
  throw new TypeError('Cannot read properties of undefined: https://127.0.0.1/workflow/whk_fake_1');
};

test.each<[string, () => Promise<unknown>]>([
  ['a step that asks nobody', () => appTester((z, given) => wireflowStep(hearing(z), given, async () => fault()), bundle)],
  ['a step that has started something', () => appTester((z, given) => wireflowStep(hearing(z), given, async ({ client }) => client.trigger('whk_fake_1', {}).then(fault)), bundle)],
  ['a step of the providers', () => appTester((z, given) => fluxStep(hearing(z), given, async () => fault()), bundle)],
  ['what Zapier’s runtime says in a class that it adds to', () => appTester((z, given) => wireflowStep(hearing(z), given, async () => { throw new z.errors.DehydrateError('whk_fake_1'); }), bundle)],
])('%s tells a sentence, and neither what was filled in nor an address', async (_, run) => {
  const error = await errorOf(run());
  expect(error).toEqual(expect.objectContaining({ name: 'AppError', message: SENTENCE }));
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatch(/^(TypeError|DehydrateError)\n +at /);
  expect(logged[0]).not.toMatch(SECRETS);
}); // prettier-ignore

test('what Zapier knows how to tell passes as it is', async () => {
  const run = appTester((z, given) => wireflowStep(hearing(z), given, async () => { throw new z.errors.ThrottledError('Later.', 7); }), bundle);
  expect(await errorOf(run)).toMatchObject({ name: 'ThrottledError', message: 'Later.', delay: 7 });
  expect(logged).toEqual([]);
}); // prettier-ignore

type Run = (z: ZObject, bundle: object) => Promise<unknown>;
type Definition = Readonly<Record<string, { readonly operation: { readonly perform?: unknown; readonly inputFields?: readonly unknown[] } }>>;
const { triggers, creates, searches } = app as unknown as Readonly<Record<'triggers' | 'creates' | 'searches', Definition>>;
const RUNS: [string, Run][] = [
  ['the connection’s test', app.authentication?.test as Run],
  ...Object.entries(app.hydrators as unknown as Record<string, Run>),
  ...Object.entries({ ...triggers, ...creates, ...searches }).flatMap(([key, { operation }]) =>
    [operation.perform, ...(operation.inputFields ?? [])].flatMap((part): [string, Run][] => (typeof part === 'function' ? [[`${key}, ${part.name}`, part as Run]] : [])),
  ),
];

// Zapier calls nothing else of ours. The field of an image only looks whether there is a key.
test.each(RUNS.filter(([, { name }]) => name !== 'referenceImageField'))('whatever Zapier calls ends so, or in a sentence of its own: %s', async (_, run) => {
  const broken = new Proxy({}, { get: fault });
  const ended = await appTester(async (z) => run(hearing(z), { authData: broken, inputData: { workflow: broken, tier: broken } }).then(() => null, (error: unknown) => error));
  // The line about the price gives way to whatever goes wrong.
  if (!run.name.startsWith('priceNote')) expect(ended).toMatchObject({ doNotContextify: true });
}); // prettier-ignore

test('there are enough of them', () => expect(RUNS.length).toBeGreaterThanOrEqual(20));
