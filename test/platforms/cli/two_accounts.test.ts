import { startProviders, type Providers } from '../../../emulators/providers/index.js';
import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { openTerminal, type Terminal } from './terminal.js';

const OTHER_KEY = 'sk-fake-other-account-0123456789';
/** A second key of the first account. */
const NEW_KEY = 'sk-fake-new-key-0123456789';
const VARIABLES = { bfl: 'BFL_API_KEY', deepinfra: 'DEEPINFRA_API_KEY', replicate: 'REPLICATE_API_TOKEN' } as const;
const WORKFLOW = 'cmlocaltexttoimage0000000';

/** One machine on which two customers' accounts are used. The other one's executions are not seen with the first one's keys. */
let terminal: Terminal;
let other: Emulator;
let providers: Providers;
beforeEach(async () => {
  terminal = await openTerminal();
  const { clock } = terminal.emulator;
  const shared = { now: () => clock.now(), advance: (ms: number) => clock.advance(ms), pass: async (ms: number) => clock.advance(ms) };
  [other, providers] = await Promise.all([startEmulator({ clock: 'manual', startAt: clock.now(), pictures: 'plain' }), startProviders({ pictures: 'plain', clock: shared })]);
});
afterEach(() => Promise.all([terminal.close(), other.close(), providers.close()]));

/** Wireflow as both see it: whose key it is decides whose executions there are. */
const wireflow = (async (url: string, init: RequestInit = {}) => {
  const headers = new Headers(init.headers);
  const isOther = (headers.get('authorization') ?? headers.get('x-api-key') ?? '').includes(OTHER_KEY);
  for (const [name, value] of [...headers]) headers.set(name, value.replaceAll(OTHER_KEY, other.keys.full).replaceAll(NEW_KEY, terminal.emulator.keys.full));
  if (!isOther) return fetch(url, { ...init, headers });
  other.clock.advance(Math.max(0, terminal.emulator.clock.now() - other.clock.now()));
  return fetch(String(url).replace(terminal.emulator.url, other.url), { ...init, headers });
}) as typeof fetch;
const run = (args: readonly string[], env: Record<string, string | undefined> = {}) => terminal.run([...args, '--json'], { fetch: wireflow, env });
const theOther = { WIREFLOW_API_KEY: OTHER_KEY };

describe.each(['bfl', 'deepinfra', 'replicate'] as const)('one --run-id under two keys of %s', (provider) => {
  const buy = (key: string) => run(['generate', '--provider', provider, '--prompt', 'A boat', '--run-id', 'order 17'], { BFL_BASE_URL: providers.bfl.url, DEEPINFRA_BASE_URL: providers.deepinfra.url, REPLICATE_BASE_URL: providers.replicate.url, [VARIABLES[provider]]: key });

  test('buys for each, and gives each its own image again', async () => {
    const { account } = providers[provider];
    const otherKey = `${account.key}9`;
    account.otherKeys.add(otherKey);
    const first = await buy(account.key);
    const second = await buy(otherKey);
    expect([first.code, second.code, account.bought.length]).toEqual([0, 0, 2]);
    expect(second.lines[0]?.['job_id']).not.toBe(first.lines[0]?.['job_id']);
    for (const [key, { lines: [line = {}] }] of [[account.key, first], [otherKey, second]] as const) {
      const { lines: [again = {}] } = await buy(key);
      expect(again).toMatchObject({ job_id: line['job_id'], image_file: line['image_file'], message: expect.stringContaining('nothing new was started') as string });
    }
    expect(account.bought).toHaveLength(2);
  }, 60_000);
});

describe('one --run-id of a workflow', () => {
  test.each([['--run-id', 'order 17'], ['--reuse', 'day']])('with another account’s key is started again (%s %s), and nothing of the first is shown', async (...option) => {
    const args = ['run', WORKFLOW, '--prompt', 'A boat', ...option];
    const [first, second, firstAgain, secondAgain] = [await run(args), await run(args, theOther), await run(args), await run(args, theOther)];
    const ids = [first, second, firstAgain, secondAgain].map(({ lines }) => lines[0]?.['execution_id']);
    expect(ids).toEqual([ids[0], ids[1], ids[0], ids[1]]);
    expect(ids[0]).not.toBe(ids[1]);
    expect(JSON.stringify(second.lines)).not.toContain(String(ids[0]));
    expect([terminal.emulator.executions.length, other.executions.length]).toEqual([1, 1]);
  });

  test('with a new key of the same account is not', async () => {
    const args = ['run', WORKFLOW, '--prompt', 'A boat', '--run-id', 'order 17'];
    const first = await run(args);
    const again = await run(args, { WIREFLOW_API_KEY: NEW_KEY });
    expect([again.code, again.lines[0]?.['execution_id'], again.lines[0]?.['image_count']]).toEqual([0, first.lines[0]?.['execution_id'], 1]);
    expect(terminal.emulator.executions).toHaveLength(1);
  });
});

test('a webhook is one account’s, whoever starts it: the other key gets the id, and no image that it does not see', async () => {
  const args = ['generate', '--prompt', 'A boat', '--run-id', 'order 17', '--wait', '5'];
  const first = await run(args);
  const { lines: [line = {}] } = await run(args, theOther);
  expect(line).toMatchObject({ execution_id: first.lines[0]?.['execution_id'], image_count: 0 });
  expect([terminal.emulator.executions.length, other.executions.length]).toEqual([1, 0]);
});
