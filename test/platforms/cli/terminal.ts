import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../emulators/wireflow/index.js';
import type { Host } from '../../../platforms/cli/host.js';
import { runProgram } from '../../../platforms/cli/program.js';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Each line of standard output as JSON. */
  readonly lines: Record<string, unknown>[];
}

export interface RunSettings {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string | Promise<string>;
  /** Ctrl-C. */
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
  readonly onSleep?: (ms: number) => Promise<void> | void;
  /** By how much somebody has set the machine's clock so far, ms. */
  readonly setMs?: () => number;
}

export interface Terminal {
  readonly emulator: Emulator;
  /** The folder that the commands run in. */
  readonly folder: string;
  /** Their state folder. */
  readonly state: string;
  run(args: readonly string[], settings?: RunSettings): Promise<Ended>;
  close(): Promise<void>;
}

/** `wireflow` in this process, against an emulator of its own: both read one clock, which sleeping moves. */
export async function openTerminal(options: EmulatorOptions = {}): Promise<Terminal> {
  const emulator = await startEmulator({ clock: 'manual', pictures: 'plain', ...options });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-cli-'));
  const state = path.join(folder, 'state');
  return {
    emulator,
    folder,
    state,
    async run(args, { env = {}, stdin, signal = new AbortController().signal, fetch: fetchNow = fetch, onSleep, setMs = () => 0 } = {}) {
      const printed = { stdout: '', stderr: '' };
      const sink = (name: 'stdout' | 'stderr') => ({ isTTY: false, write: (words: string) => void (printed[name] += words) });
      const host: Host = {
        env: { WIREFLOW_BASE_URL: emulator.url, WIREFLOW_API_KEY: emulator.keys.full, WIREFLOW_WEBHOOK: 'whk_local_text_to_image', XDG_STATE_HOME: state, ...env },
        folder,
        stdout: sink('stdout'),
        stderr: sink('stderr'),
        stdin: async () => {
          if (stdin === undefined) throw new Error('Standard input was read, and nobody had asked for it');
          return stdin;
        },
        signal,
        fetch: fetchNow,
        now: () => emulator.clock.now() + setMs(),
        passed: () => emulator.clock.now(),
        sleep: async (ms) => {
          await onSleep?.(ms);
          emulator.clock.advance(ms);
        },
      };
      const code = await runProgram(args, host, '1.2.3');
      return { code, ...printed, lines: printed.stdout.startsWith('{') ? printed.stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>) : [] };
    },
    close: async () => {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
