import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { run } from '../outside/install.js';
import type { Engine } from './engine.js';
import { installProbe } from './host_probe.js';

const READY_WITHIN_MS = 300_000;

/** One n8n with a folder of its own, into which the packed node is installed as n8n itself installs it. */
export class Instance {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-n8n-'));
  readonly #engine: Engine;
  #env: NodeJS.ProcessEnv = {};
  /** Commands run beside the server, so they need a port of their own. */
  #commandEnv: NodeJS.ProcessEnv = {};
  #server: ChildProcess | undefined;
  /** What the server has logged. */
  log = '';
  origin = '';

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async prepare(tarball: string): Promise<void> {
    const nodes = path.join(this.folder, '.n8n/nodes');
    mkdirSync(nodes, { recursive: true });
    await run('npm', ['install', '--legacy-peer-deps', '--no-save', '--no-audit', '--no-fund', '--silent', tarball], { cwd: nodes });
    await installProbe(nodes);
    const [port, broker] = [await freePort(), await freePort()];
    this.origin = `http://127.0.0.1:${port}`;
    this.#env = {
      ...process.env,
      N8N_USER_FOLDER: this.folder,
      N8N_ENCRYPTION_KEY: 'only-for-these-tests-0123456789',
      N8N_PORT: String(port),
      N8N_RUNNERS_BROKER_PORT: String(broker),
      N8N_LISTEN_ADDRESS: '127.0.0.1',
      N8N_SECURE_COOKIE: 'false',
      N8N_DIAGNOSTICS_ENABLED: 'false',
      N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
      N8N_TEMPLATES_ENABLED: 'false',
      N8N_PERSONALIZATION_ENABLED: 'false',
      N8N_LOG_LEVEL: 'info',
    };
    this.#commandEnv = { ...this.#env, N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
  }

  /** Runs one of n8n's own commands. */
  async command(...args: string[]): Promise<{ readonly code: number; readonly printed: string }> {
    const child = spawn(this.#engine.node, [this.#engine.bin, ...args], { env: this.#commandEnv, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const code = await new Promise<number>((resolve) => child.on('close', (ended) => resolve(ended ?? 1)));
    return { code, printed };
  }

  /** Imports workflows or credentials from their JSON. */
  async import(kind: 'workflow' | 'credentials', things: readonly object[]): Promise<void> {
    const file = path.join(this.folder, `${kind}.json`);
    writeFileSync(file, JSON.stringify(things));
    const { code, printed } = await this.command(`import:${kind}`, `--input=${file}`);
    if (code !== 0) throw new Error(`n8n did not import: ${printed.slice(-600)}`);
  }

  /** Executes a workflow by the command line. @returns its run data by node */
  async execute(id: string): Promise<RunData> {
    const { printed } = await this.command('execute', `--id=${id}`, '--rawOutput');
    // Log lines come first; the result begins with a brace alone.
    const at = printed.search(/^\{$/m);
    if (at < 0) throw new Error(`n8n printed no result: ${printed.slice(-800)}`);
    const result = JSON.parse(printed.slice(at, printed.lastIndexOf('}') + 1)) as { data: { resultData: { runData: RunData } } };
    return result.data.resultData.runData;
  }

  async start(): Promise<void> {
    const child = spawn(this.#engine.node, [this.#engine.bin, 'start'], { env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#server = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
    const endMs = Date.now() + READY_WITHIN_MS;
    for (;;) {
      const ready = await fetch(`${this.origin}/healthz/readiness`).then((reply) => reply.ok, () => false);
      if (ready) return;
      if (child.exitCode !== null || Date.now() > endMs) throw new Error(`n8n did not start: ${this.log.slice(-800)}`);
      await pause(500);
    }
  }

  /** Ends the server: in good order, or as a crash does. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#server;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill(signal);
    await ended;
    this.#server = undefined;
  }

  async close(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What each run of each node came to. */
export type RunData = Readonly<Record<string, readonly NodeRun[]>>;

export interface NodeRun {
  readonly executionStatus: string;
  readonly data?: { readonly main: readonly (readonly Item[])[] };
  readonly error?: { readonly message: string; readonly description?: string | null; readonly httpCode?: string | null; readonly name?: string; readonly context?: { readonly itemIndex?: number } };
}

export interface Item {
  readonly json: Record<string, unknown>;
  readonly binary?: Record<string, { readonly id?: string; readonly mimeType: string; readonly fileName?: string; readonly fileExtension?: string; readonly bytes?: number }>;
  readonly pairedItem?: unknown;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
