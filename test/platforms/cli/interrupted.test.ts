import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beside, dropFiles, finishFiles } from '../../../platforms/cli/files/unfinished.js';
import { writeWhole } from '../../../platforms/cli/files/write_whole.js';
import { openTerminal, type Terminal } from './terminal.js';

const WORKFLOW = 'cmlocaltexttoimage0000000';

describe('Ctrl-C', () => {
  let terminal: Terminal;
  beforeAll(async () => void (terminal = await openTerminal()));
  afterAll(() => terminal.close());

  /** Runs a command against a service that never answers, and presses Ctrl-C once it has been asked. */
  async function interrupted(args: readonly string[]) {
    const keyboard = new AbortController();
    const asked: string[] = [];
    const hanging = (async (_url: string, { method = 'GET', signal }: RequestInit) => {
      asked.push(method);
      setTimeout(() => keyboard.abort(), 5);
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    }) as unknown as typeof fetch;
    return { asked, ...(await terminal.run(args, { signal: keyboard.signal, fetch: hanging })) };
  }

  test.each([
    ['workflows'], ['credits'], ['inputs', WORKFLOW], ['estimate', WORKFLOW], ['watch'], ['run', 'Text to image', '--prompt', 'x'], ['run', WORKFLOW, '--prompt', 'x', '--run-id', 'a'],
    ['generate', '--prompt', 'x', '--max-credits', '9'], ['generate', '--prompt', 'x', '--run-id', 'a', '--fallback', 'bfl'], ['run', WORKFLOW, '--prompt', 'x', '--fallback', 'bfl'], ['batch', 'table.csv', '--workflow', 'Text to image'],
  ].map((args) => [args.join(' '), args] as const))('cuts off a question that nobody answers, and nothing is started: %s', async (_, args) => {
    const { code, stdout, stderr, asked } = await interrupted(args);
    expect({ code, stdout, said: stderr.trim().split('\n').at(-1) }).toEqual({ code: 130, stdout: '', said: 'Interrupted. Nothing was started.' });
    expect(asked.length).toBeGreaterThan(0);
    expect(terminal.emulator.executions).toEqual([]);
  }); // prettier-ignore

  test('ends the wait for standard input', async () => {
    const keyboard = new AbortController();
    setTimeout(() => keyboard.abort(), 20);
    const { code, lines } = await terminal.run(['generate', '--prompt', '-', '--json'], { signal: keyboard.signal, stdin: new Promise<string>(() => undefined) });
    expect([code, lines[0]?.['message']]).toEqual([130, 'Interrupted. Nothing was started.']);
  });

  test('does not cut off a start: its id is told', async () => {
    const keyboard = new AbortController();
    const slowly = (async (url: string, init: RequestInit) => {
      if (init.method === 'POST') setTimeout(() => keyboard.abort(), 5);
      const response = await fetch(url, init);
      await new Promise((resolve) => setTimeout(resolve, init.method === 'POST' ? 60 : 0));
      return response;
    }) as typeof fetch;
    const { code, lines } = await terminal.run(['generate', '--prompt', 'x', '--json'], { signal: keyboard.signal, fetch: slowly });
    expect([code, lines[0]?.['execution_id']]).toEqual([130, terminal.emulator.executions[0]?.id]);
  });
});

describe('files that are being written when the program ends', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-files-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('are dropped where nobody waits', () => {
    const file = path.join(folder, 'hung.part');
    writeFileSync(file, 'ha');
    void beside(file, () => new Promise(() => undefined));
    dropFiles();
    expect(existsSync(file)).toBe(false);
  });

  test('are written to their end, and what waits for them too; what hangs is dropped, and nothing begins any more', async () => {
    const report = path.join(folder, 'report.csv');
    const written = writeWhole(report, 'first'.repeat(100_000), { ending: '.part', flush: true }).then(() => writeWhole(report, 'second'.repeat(100_000), { ending: '.part' }));
    await finishFiles();
    await written;
    void writeWhole(path.join(folder, 'late.csv'), 'late');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(readdirSync(folder)).toEqual(['report.csv']);
    expect(readFileSync(report, 'utf8')).toBe('second'.repeat(100_000));
  });
});
