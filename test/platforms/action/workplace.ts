import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../emulators/wireflow/index.js';
import { runAction } from '../../../platforms/action/action.js';
import { INPUTS } from '../../../platforms/action/inputs.js';

export const BUNDLE = path.resolve('platforms/action/dist/index.js');
const HELPERS = ['no_internet', 'quick_time'].flatMap((name) => ['--require', path.resolve(`test/helpers/${name}.cjs`)]);

/** What a step has come to. */
export interface Step {
  readonly code: number;
  readonly log: string;
  readonly outputs: Record<string, string>;
  readonly summary: string;
}

export interface StepSettings {
  readonly at?: Emulator;
  readonly attempt?: number;
  readonly id?: string;
  readonly machine?: string;
  /** More of the step's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Cancels the job once the log says this. */
  readonly cancelAt?: RegExp;
}

export interface Workplace {
  /** The workspace of all steps. */
  readonly folder: string;
  readonly emulator: Emulator;
  world(options: EmulatorOptions): Promise<Emulator>;
  /** The Action in this process, on the emulator's clock; `npm run test:action` runs its bundle in GitHub's local runner. */
  step(inputs: Readonly<Record<string, string>>, settings?: StepSettings): Promise<Step>;
  /** The committed bundle, as the runner runs it. @param at one whose time passes by itself, as a process's does */
  bundle(inputs: Readonly<Record<string, string>>, at: Emulator): Promise<Step>;
  close(): Promise<void>;
}

/** Steps of one run of a workflow, against emulators of their own. */
export async function openWorkplace(): Promise<Workplace> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-action-'));
  const opened: Emulator[] = [];
  const world = async (options: EmulatorOptions): Promise<Emulator> => {
    const made = await startEmulator({ clock: 'manual', durationMs: 300, pictures: 'plain', limits: { executionsPerMinute: 1_000_000 }, ...options });
    opened.push(made);
    return made;
  };
  const emulator = await world({});
  let steps = 0;
  const nextId = () => `step${(steps += 1)}`;
  const filesOf = (name: string) => ({ output: path.join(folder, `${name}.out`), summary: path.join(folder, `${name}.md`) });

  function variablesOf(inputs: Readonly<Record<string, string>>, { at = emulator, attempt = 1, id = '', machine = id, env = {} }: StepSettings): Record<string, string> {
    const files = filesOf(`${id}-${attempt}`);
    for (const file of Object.values(files)) writeFileSync(file, '');
    const given = Object.fromEntries(Object.entries({ ...Object.fromEntries(INPUTS.map((name) => [name, ''])), ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
    return {
      ...given, GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_OUTPUT: files.output, GITHUB_STEP_SUMMARY: files.summary, GITHUB_WORKSPACE: folder,
      GITHUB_REPOSITORY: 'owner/repository', GITHUB_RUN_ID: '1234', GITHUB_RUN_ATTEMPT: String(attempt), GITHUB_JOB: 'images', GITHUB_ACTION: id,
      XDG_STATE_HOME: path.join(folder, 'state', machine), WIREFLOW_BASE_URL: at.url, ...env,
    }; // prettier-ignore
  }

  function ended(code: number, log: string, id: string, attempt: number): Step {
    const files = filesOf(`${id}-${attempt}`);
    return { code, log, outputs: outputsIn(readFileSync(files.output, 'utf8')), summary: readFileSync(files.summary, 'utf8') };
  }

  return {
    folder,
    emulator,
    world,
    async step(inputs, settings = {}) {
      const { at = emulator, attempt = 1, id = nextId(), cancelAt } = settings;
      const cancel = new AbortController();
      let log = '';
      const write = (words: string) => {
        log += words;
        if (cancelAt?.test(log)) cancel.abort();
      };
      const sink = { isTTY: false, write };
      const code = await runAction({
        env: variablesOf(inputs, { ...settings, id }), folder: '/nowhere', stdout: sink, stderr: sink, stdin: async () => '', signal: cancel.signal, fetch,
        now: () => at.clock.now(),
        passed: () => at.clock.now(),
        sleep: async (ms) => void at.clock.advance(ms),
      }); // prettier-ignore
      return ended(code, log, id, attempt);
    },
    bundle: (inputs, at) =>
      new Promise((resolve, reject) => {
        const id = nextId();
        const child = spawn(process.execPath, [...HELPERS, BUNDLE], { cwd: folder, env: { PATH: process.env['PATH'], ...variablesOf(inputs, { at, id }) } });
        let log = '';
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
        child.on('error', reject);
        child.on('close', (code) => resolve(ended(code ?? -1, log, id, 1)));
      }),
    async close() {
      await Promise.all(opened.map((each) => each.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function outputsIn(words: string): Record<string, string> {
  return Object.fromEntries([...words.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2\n/gm)].map(([, name, , value]) => [name as string, value as string]));
}
