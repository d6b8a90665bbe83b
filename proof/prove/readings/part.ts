import { spawn } from 'node:child_process';
import { resolve as pathOf } from 'node:path';
import type { Part } from '../part.js';
import { ALL_READINGS, type NamedReadings } from './readings.js';

/** The tests of the Make app that run it; the others look at its files, which no reading changes. */
const SUITE = ['modules', 'run', 'parity', 'samples', 'providers/generate', 'providers/pages', 'providers/parity', 'providers/scenarios', 'blueprints/play'].map((part) => `test/platforms/make/${part}`);

interface Ran {
  readonly name: string;
  readonly tests: number;
  readonly failed: readonly string[];
}

interface JestReport {
  readonly numTotalTests: number;
  readonly testResults: readonly { readonly message: string; readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[] }[];
}

/** Runs the Make suite with Make read in one way. @throws Error when the tests themselves can not be run */
export async function runSuite({ name, readings }: NamedReadings): Promise<Ran> {
  const jest = pathOf('node_modules', 'jest', 'bin', 'jest.js');
  const output = await outputOf(process.execPath, [jest, '-w', '1', '--json', '--silent', '--no-coverage', ...SUITE], { MAKE_READINGS: JSON.stringify(readings) });
  const report = JSON.parse(output) as JestReport;
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  // A file that could not be read has a message and no tests.
  const broken = report.testResults.filter(({ assertionResults }) => assertionResults.length === 0).map(({ message }) => message.slice(0, 200));
  return { name, tests: report.numTotalTests, failed: [...broken, ...tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)] };
}

/** What a command writes; jest ends with an error where a test fails, and says which in what it writes. */
function outputOf(command: string, args: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

export const readings: Part<NamedReadings, Ran> = {
  name: 'readings',
  title: 'Readings of Make',
  isOnRequest: true,
  jobs: () => [...ALL_READINGS],
  run: async (job, tell) => {
    tell(job.name);
    return runSuite(job);
  },
  findings: (results) => ({
    title: 'Readings of Make',
    about: 'The tests that run the Make app, once for each plausible answer to what Make’s documents leave open.',
    head: ['Reading', 'Tests', 'Failed'],
    rows: results.map(({ name, tests, failed }) => [name, String(tests), String(failed.length)]),
    broken: results.flatMap(({ name, failed }) => failed.map((test) => `${name}: ${test}`)),
  }),
};
