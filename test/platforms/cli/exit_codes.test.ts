import { ERROR_KINDS } from '../../../core/model/errors.js';
import { startEmulator } from '../../../emulators/wireflow/index.js';
import { WORST } from '../../../platforms/cli/batch/run_batch.js';
import { batch } from '../../../platforms/cli/commands/batch.js';
import { codeOfKind, EXIT } from '../../../platforms/cli/exit_codes.js';
import { openTerminal, type Ended, type Terminal } from './terminal.js';

let terminal: Terminal;
beforeAll(async () => void (terminal = await openTerminal()));
afterAll(() => terminal.close());
beforeEach(() => terminal.emulator.reset());

const PROMPT = ['generate', '--prompt', 'A boat'];
const starts = () => terminal.emulator.executions.length;

test('0: done', async () => {
  const { code, lines, stderr } = await terminal.run([...PROMPT, '--json']);
  expect({ code, status: lines[0]?.['status'] }).toEqual({ code: 0, status: 'completed' });
  expect(stderr).toContain('Started exec_');
});

test('0: started and not waited for, with the ID and how to go on', async () => {
  const { code, stdout, stderr } = await terminal.run([...PROMPT, '--wait', '0']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Execution {2}exec_\w+ \(queued\)/);
  expect(stderr).toMatch(/wireflow wait exec_\w+ --out DIR/);
});

test.each(['FAILED', 'CANCELLED', 'TIMEOUT'] as const)('1: the run ended as %s', async (status) => {
  const run = terminal.run([...PROMPT, '--json'], { onSleep: () => terminal.emulator.finish(terminal.emulator.executions.at(-1)?.id ?? '', status, 'moderation: no') });
  const { code, lines } = await run;
  expect({ code, status: lines[0]?.['status'] }).toEqual({ code: 1, status: { FAILED: 'failed', CANCELLED: 'cancelled', TIMEOUT: 'timed_out' }[status] });
});

test.each<[string, string[], RegExp]>([
  ['no prompt', ['generate'], /--prompt is empty/],
  ['an unknown size', [...PROMPT, '--size', 'huge'], /--size knows no size called “huge”\. Choose one of: square, [^“]*such as 1280x720\.\s*$/],
  ['a wait that is no number', [...PROMPT, '--wait', 'long'], /--wait needs a number/],
  ['a webhook of elsewhere', [...PROMPT, '--webhook', 'https://evil.example/x'], /--webhook holds an address of evil.example/],
  ['a webhook that there is not', [...PROMPT, '--webhook', 'whk_local_nothing'], /knows no such webhook/],
  ['an execution that there is not', ['wait', 'exec_none'], /no such execution/],
  ['an image that there is not', [...PROMPT, '--image', 'none.png'], /“none.png” can not be read/],
  ['a folder that can not be made', [...PROMPT, '--out', '/dev/null/x'], /Nothing can be written into the folder/],
  ...['--run-id', '--max-credits', '--max-usd', '--webhook', '--workflow', '--provider'].map((option): [string, string[], RegExp] => [`${option} empty, as by a variable that is not set`, [...PROMPT, option, ' '], new RegExp(`${option} is empty\\. Give it a value`)]),
  ['an option that there is not', [...PROMPT, '--seeed', '1'], /Did you mean --seed\?/],
  ['a command that there is not', ['genrate'], /Did you mean: wireflow generate\?/],
])('2: %s', async (_, args, sentence) => {
  const { code, stdout, stderr } = await terminal.run(args);
  expect(code).toBe(2);
  expect(stderr).toMatch(sentence);
  expect({ stdout, starts: starts() }).toEqual({ stdout: '', starts: 0 });
});

