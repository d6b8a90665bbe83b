import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RUN_FIELDS } from '../../../core/outputs/run_output.js';
import { openTerminal, type Terminal } from './terminal.js';

let terminal: Terminal;
beforeAll(async () => void (terminal = await openTerminal()));
afterAll(() => terminal.close());
beforeEach(() => terminal.emulator.reset());

const KEYS = RUN_FIELDS.map(({ key }) => key);
const inFolder = (...parts: string[]) => path.join(terminal.folder, ...parts);
const starts = () => terminal.emulator.requests.filter(({ endpoint }) => ['trigger', 'run', 'execute'].includes(endpoint));
const WORKFLOW = 'cmlocaltexttoimage0000000';

describe('generate', () => {
  test('saves the image under the execution’s ID, with the ending that its bytes ask for', async () => {
    const { code, lines } = await terminal.run(['generate', '--prompt', 'A boat', '--size', '9:16', '--out', 'images', '--json']);
    const file = `images/${String(lines[0]?.['id'])}-1.png`;
    expect({ code, file: lines[0]?.['image_file'], images: lines[0]?.['images'] }).toEqual({ code: 0, file, images: [expect.objectContaining({ file })] });
    expect(readFileSync(inFolder(file)).subarray(1, 4).toString()).toBe('PNG');
    expect(readdirSync(inFolder('images'))).toEqual([path.basename(file)]);
  });

  test('gives the keys of the steps and no others, also when it fails', async () => {
    const done = await terminal.run(['generate', '--prompt', 'A boat', '--json']);
    const refused = await terminal.run(['generate', '--json']);
    expect(Object.keys(done.lines[0] ?? {})).toEqual(KEYS);
    expect(Object.keys(refused.lines[0] ?? {})).toEqual(KEYS);
    expect(refused.lines[0]).toMatchObject({ execution_id: null, status: null, error_kind: 'bad_input', error: expect.stringContaining('--prompt is empty') });
  });

  test('reads the prompt from standard input for “-” alone, without the line break of the pipe', async () => {
    await terminal.run(['generate', '--prompt', '-', '--wait', '0'], { stdin: 'A boat\nat sea\n' });
    expect(JSON.parse(starts()[0]?.body ?? '')).toEqual({ prompt: 'A boat\nat sea' });
  });

  test('the same Only Once ID buys nothing twice, here; another one does', async () => {
    const first = await terminal.run(['generate', '--prompt', 'x', '--run-id', 'order 17', '--json']);
    const again = await terminal.run(['generate', '--prompt', 'x', '--run-id', 'order 17', '--json']);
    await terminal.run(['generate', '--prompt', 'x', '--run-id', 'order 18', '--wait', '0']);
    expect(again.lines[0]?.['id']).toBe(first.lines[0]?.['id']);
    expect(again.stderr).toContain('A command with this Only Once ID has started this execution before');
    expect(starts()).toHaveLength(2);
  });

  test('that a failed execution was followed by a new one is still said after the wait for it', async () => {
    const first = await terminal.run(['generate', '--prompt', 'x', '--run-id', 'again', '--wait', '0', '--json']);
    terminal.emulator.finish(String(first.lines[0]?.['id']), 'FAILED', 'Out of memory');
    const { lines } = await terminal.run(['generate', '--prompt', 'x', '--run-id', 'again', '--json']);
    expect(lines[0]?.['status']).toBe('completed');
    expect(lines[0]?.['message']).toContain('so a new one was started');
    expect(starts()).toHaveLength(2);
  });

  test('with --reuse, what this machine has made before is given again; without it, or with another picture, it is made anew', async () => {
    const first = await terminal.run(['generate', '--prompt', 'A kite', '--seed', '7', '--reuse', 'day', '--json']);
    const again = await terminal.run(['generate', '--prompt', 'A kite', '--seed', '7', '--reuse', 'week', '--out', 'again', '--json']);
    expect(again.lines[0]).toMatchObject({ id: first.lines[0]?.['id'], status: 'completed', image_count: 1 });
    expect(again.lines[0]?.['message']).toMatch(/^Made before from the same inputs, on .* nothing new was started\.$/);
    expect([again.code, existsSync(inFolder(String(again.lines[0]?.['image_file'])))]).toEqual([0, true]);
    expect(starts()).toHaveLength(1);
    await terminal.run(['generate', '--prompt', 'A kite', '--seed', '7', '--json']);
    await terminal.run(['generate', '--prompt', 'A kite', '--seed', '8', '--reuse', 'day', '--json']);
    const [byName, byNameAgain] = [await terminal.run(['run', WORKFLOW, '--prompt', 'A kite', '--reuse', 'day', '--json']), await terminal.run(['run', WORKFLOW, '--prompt', 'A kite', '--reuse', 'day', '--json'])];
    expect(byNameAgain.lines[0]?.['id']).toBe(byName.lines[0]?.['id']);
    expect(starts()).toHaveLength(4);
    writeFileSync(inFolder('shoe.png'), readFileSync('docs/images/example.png'));
    const withImage = (...image: string[]) => terminal.run(['generate', '--prompt', 'A kite', '--seed', '7', ...image, '--reuse', 'day', '--json']);
    const shoe = await withImage('--image', 'shoe.png');
    writeFileSync(inFolder('copy.png'), readFileSync(inFolder('shoe.png')));
    expect((await withImage('--image', 'copy.png')).lines[0]?.['id']).toBe(shoe.lines[0]?.['id']);
    expect(starts()).toHaveLength(5);
    // Another picture under the same name.
    writeFileSync(inFolder('shoe.png'), Buffer.concat([readFileSync(inFolder('copy.png')), Buffer.from('x')]));
    expect((await withImage('--image', 'shoe.png')).lines[0]?.['id']).not.toBe(shoe.lines[0]?.['id']);
    expect(starts()).toHaveLength(6);
  });

  test('--reuse needs the key, and knows three words', async () => {
    expect(await terminal.run(['generate', '--prompt', 'x', '--reuse', 'day'], { env: { WIREFLOW_API_KEY: undefined } })).toMatchObject({ code: 3 });
    const wrong = await terminal.run(['generate', '--prompt', 'x', '--reuse', 'always']);
    expect([wrong.code, wrong.stderr.includes('--reuse takes one of')]).toEqual([2, true]);
    expect(starts()).toHaveLength(0);
  });

  test('an Only Once ID whose start was lost stays a warning', async () => {
    terminal.emulator.fault({ on: 'trigger', drop: 'after' });
    const codes = [await terminal.run(['generate', '--prompt', 'x', '--run-id', 'lost']), await terminal.run(['generate', '--prompt', 'x', '--run-id', 'lost'])];
    expect(codes.map(({ code }) => code)).toEqual([6, 6]);
    expect(starts()).toHaveLength(1);
  });

  test('a file is copied to Wireflow with the key, and only when the run is started', async () => {
    writeFileSync(inFolder('shoe.txt'), readFileSync('docs/images/example.png'));
    await terminal.run(['generate', '--prompt', 'x', '--image', 'shoe.txt', '--wait', '0', '--max-credits', '1']);
    expect(terminal.emulator.requests.filter(({ endpoint }) => endpoint.startsWith('media'))).toEqual([]);
    await terminal.run(['generate', '--prompt', 'x', '--image', 'shoe.txt', '--wait', '0']);
    const [upload] = terminal.emulator.requests.filter(({ endpoint }) => endpoint.startsWith('media'));
    expect(upload?.headers['authorization']).toContain(terminal.emulator.keys.full);
    expect((JSON.parse(starts()[0]?.body ?? '') as { image_url: string }).image_url).toMatch(/^http.*\/cdn\//);
  });

  test('without a key a file is refused, and a link is sent as it is', async () => {
    writeFileSync(inFolder('shoe.png'), readFileSync('docs/images/example.png'));
    const env = { WIREFLOW_API_KEY: undefined };
    expect(await terminal.run(['generate', '--prompt', 'x', '--image', 'shoe.png'], { env })).toMatchObject({ code: 3 });
    expect(await terminal.run(['generate', '--prompt', 'x', '--image', 'https://example.com/a.png'], { env })).toMatchObject({ code: 0 });
    expect(JSON.parse(starts()[0]?.body ?? '')).toEqual({ prompt: 'x', image_url: 'https://example.com/a.png' });
  });

  test('what is no image is not saved as one, and nothing is left behind', async () => {
    const page: typeof fetch = fetch;
    terminal.emulator.fault({ on: ({ path: at }) => at.startsWith('/cdn/'), times: Infinity, status: 200, html: true });
    const { code, stderr } = await terminal.run(['generate', '--prompt', 'x', '--out', 'odd'], { fetch: page });
    expect(code).toBe(7);
    expect(stderr).toContain('Image 1 was not saved: what came is not an image.');
    expect(readdirSync(inFolder('odd'))).toEqual([]);
  });

  test('what came in part is neither saved as an image nor sent as one', async () => {
    terminal.emulator.fault({ on: ({ path: at }) => at.startsWith('/cdn/'), times: Infinity, status: 200, body: 'RIFF\u007f\0\0\0WEBPVP8L' });
    const { code, stderr } = await terminal.run(['generate', '--prompt', 'x', '--out', 'part']);
    expect([code, stderr]).toEqual([7, expect.stringContaining('Image 1 was not saved: only a part of it came.')]);
    expect(readdirSync(inFolder('part'))).toEqual([]);
    writeFileSync(inFolder('part.png'), readFileSync('docs/images/example.png').subarray(0, -20));
    expect(await terminal.run(['generate', '--prompt', 'x', '--image', 'part.png'])).toMatchObject({ code: 2, stderr: expect.stringContaining('“part.png” is cut off') });
    expect(starts()).toHaveLength(1);
  });

  test('the webhook and the key come from files as well, and never come out', async () => {
    writeFileSync(inFolder('hook'), 'whk_local_text_to_image\n');
    writeFileSync(inFolder('key'), `${terminal.emulator.keys.full}\r\n`);
    const env = { WIREFLOW_API_KEY: undefined, WIREFLOW_WEBHOOK: '@hook' };
    const { code, stdout, stderr } = await terminal.run(['generate', '--prompt', 'x', '--api-key-file', 'key', '--json'], { env });
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(/whk_|sk-local/);
    expect(await terminal.run(['credits', '--api-key-file', '-'], { env, stdin: terminal.emulator.keys.full })).toMatchObject({ code: 0 });
    expect(await terminal.run(['credits'], { env: { WIREFLOW_API_KEY: '', WIREFLOW_API_KEY_FILE: 'key' } })).toMatchObject({ code: 0 });
    expect(await terminal.run(['credits', '--api-key-file', 'gone'], { env })).toMatchObject({ code: 2, stderr: expect.stringContaining('--api-key-file') });
  });
});

describe('run', () => {
  test('a cap holds for a size of up to a megapixel, as with generate, and stops a larger one', async () => {
    const capped = async (...args: string[]) => (await terminal.run(['run', 'cmlocaltexttoimage0000000', '--prompt', 'A boat', '--max-credits', '20', '--wait', '0', ...args])).code;
    expect(await capped('--size', '1024x1024')).toBe(0);
    expect(await capped('--size', '2048x2048')).toBe(4);
    expect(await capped('--size', '1024x1024', '--input', '1776100982446=7')).toBe(4);
    expect(await capped('--size', '2048x2048', '--uncertain-cost', 'start')).toBe(0);
    expect(terminal.emulator.executions).toHaveLength(2);
  });

  test('takes inputs by name and by ID, a prompt and a size, and sends what Wireflow knows the run by', async () => {
    const { code } = await terminal.run(['run', 'text to image (flux 2 pro)', '--prompt', 'A boat', '--size', 'story', '--input', '1776100982446=7', '--input', 'style=calm', '--run-id', 'a', '--wait', '0']);
    expect(code).toBe(0);
    const [start] = starts();
    expect(JSON.parse(start?.body ?? '')).toEqual({ inputs: { 'text-input-1': 'A boat', 'width-1': 720, 'height-1': 1280, 'aspect-1': '9:16', 1776100982446: 7, 'style-1': 'calm' } });
    expect(start?.headers['idempotency-key']).toMatch(/^[0-9a-f]{64}$/);
  });

  test('on another machine the same Only Once ID gives the same run', async () => {
    const first = await terminal.run(['run', WORKFLOW, '--prompt', 'x', '--run-id', 'b', '--wait', '0', '--json']);
    const elsewhere = await terminal.run(['run', WORKFLOW, '--prompt', 'x', '--run-id', 'b', '--wait', '0', '--json'], { env: { XDG_STATE_HOME: inFolder('elsewhere') } });
    expect(elsewhere.lines[0]?.['id']).toBe(first.lines[0]?.['id']);
    expect(terminal.emulator.executions).toHaveLength(1);
  });

  test('copies a file for an image input', async () => {
    writeFileSync(inFolder('shoe.png'), readFileSync('docs/images/example.png'));
    const { code } = await terminal.run(['run', 'cmlocalimageinput00000000', '--input', 'image-1=shoe.png', '--wait', '0']);
    expect(code).toBe(0);
    expect(JSON.parse(starts()[0]?.body ?? '')).toMatchObject({ inputs: { 'image-1': expect.stringMatching(/\/cdn\//) } });
  });

  test.each<[string, string[], RegExp]>([
    ['an input that there is not', ['--input', 'Mood=x'], /no input called “Mood”.*Prompt \(text-input-1\)/],
    ['an input without a value', ['--input', 'Mood'], /NAME=VALUE/],
    ['an input twice', ['--input', 'Prompt=x', '--prompt', 'y'], /given twice/],
    ['an empty prompt', ['--prompt', ' '], /--prompt is empty/],
    ['a workflow name that there is not', [], /exactly that name/],
  ])('refuses %s', async (name, args, sentence) => {
    const { code, stderr } = await terminal.run(['run', name.startsWith('a workflow') ? 'no such workflow' : WORKFLOW, ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
    expect(starts()).toEqual([]);
  });
});

describe('get and wait', () => {
  test('get shows a failed run and ends well; wait tells it by its code', async () => {
    const { id } = terminal.emulator.addExecution({ status: 'FAILED', error: 'moderation' });
    expect(await terminal.run(['get', id])).toMatchObject({ code: 0, stdout: expect.stringContaining('(failed)') });
    expect(await terminal.run(['wait', id])).toMatchObject({ code: 1 });
  });

  test('wait goes on where generate ran out of time, and starts nothing', async () => {
    const begun = await terminal.run(['generate', '--prompt', 'x', '--wait', '0', '--json']);
    const id = String(begun.lines[0]?.['id']);
    const { code, lines } = await terminal.run(['wait', id, '--out', 'later', '--json']);
    expect({ code, file: lines[0]?.['image_file'] }).toEqual({ code: 0, file: `later/${id}-1.png` });
    expect(existsSync(inFolder('later', `${id}-1.png`))).toBe(true);
    expect(starts()).toHaveLength(1);
  });

  test('wait 0 looks once', async () => {
    const begun = await terminal.run(['generate', '--prompt', 'x', '--wait', '0', '--json']);
    expect(await terminal.run(['wait', String(begun.lines[0]?.['id']), '--wait', '0'])).toMatchObject({ code: 7 });
  });
});

describe('watch', () => {
  test('prints what ends from now on, once, and not what had ended before', async () => {
    const old = terminal.emulator.addExecution({ startedAt: terminal.emulator.clock.now() - 60_000 });
    const fresh: string[] = [];
    const { code, lines } = await terminal.run(['watch', '--count', '2', '--every', '5'], {
      onSleep: () => {
        if (fresh.length < 2) fresh.push(terminal.emulator.addExecution({ startedAt: terminal.emulator.clock.now(), ...(fresh.length === 0 ? {} : { status: 'FAILED' as const, error: 'no' }) }).id);
      },
    });
    expect(code).toBe(0);
    expect(lines.map(({ id }) => id)).toEqual(fresh);
    expect(lines.map(({ id }) => id)).not.toContain(old.id);
    expect(Object.keys(lines[0] ?? {})).toEqual(KEYS);
  });

  test('Ctrl-C ends it', async () => {
    const keyboard = new AbortController();
    expect(await terminal.run(['watch'], { signal: keyboard.signal, onSleep: () => keyboard.abort() })).toMatchObject({ code: 130, stdout: '' });
  });

  test.each([['--every', '1'], ['--count', '0'], ['--outcome', 'good']])('refuses %s %s', async (...args) => {
    expect(await terminal.run(['watch', ...args])).toMatchObject({ code: 2 });
  });
});

describe('account', () => {
  test('workflows: one line each, without a webhook', async () => {
    const people = await terminal.run(['workflows', '--name', 'text']);
    const json = await terminal.run(['workflows', '--json']);
    expect(people.stdout).toContain('Text to Image (Flux 2 Pro)');
    expect(json.lines).toHaveLength(terminal.emulator.workflows.length);
    expect(json.stdout + people.stdout).not.toContain('whk_');
    expect(await terminal.run(['workflows', '--name', 'nothing of that'])).toMatchObject({ code: 0, stdout: '', stderr: 'No workflow has that in its name.\n' });
  });

  test('inputs, credits and estimate', async () => {
    expect((await terminal.run(['inputs', WORKFLOW, '--json'])).lines[0]).toMatchObject({ id: 'text-input-1', label: 'Prompt', type: 'text' });
    expect((await terminal.run(['inputs', WORKFLOW])).stdout).toMatch(/Prompt +text-input-1 +text/);
    expect((await terminal.run(['credits', '--json'])).lines).toEqual([{ id: 'credit_balance', credits: 1000 }]);
    expect((await terminal.run(['estimate', WORKFLOW, '--json'])).lines[0]).toMatchObject({ id: WORKFLOW, credits: 10, available_credits: 1000 });
    expect((await terminal.run(['estimate', WORKFLOW])).stdout).toContain('An execution costs 10 credits. 1,000 are left.');
  });

  test('prices: rows with the fixed keys, null where nothing is known, and no request', async () => {
    const { code, lines } = await terminal.run(['prices', '--tier', 'pro', '--size', '2048x2048', '--count', '1000', '--json'], { env: { WIREFLOW_API_KEY: undefined } });
    expect(code).toBe(0);
    expect(lines.map((line) => Object.keys(line))).toEqual(lines.map(() => ['provider', 'model', 'perImageUsd', 'usd', 'basis', 'asOf', 'source', 'assumptions']));
    expect(lines.find(({ provider }) => provider === 'bfl')).toMatchObject({ model: 'flux-2-pro', perImageUsd: 0.075, usd: 75 });
    expect(lines.find(({ provider }) => provider === 'wireflow')).toMatchObject({ usd: null, model: null });
    expect(terminal.emulator.requests).toEqual([]);
    expect((await terminal.run(['prices'])).stdout).toMatch(/^DeepInfra/);
  });

  test.each([['--tier', 'best'], ['--size', 'huge'], ['--count', '0'], ['--megapixels', '3']])('prices refuses %s %s', async (...args) => {
    expect(await terminal.run(['prices', ...args])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(args[0] as string) });
  });
});

describe('doctor', () => {
  /** The emulator's clock is moved by hand; its server's own header is not. */
  const clockOff = (ms: number): typeof fetch => async (...request) => {
    const answer = await fetch(...request);
    return new Response(answer.body, { status: answer.status, headers: { ...Object.fromEntries(answer.headers), date: new Date(terminal.emulator.clock.now() + ms).toUTCString() } });
  };

  test('finds nothing wrong, starts nothing', async () => {
    const { code, lines } = await terminal.run(['doctor', '--json'], { fetch: clockOff(0) });
    expect(code).toBe(0);
    expect(lines.filter(({ state }) => state === 'fault')).toEqual([]);
    expect(lines.map(({ check }) => check)).toEqual(expect.arrayContaining(['address', 'Only Once IDs', 'webhook', 'key', 'limits', 'clock']));
    expect(terminal.emulator.executions).toEqual([]);
  });

  test.each<[string, Record<string, string | undefined>, number, RegExp]>([
    ['a key that has expired', { WIREFLOW_API_KEY: 'sk-local-emulator-expired' }, 3, /key +fault +The Wireflow API key has expired/],
    ['a missing scope', { WIREFLOW_API_KEY: 'sk-local-emulator-no-usage' }, 3, /scope usage:read +fault/],
    ['a webhook that there is not', { WIREFLOW_WEBHOOK: 'whk_local_nothing' }, 2, /webhook +fault/],
    ['a state folder that can not be written', { XDG_STATE_HOME: '/dev/null' }, 5, /Only Once IDs +fault/],
    ['no key', { WIREFLOW_API_KEY: undefined }, 0, /key +left out/],
  ])('says %s', async (_, env, code, sentence) => {
    const ended = await terminal.run(['doctor'], { env, fetch: clockOff(0) });
    expect(ended.code).toBe(code);
    expect(ended.stdout).toMatch(sentence);
  });

  test('says that the clock is wrong', async () => {
    expect((await terminal.run(['doctor'], { fetch: clockOff(600_000) })).stdout).toMatch(/clock +fault +this machine’s clock is (599|600) s behind/);
  });
});

