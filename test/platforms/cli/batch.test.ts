import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as files from 'node:fs/promises';
import { readCsv, writeCsv } from '../../../platforms/cli/batch/csv.js';
import { fileMemory } from '../../../platforms/cli/files/file_memory.js';
import { openTerminal, type Terminal } from './terminal.js';

jest.mock('node:fs/promises', () => ({ __esModule: true, ...jest.requireActual<typeof files>('node:fs/promises') }));

let terminal: Terminal;
beforeAll(async () => void (terminal = await openTerminal()));
afterAll(() => terminal.close());
beforeEach(() => {
  terminal.emulator.reset();
  rmSync(terminal.state, { recursive: true, force: true });
  rmSync(inFolder('t.csv.report.csv'), { force: true });
});

const inFolder = (...parts: string[]) => path.join(terminal.folder, ...parts);
const table = (words: string | Uint8Array) => writeFileSync(inFolder('t.csv'), words);
const starts = () => terminal.emulator.requests.filter(({ endpoint }) => endpoint === 'trigger');
const bodies = () => starts().map(({ body }) => JSON.parse(body) as Record<string, unknown>);
const report = () => {
  const { heads, rows } = readCsv(readFileSync(inFolder('t.csv.report.csv')), 'report');
  return rows.map((row) => Object.fromEntries(heads.map((head, index) => [head, row[index] ?? ''])));
};
const batch = (...args: string[]) => terminal.run(['batch', 't.csv', ...args]);

describe('the table', () => {
  test.each<[string, string | Uint8Array]>([
    ['commas', 'prompt,size,Mood\nA boat,story,calm\n'],
    ['semicolons and a byte order mark', '\ufeffprompt;size;Mood\r\nA boat;story;calm\r\n'],
    ['tabs in UTF-16, as Excel’s “Unicode text”', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('prompt\tsize\tMood\r\nA boat\tstory\tcalm\r\n', 'utf16le')])],
    ['Excel’s own first line', 'sep=;\r\nprompt;size;Mood\r\nA boat;story;calm\r\n'],
    ['empty lines and other words for the heads', '\n Prompt , SIZE , Mood \n"A boat","story","calm"\n,,\n\n'],
  ])('%s', async (_, words) => {
    table(words);
    const { code, stderr } = await batch('--wait', '0');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(bodies()).toEqual([expect.objectContaining({ prompt: 'A boat', aspect_ratio: '9:16', Mood: 'calm' })]);
  });

  test.each<[string, string | Uint8Array, RegExp]>([
    ['nothing in it', '', /“t.csv” is empty/],
    ['heads alone', 'prompt\n', /no rows below its heads/],
    ['no column for the prompt', 'text\nA boat\n', /no column “prompt”.*it has: text/],
    ['a size that there is not', 'prompt,size\nA boat,\nA kite,huge\n', /Row 3: The input Size knows no size called “huge”/],
    ['a row without a prompt', 'prompt,size\nA boat,story\n,story\n', /Row 3: The input Prompt is empty/],
    ['a quotation mark that is not closed', 'prompt\nA boat\n"A kite\n', /Row 3 of “t.csv”.*not closed/],
    ['more cells than heads', 'prompt\nA boat, at sea\n', /Row 2 of “t.csv” has more cells/],
    ['a column twice', 'prompt,id,run_id\nx,1,2\n', /Two columns mean the same: “run_id”/],
    ['a run_id twice', 'prompt,id\nx,1\ny,1\n', /Row 3 repeats the run_id of row 2/],
    ['a picture that there is not', 'prompt,image\nx,none.png\n', /Row 2: .*“none.png” can not be read/],
    ['another encoding', Buffer.from([0x70, 0x72, 0x6f, 0x6d, 0x70, 0x74, 0x0a, 0xe4, 0x0a]), /is not in UTF-8/],
  ])('%s is told before anything is paid for', async (_, words, sentence) => {
    table(words);
    const { code, stderr } = await batch();
    expect(stderr).toMatch(sentence);
    expect({ code, starts: starts().length, report: existsSync(inFolder('t.csv.report.csv')) }).toEqual({ code: 2, starts: 0, report: false });
  });

  test('what a program for tables would run as a formula is written as text, and read back', () => {
    const words = writeCsv(['a'], [['=HYPERLINK("x")'], ['plain, "quoted"\nline']]);
    expect(words).toContain('\'=HYPERLINK');
    expect(readCsv(Buffer.from(words), 'x').rows[1]).toEqual(['plain, "quoted"\nline']);
  });
});