test.each<[string, Record<string, string | undefined>, string[], RegExp]>([
  ['no key where one is needed', { WIREFLOW_API_KEY: undefined }, ['credits'], /there is none.*set WIREFLOW_API_KEY/],
  ['a wait without a key', { WIREFLOW_API_KEY: undefined }, [...PROMPT, '--wait', '10'], /there is none/],
  ['a key that has expired', { WIREFLOW_API_KEY: 'sk-local-emulator-expired' }, ['workflows'], /expired/],
  ['a key without the scope', { WIREFLOW_API_KEY: 'sk-local-emulator-no-execute' }, ['run', 'cmlocaltexttoimage0000000'], /workflows:execute/],
])('3: %s', async (_, env, args, sentence) => {
  const { code, stderr } = await terminal.run(args, { env });
  expect(code).toBe(3);
  expect(stderr).toMatch(sentence);
  expect(starts()).toBe(0);
});

test('4: over the cap, and out of credits', async () => {
  const over = await terminal.run([...PROMPT, '--max-credits', '3']);
  terminal.emulator.credits = 2;
  const out = await terminal.run([...PROMPT, '--max-credits', '30']);
  expect([over.code, out.code, starts()]).toEqual([4, 4, 0]);
  expect(over.stderr).toMatch(/--max-credits allows 3, and this (run|execution) would cost 10 credits/);
});

test.each<[string, object]>([
  ['busy', { on: 'trigger', status: 429, body: { error: 'Too many' }, headers: { 'retry-after': '7' } }],
  ['closed', { on: 'trigger', status: 503, headers: { 'retry-after': '7' } }],
])('5: %s, and nothing was started', async (_, fault) => {
  terminal.emulator.fault(fault);
  const { code, stderr } = await terminal.run(PROMPT);
  expect(code).toBe(5);
  expect(stderr).toMatch(/run the command again/i);
  expect(stderr).not.toMatch(/\bstep\b|by itself/);
  expect(starts()).toBe(0);
});

test('5: unreachable', async () => {
  const gone = await startEmulator();
  await gone.close();
  const { code, stderr } = await terminal.run(PROMPT, { env: { WIREFLOW_BASE_URL: gone.url } });
  expect(code).toBe(5);
  expect(stderr).toBe('The connection to Wireflow failed. Nothing was started: run the command again in a few minutes.\n');
});

test('5: unreachable, where a proxy is named that Node does not use', async () => {
  const gone = await startEmulator();
  await gone.close();
  const said = async (env: Record<string, string>) => (await terminal.run(PROMPT, { env: { WIREFLOW_BASE_URL: gone.url, ...env } })).stderr;
  expect(await said({ https_proxy: 'http://user:secret@proxy.example:3128' })).toMatch(/in a few minutes\. https_proxy names a proxy, which Node uses only where NODE_USE_ENV_PROXY is 1 \(Node 22\.21, 24\.5 or newer\)\.\n$/);
  expect(await said({ https_proxy: 'http://proxy.example:3128', NODE_USE_ENV_PROXY: '1' })).not.toMatch(/proxy/);
  // Node, told to use these, would end with a trace, or would not read them.
  expect(await said({ HTTPS_PROXY: 'proxy.example:3128' })).toMatch(/newer\)\. Put http:\/\/ in front of its address first\.\n$/);
  expect(await said({ HTTPS_PROXY: 'socks5://proxy.example:1080' })).toMatch(/a proxy for HTTP, whose address begins with http:\/\/\.\n$/);
  for (const more of [{}, { NODE_USE_ENV_PROXY: '1' }]) expect(await said({ ALL_PROXY: 'user:secret@proxy.example:3128', ...more })).toMatch(/ALL_PROXY names a proxy, which Node does not read: set HTTPS_PROXY to it, with http:\/\/ in front/);
});

