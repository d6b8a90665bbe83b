import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { table } from '../../report/table.js';
import type { Part } from '../part.js';

const run = promisify(execFile);
const LONGEST = 3;
const MOST_OUTPUT_BYTES = 256 * 1024 * 1024;

/** What Jest writes of a run, as far as it is read here. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly name: string; readonly startTime: number; readonly endTime: number; readonly assertionResults: readonly unknown[] }[];
}

/** What somebody waits for who has just cloned the project. It needs the registry, and takes as long as all tests: it runs where it is named. */
export const suitePart: Part = {
  name: 'suite',
  title: 'How long a fresh clone takes',
  async run(progress) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'wireflow-bench-'));
    const clone = path.join(folder, 'clone');
    const results = path.join(folder, 'jest.json');
    try {
      await run('git', ['clone', '--quiet', '--depth', '1', `file://${process.cwd()}`, clone]);
      const rows: string[][] = [];
      const commands = [['npm', 'ci'], ['npm', 'start'], ['npm', 'test', '--', '--json', `--outputFile=${results}`]] as const;
      for (const [command, ...args] of commands) {
        const words = `${command} ${args[0]}`;
        progress.start(words);
        const begunMs = performance.now();
        // A failed test ends the command with an error, and the report says how many failed.
        await run(command, args, { cwd: clone, maxBuffer: MOST_OUTPUT_BYTES }).catch((error: Error) => args[0] === 'test' ? null : Promise.reject(error));
        rows.push([`\`${words}\``, ((performance.now() - begunMs) / 1000).toFixed(0)]);
      }
      const report = JSON.parse(await readFile(results, 'utf8')) as JestReport;
      progress.done(`A fresh clone: ${report.numPassedTests} tests passed, ${report.numFailedTests} failed`);
      return { text: `${table(['Command, in a fresh clone', 'Seconds'], rows)}\n\n${longest(report, clone)}`, figures: [] };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** The tests in numbers, and the files that take longest. */
export function longest({ numPassedTests, numFailedTests, testResults }: JestReport, root: string): string {
  const seconds = ({ startTime, endTime }: JestReport['testResults'][number]) => (endTime - startTime) / 1000;
  const files = [...testResults].sort((a, b) => seconds(b) - seconds(a)).slice(0, LONGEST);
  const all = testResults.reduce((sum, file) => sum + seconds(file), 0);
  const each = (all * 1000) / (numPassedTests + numFailedTests);
  const rows = files.map((file) => [`\`${path.relative(root, file.name)}\``, String(file.assertionResults.length), seconds(file).toFixed(1)]);
  return `${numPassedTests.toLocaleString('en-US')} tests passed and ${numFailedTests} failed, in ${testResults.length} files that took ${all.toFixed(0)} s one after another: ${each.toFixed(0)} ms a test.\n\n${table(['The files that take longest', 'Tests', 'Seconds'], rows)}`;
}