describe('a batch', () => {
  test('makes an image per row, also of rows that are alike, and writes a report with their files', async () => {
    table('prompt,size\nA boat,story\nA kite,\nA boat,story\n');
    const { code, lines, stderr } = await batch('--out', 'images', '--json');
    expect(code).toBe(0);
    expect(lines.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
    expect(starts()).toHaveLength(3);
    expect(report()).toEqual([2, 3, 4].map((row) => expect.objectContaining({ row: String(row), status: 'completed' })));
    for (const { image_files: file } of report()) expect(existsSync(inFolder(file as string))).toBe(true);
    expect(stderr).toMatch(/Wireflow estimates 30 credits, and 1,000 are left/);
    expect(stderr).toMatch(/3 completed\..*Report: t\.csv\.report\.csv/);
    expect(JSON.stringify([lines, stderr, report()])).not.toMatch(/whk_/);
  });

  test('the same command again starts nothing, and one more row one more', async () => {
    table('prompt\nA boat\nA kite\n');
    await batch();
    expect(await batch()).toMatchObject({ code: 0 });
    table('prompt\nA tree\nA kite\nA boat\n');
    expect(await batch()).toMatchObject({ code: 0 });
    expect(bodies().map(({ prompt }) => prompt).sort()).toEqual(['A boat', 'A kite', 'A tree']);
  });

  test('without its report, the rows are still known on this machine for a day', async () => {
    table('prompt,id\nA boat,1\n');
    await batch();
    rmSync(inFolder('t.csv.report.csv'));
    expect(await batch()).toMatchObject({ code: 0 });
    expect(starts()).toHaveLength(1);
  });

  test('interrupted, it goes on where it was', async () => {
    table('prompt\nA boat\nA kite\n');
    const keyboard = new AbortController();
    const first = await terminal.run(['batch', 't.csv', '--parallel', '1'], { signal: keyboard.signal, onSleep: () => keyboard.abort() });
    expect(first.code).toBe(130);
    expect(first.stderr).toMatch(/Interrupted; runs that were started go on\. 0 completed, 1 going on\..*starts nothing twice/s);
    const again = await batch();
    expect(again.code).toBe(0);
    expect(starts()).toHaveLength(2);
    expect(report().map(({ status }) => status)).toEqual(['completed', 'completed']);
  });

  test('what may have started is not started again; the rest goes on', async () => {
    table('prompt\nA boat\nA kite\n');
    terminal.emulator.fault({ on: 'trigger', drop: 'after' });
    const first = await batch('--parallel', '1');
    const again = await batch();
    expect([first.code, again.code, starts().length]).toEqual([6, 6, 2]);
    expect(report().map(({ status }) => status)).toEqual(['may_have_started', 'completed']);
  });

  test('a row that was being started when the machine stopped is not started again', async () => {
    table('prompt,id\nA boat,1\n');
    await batch();
    const words = readFileSync(inFolder('t.csv.report.csv'), 'utf8').replace(/^2,completed,\w+/m, '2,starting,');
    writeFileSync(inFolder('t.csv.report.csv'), words);
    rmSync(terminal.state, { recursive: true, force: true });
    const { code, stderr } = await batch();
    expect(code).toBe(6);
    expect(stderr).toMatch(/Row 2: It may have started/);
    expect(starts()).toHaveLength(1);
  });

  test('a failed run is told, and started anew only when that is asked for', async () => {
    table('prompt\nA boat\n');
    const failing = () => terminal.run(['batch', 't.csv'], { onSleep: () => terminal.emulator.executions.filter(({ id }) => id !== done).forEach(({ id }) => terminal.emulator.finish(id, 'FAILED', 'moderation')) });
    let done = '';
    expect(await failing()).toMatchObject({ code: 1 });
    expect(await batch()).toMatchObject({ code: 1 });
    expect(starts()).toHaveLength(1);
    done = terminal.emulator.executions[0]?.id ?? '';
    expect(await batch('--retry-failed')).toMatchObject({ code: 0 });
    expect(starts()).toHaveLength(2);
    expect(report()[0]).toMatchObject({ status: 'completed', tries: '1' });
  });

  test('keeps within the account’s limit, and waits out what it meets all the same', async () => {
    table(`prompt\n${Array.from({ length: 13 }, (_, index) => `Picture ${index}`).join('\n')}\n`);
    const begunMs = terminal.emulator.clock.now();
    terminal.emulator.fault({ on: 'trigger', status: 429, headers: { 'retry-after': '20' } });
    const { code, stderr } = await batch('--wait', '0');
    expect(code).toBe(0);
    expect(stderr).toMatch(/limit is reached; going on in 20 s/);
    expect(terminal.emulator.executions).toHaveLength(13);
    expect(starts().filter(({ status }) => status === 429)).toHaveLength(1);
    expect(terminal.emulator.clock.now() - begunMs).toBeGreaterThan(60_000);
  });

  test('what every row would meet ends it, with the rest not started', async () => {
    table('prompt\nA boat\nA kite\nA tree\n');
    terminal.emulator.credits = 5;
    const { code, stderr } = await batch('--max-credits', '20', '--parallel', '1');
    expect(code).toBe(4);
    expect(starts()).toHaveLength(0);
    expect(stderr).toMatch(/Row 2: .*the account has 5 left/);
    expect(report()).toHaveLength(1);
  });

  describe('a cap for all rows', () => {
    const rows = (count: number) => table(`prompt\n${Array.from({ length: count }, (_, index) => `Picture ${index}`).join('\n')}\n`);

    test('starts none where they would cost more together', async () => {
      rows(4);
      const { code, stderr } = await batch('--max-total-credits', '39');
      expect({ code, starts: starts().length }).toEqual({ code: 4, starts: 0 });
      expect(stderr).toMatch(/4 more rows would cost 40 credits, and --max-total-credits allows 39\. Nothing more was started/);
      expect(await batch('--max-total-credits', '40')).toMatchObject({ code: 0 });
    });

    test('may be spent to the last tenth of a credit', async () => {
      rows(10);
      // Ten times 1.1 is 11.000000000000002 in floating-point numbers.
      terminal.emulator.fault({ on: 'estimate', times: Infinity, body: { estimatedCredits: 1.1, availableCredits: 100, estimateComplete: true } });
      terminal.emulator.fault({ on: 'poll', times: Infinity, body: { status: 'COMPLETED', creditsUsed: 1.1, finalOutput: { text: 'none' } } });
      expect(await batch('--max-total-credits', '10')).toMatchObject({ code: 4, stderr: expect.stringContaining('10 more rows would cost 11 credits') });
      expect(await batch('--max-total-credits', '11')).toMatchObject({ code: 0, stderr: expect.stringContaining('10 completed. 11 credits.') });
      expect(starts()).toHaveLength(10);
    });

    test('counts what earlier uses have spent, and nothing twice', async () => {
      rows(2);
      expect(await batch('--max-total-credits', '20')).toMatchObject({ code: 0 });
      expect(await batch('--max-total-credits', '20')).toMatchObject({ code: 0 });
      rows(3);
      const { code, stderr } = await batch('--max-total-credits', '29');
      expect({ code, starts: starts().length }).toEqual({ code: 4, starts: 2 });
      expect(stderr).toMatch(/One more row would cost 10 credits, after 20 before/);
    });

    test('ends the batch where runs cost more than was estimated', async () => {
      rows(4);
      terminal.emulator.fault({ on: 'poll', times: Infinity, body: { status: 'COMPLETED', creditsUsed: 25, finalOutput: { url: 'https://cdn.example/1.png' } } });
      const { code } = await batch('--max-total-credits', '45', '--parallel', '1');
      expect({ code, starts: starts().length }).toEqual({ code: 4, starts: 2 });
    });

    test('gets back what a start that was none had taken, and keeps what may have been one', async () => {
      rows(3);
      terminal.emulator.fault({ on: 'trigger', status: 400, body: { error: 'Refused' } });
      terminal.emulator.fault({ on: 'trigger', drop: 'after' });
      expect(await batch('--max-total-credits', '30', '--parallel', '1')).toMatchObject({ code: 6 });
      expect(report().map(({ status }) => status)).toEqual(['not_started', 'may_have_started', 'completed']);
      expect(await batch('--max-total-credits', '30', '--parallel', '1')).toMatchObject({ code: 6 });
      expect(report().map(({ status }) => status)).toEqual(['completed', 'may_have_started', 'completed']);
    });

    test('refuses a row of which the estimate does not know all, and that alone', async () => {
      table('prompt,size\nA boat,\nA kite,2048x2048\nA tree,story\n');
      const { code, stderr } = await batch('--max-total-credits', '100', '--parallel', '1');
      expect(code).toBe(4);
      expect(stderr).toMatch(/Row 3: Wireflow estimates workflows as they are saved, without the size, so that --max-total-credits can not be kept/);
      expect(bodies().map(({ prompt }) => prompt)).toEqual(['A boat', 'A tree']);
      expect(await batch('--max-total-credits', '100', '--uncertain-cost', 'start')).toMatchObject({ code: 0 });
      expect(starts()).toHaveLength(3);
    });

    test('is not kept where Wireflow knows only the least that a run costs', async () => {
      rows(1);
      terminal.emulator.workflows.forEach((workflow) => Object.assign(workflow, { estimateIsLowerBound: true }));
      expect(await batch('--max-total-credits', '100')).toMatchObject({ code: 4, stderr: expect.stringMatching(/how much more is not known, so that --max-total-credits/) });
      expect(starts()).toHaveLength(0);
      expect(await batch('--max-total-credits', '100', '--uncertain-cost', 'start')).toMatchObject({ code: 0 });
    });

    test('is not kept where nobody can say what a run costs', async () => {
      rows(1);
      terminal.emulator.fault({ on: 'estimate', times: Infinity, status: 500 });
      expect(await batch('--max-total-credits', '30')).toMatchObject({ code: 5 });
      expect(await batch('--max-total-credits', 'many')).toMatchObject({ code: 2, stderr: expect.stringMatching(/^--max-total-credits /) });
      expect(starts()).toHaveLength(0);
    });
  });

  test('a folder that takes no image more ends it: the rest is not bought, and the same command goes on', async () => {
    table('prompt\nA boat\nA kite\nA tree\n');
    const shut = jest.spyOn(files, 'link').mockRejectedValue(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    const { code, stderr } = await batch('--out', 'shut', '--parallel', '1');
    expect([code, terminal.emulator.executions.length]).toEqual([7, 1]);
    expect(stderr).toMatch(/Row 2: Image 1 was not saved: it could not be written: the disk is full\.\n.*\nRow 2: Nothing more is started\. Make room/);
    shut.mockRestore();
    expect((await batch('--out', 'shut')).code).toBe(0);
    expect([starts().length, report().every(({ image_files: file }) => existsSync(inFolder(String(file))))]).toEqual([3, true]);
  });

  test('of two commands at once with one report, the second starts nothing; one that was killed is not waited for', async () => {
    table('prompt\nA boat\nA kite\n');
    const both = await Promise.all([batch('--parallel', '1'), batch('--parallel', '1')]);
    expect(both.map(({ code }) => code).sort()).toEqual([0, 2]);
    expect(both.find(({ code }) => code === 2)?.stderr).toMatch(/Another command is writing the report “t\.csv\.report\.csv” at the moment\. Nothing was started\./);
    expect([starts().length, report().map(({ status }) => status)]).toEqual([2, ['completed', 'completed']]);
    const memory = fileMemory(path.join(terminal.state, 'wireflow'), () => terminal.emulator.clock.now());
    const left = (pid: number, machine = os.hostname()) => memory.set(`report:${inFolder('t.csv.report.csv')}`, { pid, machine }, 900);
    for (const pid of [2 ** 22 + 1, process.pid]) {
      await left(pid);
      expect((await batch()).code).toBe(0);
    }
    const file = path.join(terminal.state, 'wireflow', `${createHash('sha256').update(`report:${inFolder('t.csv.report.csv')}`).digest('hex')}.json`);
    // Killed in the middle of writing it.
    writeFileSync(file, '');
    expect((await batch()).code).toBe(0);
    await left(process.ppid);
    expect(await batch()).toMatchObject({ code: 2, stderr: expect.stringMatching(/free again after 15 minutes/) });
    await left(1, 'another machine');
    expect((await batch()).code).toBe(2);
    terminal.emulator.clock.advance(901_000);
    expect((await batch()).code).toBe(0);
  });

  test('a report that can not be written any more ends it, with what was bought told', async () => {
    table('prompt\nA boat\nA kite\n');
    const { writeFile } = jest.requireActual<typeof files>('node:fs/promises');
    const full = jest.spyOn(files, 'writeFile').mockImplementation(async (file, words, how) => {
      if (String(file).includes('.report.csv') && starts().length > 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      return writeFile(file as string, words as string, how as never);
    });
    const { code, stdout, stderr } = await batch('--parallel', '1');
    full.mockRestore();
    const [{ id } = { id: 'none' }] = terminal.emulator.executions;
    expect([code, starts().length, stdout]).toEqual([2, 1, expect.stringContaining(`Row 2: completed, ${id}`)]);
    expect(stderr).toMatch(/Row 2: The report “t.csv.report.csv” can not be written\. Nothing more is started\./);
    expect(await batch('--parallel', '1')).toMatchObject({ code: 0 });
    expect(starts()).toHaveLength(2);
  });

  test('a row whose own inputs make its cost uncertain is refused alone', async () => {
    table('prompt,Mood\nA boat,\nA kite,calm\nA tree,\n');
    const { code, stderr } = await batch('--max-credits', '20', '--parallel', '1');
    expect(code).toBe(4);
    expect(stderr).toMatch(/Row 3: Wireflow estimates workflows as they are saved/);
    expect(bodies().map(({ prompt }) => prompt)).toEqual(['A boat', 'A tree']);
  });

  test('a row that the service refuses does not stop the others', async () => {
    table('prompt\nA boat\nA kite\nA tree\n');
    terminal.emulator.fault({ on: 'trigger', status: 422, body: { error: 'This prompt is not allowed' } });
    expect(await batch('--parallel', '1')).toMatchObject({ code: 2, stderr: expect.stringMatching(/Row 2: .*not allowed/) });
    expect(report().map(({ status }) => status)).toEqual(['not_started', 'completed', 'completed']);
  });

  test('a dry run says the cost and starts nothing', async () => {
    table('prompt\nA boat\nA kite\n');
    expect(await batch('--dry-run')).toMatchObject({ code: 0, stdout: '', stderr: '2 rows can be started. Wireflow estimates 20 credits, and 1,000 are left.\n' });
    expect({ starts: starts().length, report: existsSync(inFolder('t.csv.report.csv')) }).toEqual({ starts: 0, report: false });
  });

  test('a report in JSON has totals, and resumes as well', async () => {
    table('prompt\nA boat\n');
    await batch('--report', 'r.json');
    expect(JSON.parse(readFileSync(inFolder('r.json'), 'utf8'))).toMatchObject({ totals: { rows: 1, completed: 1, failed: 0 }, rows: [{ status: 'completed', prompt: 'A boat' }] });
    await batch('--report', 'r.json');
    expect(starts()).toHaveLength(1);
  });

  test.each([['heads.csv', 'name,mail\n'], ['notes.csv', 'Ask Ann'], ['zeros.csv', '\0'.repeat(300)], ['zeros.json', '\0'.repeat(300)], ['rows.json', '{"rows":[]}'], ['torn.csv', 'row,status,exec']])(
    'what is no report is not written over: %s', async (name, words) => {
      table('prompt\nA boat\n');
      writeFileSync(inFolder(name), words);
      expect(await batch('--report', name)).toMatchObject({ code: 2, stderr: expect.stringContaining(`The file “${name}” is not the report of a batch.`) });
      expect([readFileSync(inFolder(name), 'utf8'), starts().length]).toEqual([words, 0]);
    }); // prettier-ignore

  test('a report that is torn anywhere starts no row that it still names', async () => {
    table('prompt\nA boat\nA kite\n');
    await batch('--wait', '0');
    const whole = readFileSync(inFolder('t.csv.report.csv'));
    const lines = whole.toString().split('\n');
    const [headEnds, boatEnds] = [`${lines[0]}\n`.length, `${lines[0]}\n${lines[1]}\n`.length];
    for (let at = headEnds + 1; at < whole.length; at += 23) {
      rmSync(terminal.state, { recursive: true, force: true });
      writeFileSync(inFolder('t.csv.report.csv'), whole.subarray(0, at));
      const before = starts().length;
      await batch('--wait', '0');
      expect(starts().slice(before).map(({ body }) => (JSON.parse(body) as { prompt: string }).prompt)).toEqual(at <= boatEnds ? [] : expect.not.arrayContaining(['A boat']));
    }
  });

  test.each<[string, string[], RegExp]>([
    ['another workflow’s report', ['--workflow', 'cmlocalchain0000000000000'], /not the report of a batch for this workflow/],
    ['a report that is the table', ['--report', 't.csv'], /names the table itself/],
    ['a report of another kind', ['--report', 'r.txt'], /ends in .csv or .json/],
    ['too many at a time', ['--parallel', '50'], /--parallel needs a whole number/],
  ])('refuses %s', async (_, args, sentence) => {
    table('prompt\nA boat\n');
    await batch();
    const before = starts().length;
    expect(await batch(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) });
    expect(starts()).toHaveLength(before);
  });
});
