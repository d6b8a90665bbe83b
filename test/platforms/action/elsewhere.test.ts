import { existsSync } from 'node:fs';
import path from 'node:path';
import { startProviders, type Providers } from '../../../emulators/providers/index.js';
import type { Emulator } from '../../../emulators/wireflow/index.js';
import { openWorkplace, type Workplace } from './workplace.js';

let place: Workplace;
let at: Emulator;
let providers: Providers;
beforeAll(async () => void (place = await openWorkplace()));
afterAll(() => place.close());
beforeEach(async () => {
  at = await place.world({});
  providers = await startProviders({ pictures: 'plain', clock: { now: () => at.clock.now(), advance: (ms) => at.clock.advance(ms), pass: async (ms) => at.clock.advance(ms) } });
});
afterEach(() => providers.close());

const env = () => ({ BFL_BASE_URL: providers.bfl.url, BFL_API_KEY: providers.bfl.account.key });
const step = (inputs: Record<string, string>, settings: Parameters<Workplace['step']>[1] = {}) => place.step({ prompt: 'A boat', ...inputs }, { at, env: env(), ...settings });
const bought = () => providers.bfl.account.requests.filter(({ method }) => method === 'POST').length;
const RUN = { 'api-key': 'sk-local-emulator-full', workflow: 'cmlocaltexttoimage0000000', fallback: 'bfl' };

test('a pipeline without Wireflow credits still delivers the image, says what it cost, and masks the key that paid', async () => {
  at.credits = 0;
  const { code, log, outputs, summary } = await step({ ...RUN, 'output-directory': 'night' });
  expect({ code, status: outputs['status'], bought: bought(), starts: at.executions.length }).toEqual({ code: 0, status: 'completed', bought: 1, starts: 0 });
  const [file = ''] = JSON.parse(outputs['image-files'] ?? '[]') as string[];
  expect(existsSync(path.join(place.folder, file))).toBe(true);
  expect(file).toMatch(/^night\//);
  expect(summary).toMatch(/Made by .* for \$0\.\d+, because Wireflow could not start it/);
  const { key } = providers.bfl.account;
  expect(log).toContain(`::add-mask::${key}`);
  expect([log.replaceAll(/^::add-mask::.*$/gm, ''), summary, JSON.stringify(outputs)].join()).not.toContain(key);
});

test.each<[string, Record<string, string>]>([
  ['with a way out', RUN],
  ['bought from a provider', { provider: 'bfl' }],
])('a re-run on a fresh machine buys no image again that was %s; on the same one it is known', async (_, inputs) => {
  at.credits = 0;
  const first = await step(inputs, { id: 'night' });
  at.credits = 500;
  const fresh = await step(inputs, { id: 'night', attempt: 2, machine: 'fresh' });
  const same = await step(inputs, { id: 'night', attempt: 2 });
  expect([first.code, fresh.code, same.code, bought(), at.executions.length]).toEqual([0, 6, 0, 1, 0]);
  expect(fresh.log).toMatch(/^::error title=Wireflow::This is attempt 2 .*an image from another provider can not be recognised/m);
  expect(JSON.parse(same.outputs['image-files'] ?? '[]')).toHaveLength(1);
});

test('with a run-id of one’s own, somebody has decided: it is bought anew', async () => {
  at.credits = 0;
  const inputs = { ...RUN, 'run-id': 'second try' };
  expect((await step(inputs, { attempt: 2 })).code).toBe(0);
});

test.each(['tier', 'megapixels', 'max-usd'])('%s without provider is refused, and not read over: a cap would be none', async (name) => {
  const { code, log } = await step({ ...RUN, [name]: '1' });
  expect({ code, starts: at.executions.length, bought: bought() }).toEqual({ code: 2, starts: 0, bought: 0 });
  expect(log).toMatch(new RegExp(`^::error title=Wireflow::The input ${name} is for the providers beside Wireflow\\. Use it with the input provider`, 'm'));
});

test.each<[string, Record<string, string>]>([
  ['with a way out', RUN],
  ['bought from a provider', { provider: 'bfl' }],
])('an image that is not finished in time, %s, is named by the address that fetches it', async (_, inputs) => {
  at.credits = 0;
  providers.bfl.account.faults.add({ on: 'look', replace: { status: 'Pending', result: null } }, Infinity);
  const { code, log, outputs, summary } = await step({ ...inputs, 'wait-minutes': '0.1' });
  expect({ code, status: outputs['status'] }).toEqual({ code: 7, status: 'queued' });
  const address = outputs['execution-id'] ?? '';
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\/get_result\?id=/);
  expect(log).toContain(`wireflow wait '${address}'`);
  expect(summary).toContain(`<td>Execution</td><td><code>${address}</code></td>`);
});

test('the inputs go by their own names in every refusal', async () => {
  const capped = await step({ provider: 'bfl', 'max-usd': '0.001' });
  expect({ code: capped.code, said: /^::error title=Wireflow::The input max-usd allows/m.test(capped.log) }).toEqual({ code: 4, said: true });
  const keyless = await step({ provider: 'bfl' }, { env: {} });
  expect({ code: keyless.code, said: /Set BFL_API_KEY to it/.test(keyless.log) }).toEqual({ code: 3, said: true });
  const unknown = await step({ ...RUN, fallback: 'acme' });
  expect({ code: unknown.code, said: /^::error title=Wireflow::The input fallback takes one of/m.test(unknown.log) }).toEqual({ code: 2, said: true });
  const unready = await step(RUN, { env: {} });
  expect(unready.log).toMatch(/^The input fallback bfl can make nothing: BFL_API_KEY is not set\./m);
  expect(bought()).toBe(0);
});
