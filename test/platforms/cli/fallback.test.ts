import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startProviders, type Providers } from '../../../emulators/providers/index.js';
import { openTerminal, type Terminal } from './terminal.js';

let terminal: Terminal;
let providers: Providers;
beforeAll(async () => {
  terminal = await openTerminal();
  const { clock } = terminal.emulator;
  providers = await startProviders({ pictures: 'plain', clock: { now: () => clock.now(), advance: (ms) => clock.advance(ms), pass: async (ms) => clock.advance(ms) } });
});
afterAll(() => Promise.all([terminal.close(), providers.close()]));
beforeEach(() => {
  terminal.emulator.reset();
  for (const name of NAMES) providers[name].account.requests.length = 0;
});

const NAMES = ['bfl', 'deepinfra', 'replicate'] as const;
const env = () => ({
  BFL_BASE_URL: providers.bfl.url, DEEPINFRA_BASE_URL: providers.deepinfra.url, REPLICATE_BASE_URL: providers.replicate.url,
  BFL_API_KEY: providers.bfl.account.key, DEEPINFRA_API_KEY: providers.deepinfra.account.key, REPLICATE_API_TOKEN: providers.replicate.account.key,
}); // prettier-ignore
const run = (args: readonly string[], more: Record<string, string | undefined> = {}, settings: Parameters<Terminal['run']>[1] = {}) => terminal.run(args, { ...settings, env: { ...env(), ...more } });
const bought = () => NAMES.reduce((sum, name) => sum + providers[name].account.requests.filter(({ method }) => method === 'POST').length, 0);
const starts = () => terminal.emulator.executions.length;
const PROMPT = ['generate', '--prompt', 'A boat', '--json', '--fallback'];
const outOfCredits = () => void (terminal.emulator.credits = 0);