test.each<[string, object]>([
  ['a reply that is lost', { on: 'trigger', drop: 'after' }],
  ['a reply that can not be read', { on: 'trigger', html: true }],
  ['a fault of the server', { on: 'trigger', status: 500 }],
])('6: %s', async (_, fault) => {
  terminal.emulator.fault(fault);
  const { code, stderr, lines } = await terminal.run([...PROMPT, '--json']);
  expect(code).toBe(6);
  expect(stderr).toMatch(/may have started/);
  expect(lines).toEqual([expect.objectContaining({ execution_id: null, error_kind: 'start_unknown', can_retry: false })]);
});

test('7: not finished in time, with the ID and how to go on', async () => {
  terminal.emulator.fault({ on: ['poll', 'getExecution'], times: Infinity, statusWord: 'RUNNING' });
  const { code, stdout, stderr } = await terminal.run([...PROMPT, '--wait', '30']);
  const [id] = terminal.emulator.executions.map((execution) => execution.id);
  expect(code).toBe(7);
  expect(stdout).toContain(`${id} (running)`);
  expect(stderr).toContain(`wireflow wait ${id}`);
});

test('7: the image is there, and can not be fetched', async () => {
  terminal.emulator.fault({ on: ({ path }) => path.startsWith('/cdn/'), times: Infinity, status: 404 });
  const { code, lines, stderr } = await terminal.run([...PROMPT, '--out', 'kept', '--json']);
  expect({ code, status: lines[0]?.['status'], file: lines[0]?.['image_file'] }).toEqual({ code: 7, status: 'completed', file: null });
  expect(stderr).toMatch(/Image 1 was not saved: its host answers HTTP 404\.\n.*wireflow get exec_/s);
});

describe('130: interrupted', () => {
  const pressing = async (at: 'sleep' | 'start' | 'before', args: readonly string[]): Promise<Ended> => {
    const { signal, press } = keyboard();
    const fetchNow: typeof fetch = async (...request) => {
      const isStart = String(request[0]).endsWith('/trigger') && request[1]?.method === 'POST';
      if (at === 'before' && !isStart) press();
      const answer = await fetch(...request);
      if (at === 'start' && isStart) press();
      return answer;
    };
    return terminal.run(args, { signal, fetch: fetchNow, ...(at === 'sleep' ? { onSleep: press } : {}) });
  };
  const keyboard = () => {
    const controller = new AbortController();
    return { signal: controller.signal, press: () => controller.abort() };
  };

  test('while it waits: the ID is printed, and how to go on', async () => {
    const { code, lines, stderr } = await pressing('sleep', [...PROMPT, '--json']);
    const [id] = terminal.emulator.executions.map((execution) => execution.id);
    expect({ code, id: lines[0]?.['execution_id'] }).toEqual({ code: 130, id });
    expect(stderr).toContain(`The execution ${id} goes on. Wait for it with: wireflow wait ${id}`);
  });

  test('while the start is under way: its answer is still heard', async () => {
    const { code, stderr } = await pressing('start', PROMPT);
    expect(code).toBe(130);
    expect(stderr).toContain(`The execution ${terminal.emulator.executions[0]?.id} goes on`);
  });

  test('before the start: nothing is started any more', async () => {
    const { code, stderr } = await pressing('before', [...PROMPT, '--max-credits', '50']);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect({ code, stderr, starts: starts() }).toEqual({ code: 130, stderr: 'Interrupted. Nothing was started.\n', starts: 0 });
  });
});

test('every kind of error has a code, and only what surely started nothing says so', () => {
  const codes = Object.fromEntries(ERROR_KINDS.map((kind) => [kind, codeOfKind(kind)]));
  expect(Object.entries(codes).filter(([, code]) => code === undefined || code === EXIT.done || code === EXIT.runFailed)).toEqual([]);
  expect(Object.entries(codes).filter(([, code]) => code === EXIT.mayHaveStarted)).toEqual([['start_unknown', 6]]);
});

test('the manual gives the order in which the codes of a batch’s rows count', () => {
  expect(batch.about).toContain(` ${WORST.join(', ')}.`);
  expect([...WORST].sort()).toEqual(Object.values(EXIT).sort());
});
