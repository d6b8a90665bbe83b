import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { baseUrlFrom } from '../core/base_url.js';
import { startEmulator } from '../emulator/index.js';
import app from '../index.js';
import { runMainJob } from './main_job.js';
import { createProgress } from './progress.js';
import { countRequestsTo } from './request_count.js';
import { createZap } from './zap.js';
import { startZapierStandIn } from './zapier_stand_in.js';

const DEFAULT_PROMPT = 'A paper boat on a calm lake at sunrise, soft pastel colours';
const EMULATOR_WAIT_MS = 18_000;
const REAL_WAIT_MS = 5 * 60_000;

/** `npm start`: the main job against the local emulator, or against Wireflow when `WIREFLOW_WEBHOOK` is set. */
async function main(): Promise<void> {
  const { prompt, size } = readArguments();
  const startedAtMs = Date.now();
  const service = await connect();
  const standIn = await startZapierStandIn();
  const requests = countRequestsTo(new URL(baseUrlFrom(process.env)).host);
  const progress = createProgress(process.stdout);
  try {
    const zap = createZap(app, standIn, service.apiKey === undefined ? {} : { api_key: service.apiKey });
    const { execution, file } = await runMainJob(zap, { prompt, size, ...service, hasKey: service.apiKey !== undefined }, progress);
    const saved = file === null ? null : await save(execution.execution_id, standIn.file(file));
    const facts = {
      Execution: `${execution.execution_id} (${execution.status})`,
      Workflow: execution.workflow_name ?? execution.workflow_id ?? 'behind the webhook',
      Image: saved ?? 'set WIREFLOW_API_KEY to fetch it',
      Requests: String(requests.count),
      Time: `${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`,
    };
    console.log(['', ...Object.entries(facts).map(([name, value]) => `${name.padEnd(10)} ${value}`)].join('\n'));
  } finally {
    progress.stop();
    await Promise.all([standIn.close(), service.close()]);
  }
}

function readArguments() {
  const { values } = parseArgs({ options: { prompt: { type: 'string' }, size: { type: 'string' } } });
  return { prompt: values.prompt ?? DEFAULT_PROMPT, size: values.size };
}

interface Service {
  readonly webhook: string | undefined;
  readonly apiKey: string | undefined;
  readonly longestWaitMs: number;
  close(): Promise<void>;
}

async function connect(): Promise<Service> {
  const webhook = process.env['WIREFLOW_WEBHOOK'];
  if (webhook) {
    return { webhook, apiKey: process.env['WIREFLOW_API_KEY'] || undefined, longestWaitMs: REAL_WAIT_MS, close: async () => undefined };
  }
  const emulator = await startEmulator();
  process.env['WIREFLOW_BASE_URL'] = emulator.url;
  console.log(`Using the local emulator of Wireflow at ${emulator.url}`);
  return { webhook: undefined, apiKey: emulator.keys.full, longestWaitMs: EMULATOR_WAIT_MS, close: () => emulator.close() };
}

async function save(executionId: string, file: { readonly name: string; readonly bytes: Buffer }): Promise<string> {
  const folder = path.resolve('out');
  await mkdir(folder, { recursive: true });
  const target = path.join(folder, `${executionId}${path.extname(file.name) || '.png'}`);
  await writeFile(target, file.bytes);
  return path.relative(process.cwd(), target);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`\n${sentenceOf(error)}`);
    process.exit(1);
  },
);

/** Zapier's errors carry their sentence as JSON. */
function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  try {
    return (JSON.parse(message) as { message: string }).message;
  } catch {
    return message.split('\n')[0] ?? 'The job failed.';
  }
}