describe('--fallback', () => {
  test('nobody else is asked as long as Wireflow starts it', async () => {
    const { code, lines } = await run([...PROMPT, 'bfl']);
    expect({ code, provider: lines[0]?.['provider'], bought: bought() }).toEqual({ code: 0, provider: 'wireflow', bought: 0 });
  });

  test.each(['bfl', 'deepinfra', 'replicate', 'deepinfra_dev'])('without credits the image is made elsewhere and saved: %s', async (way) => {
    outOfCredits();
    const { code, lines, stderr } = await run([...PROMPT, way, '--size', 'story', '--out', 'night']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(lines[0]).toMatchObject({ status: 'completed', provider: way.split('_')[0], image_count: 1 });
    expect(lines[0]?.['message']).toMatch(/^Made by .* for \$0\.\d+, because Wireflow could not start it: The Wireflow account has too few credits/);
    expect(existsSync(path.join(terminal.folder, String(lines[0]?.['image_file'])))).toBe(true);
    expect({ bought: bought(), starts: starts() }).toEqual({ bought: 1, starts: 0 });
  });

  test('also for run, where Wireflow does not even tell the inputs, and without waiting: its link would die', async () => {
    terminal.emulator.fault({ on: () => true, status: 503, headers: { 'retry-after': '60' }, times: Infinity });
    const { code, lines } = await run(['run', 'cmlocaltexttoimage0000000', '--prompt', 'A boat', '--fallback', 'bfl', '--wait', '0', '--json']);
    expect({ code, provider: lines[0]?.['provider'] }).toEqual({ code: 0, provider: 'bfl' });
    expect(existsSync(path.join(terminal.folder, String(lines[0]?.['image_file'])))).toBe(true);
  });

  test('one --run-id covers both: nothing is bought again, there or at Wireflow, and the file is given', async () => {
    const args = [...PROMPT, 'deepinfra', '--run-id', 'order-9'];
    outOfCredits();
    const first = await run(args);
    terminal.emulator.credits = 500;
    const again = await run(args);
    expect([first.code, again.code, bought(), starts()]).toEqual([0, 0, 1, 0]);
    expect(again.lines[0]).toMatchObject({ execution_id: first.lines[0]?.['execution_id'], image_file: first.lines[0]?.['image_file'], provider: 'deepinfra' });
    expect(again.lines[0]?.['message']).toContain('nothing new was started');
  });

  test.each<[string, object]>([
    ['a start that may have arrived', { drop: 'after' }],
    ['a refusal of the input', { status: 422 }],
  ])('never after %s', async (_, fault) => {
    terminal.emulator.fault({ on: 'trigger', times: Infinity, ...fault });
    const { code } = await run([...PROMPT, 'bfl']);
    expect({ code: code === 6 || code === 2, bought: bought() }).toEqual({ code: true, bought: 0 });
  });

  test('only for a prompt alone; a cap holds for both; and both reasons are said', async () => {
    outOfCredits();
    const more = await run([...PROMPT, 'bfl', '--input', 'Colour=red']);
    expect({ code: more.code, said: /needs a prompt alone/.test(more.stderr) }).toEqual({ code: 4, said: true });
    const capped = await run([...PROMPT, 'bfl', '--max-credits', '1', '--uncertain-cost', 'start']);
    expect(capped.code).toBe(4);
    providers.bfl.account.balanceUsd = 0;
    const neither = await run([...PROMPT, 'bfl']);
    providers.bfl.account.balanceUsd = 20;
    expect({ code: neither.code, said: /too few credits.*Nor was it made elsewhere: .*Black Forest Labs/.test(neither.stderr) }).toEqual({ code: 4, said: true });
    expect(starts()).toBe(0);
  });

  test('where both fail, the code is that of Wireflow’s refusal; and 6 where the image may have been bought there', async () => {
    outOfCredits();
    const refused = await run([...PROMPT, 'bfl'], { BFL_API_KEY: 'refused' });
    expect({ code: refused.code, said: /too few credits.*Nor was it made elsewhere: Black Forest Labs does not accept/.test(refused.stderr) }).toEqual({ code: 4, said: true });
    providers.bfl.account.faults.add({ on: 'start', answer: 500 });
    const lost = await run([...PROMPT, 'bfl']);
    expect({ code: lost.code, said: /Wireflow could not start this\. .*your usage at Black Forest Labs/.test(lost.stderr) }).toEqual({ code: 6, said: true });
  });

  test('a missing key is said while nobody needs it yet, and is no reason to stop', async () => {
    const { code, stderr } = await run([...PROMPT, 'bfl'], { BFL_API_KEY: undefined });
    expect(code).toBe(0);
    expect(stderr).toContain('--fallback bfl can make nothing: BFL_API_KEY is not set.');
  });

  test('a way out that there is not is wrong usage', async () => {
    expect(await run([...PROMPT, 'acme'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--fallback takes one of') });
  });
});

describe('--reuse at a provider', () => {
  const args = ['generate', '--provider', 'bfl', '--prompt', 'The same boat', '--reuse', 'day', '--json'];

  test('gives the saved file again, and buys anew once it is gone, or anything is different', async () => {
    const first = await run(args);
    const again = await run([...args, '--out', 'elsewhere']);
    expect([first.code, again.code, bought()]).toEqual([0, 0, 1]);
    expect(again.lines[0]).toMatchObject({ status: 'completed', job_id: first.lines[0]?.['job_id'] });
    expect(again.lines[0]?.['message']).toContain('Made before from the same inputs');
    expect(readdirSync(path.join(terminal.folder, 'elsewhere'))).toHaveLength(1);
    await run([...args, '--seed', '7']);
    expect(bought()).toBe(2);
    rmSync(path.join(terminal.folder, String(first.lines[0]?.['image_file'])));
    rmSync(path.join(terminal.folder, 'elsewhere'), { recursive: true });
    await run(args);
    expect(bought()).toBe(3);
  });

  test('knows an input image by what it shows, and not by its name', async () => {
    const picture = (last: number) => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, last]);
    const edit = async (name: string, last: number) => {
      writeFileSync(path.join(terminal.folder, name), picture(last));
      expect((await run(['generate', '--provider', 'bfl', '--prompt', 'At night', '--image', name, '--reuse', 'day'])).code).toBe(0);
    };
    await edit('shoe.png', 1);
    await edit('renamed.png', 1);
    expect(bought()).toBe(1);
    await edit('shoe.png', 2);
    expect(bought()).toBe(2);
  });
});

describe('a job address', () => {
  test('wait goes on with what was not finished, and get shows it', async () => {
    providers.bfl.account.faults.add({ on: 'look', replace: { status: 'Pending', result: null } }, 3);
    const first = await run(['generate', '--provider', 'bfl', '--prompt', 'A slow boat', '--wait', '4']);
    providers.bfl.account.faults.clear();
    expect(first.code).toBe(7);
    const [, address = ''] = /wireflow wait '([^']+)'/.exec(first.stderr) ?? [];
    const seen = await run(['get', address, '--json']);
    expect({ code: seen.code, provider: seen.lines[0]?.['provider'] }).toEqual({ code: 0, provider: 'bfl' });
    const waited = await run(['wait', address, '--json']);
    expect({ code: waited.code, status: waited.lines[0]?.['status'] }).toEqual({ code: 0, status: 'completed' });
    expect(existsSync(path.join(terminal.folder, String(waited.lines[0]?.['image_file'])))).toBe(true);
    expect(bought()).toBe(1);
    expect((await run(['wait', address], { BFL_API_KEY: undefined })).code).toBe(3);
  });

  test('an address of elsewhere gets no key', async () => {
    expect(await run(['wait', 'https://evil.example/get_result?id=1'])).toMatchObject({ code: 2, stderr: expect.stringContaining('The job address holds no address of a job. Give the address that generate has printed.') });
  });
});

test('--max-usd holds before anything is bought', async () => {
  const { code, stderr } = await run(['generate', '--provider', 'bfl', '--prompt', 'A boat', '--max-usd', '0.001']);
  expect({ code, bought: bought() }).toEqual({ code: 4, bought: 0 });
  expect(stderr).toMatch(/^--max-usd allows \$0\.001/m);
});

describe('doctor', () => {
  const states = async (more: Record<string, string | undefined> = {}) => {
    const { code, lines } = await run(['doctor', '--json'], more);
    return { code, states: Object.fromEntries(lines.filter(({ check }) => /^key \w|^providers/.test(String(check))).map(({ check, state }) => [check, state])) };
  };

  test('tries the keys for a way out before it is needed, for free', async () => {
    providers.bfl.account.balanceUsd = 20;
    const { lines } = await run(['doctor', '--json']);
    expect(lines.filter(({ check }) => /^key \w/.test(String(check))).map(({ check, message }) => `${String(check)}: ${String(message)}`)).toEqual(['key bfl: $20.00 left', 'key deepinfra: DeepInfra accepts it', 'key replicate: Replicate accepts it']);
    expect(bought()).toBe(0);
  });

  test.each([['BFL_API_KEY', 'bfl'], ['DEEPINFRA_API_KEY', 'deepinfra'], ['REPLICATE_API_TOKEN', 'replicate']] as const)('a refused %s is a fault, and one that is not set is none', async (variable, name) => {
    expect(await states({ [variable]: 'refused' })).toMatchObject({ code: 3, states: { [`key ${name}`]: 'fault' } });
    expect((await states({ [variable]: undefined })).states).not.toHaveProperty([`key ${name}`]);
  });

  test('without any, it says what that means', async () => {
    expect((await states({ BFL_API_KEY: '', DEEPINFRA_API_KEY: undefined, REPLICATE_API_TOKEN: undefined })).states).toEqual({ providers: 'left out' });
  });
});
