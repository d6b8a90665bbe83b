// In a process of its own: ten prompts in one step of Generate Images, and in ten of Generate Image one after another, as a Zap runs them.
import { createZap, type Zap } from '../../../demo/zap.js';
import { startEmulator } from '../../../emulators/wireflow/index.js';
import { startZapierStandIn } from '../../../emulators/zapier/store.js';
import app from '../../../index.js';
import { clock } from '../../../platforms/zapier/clock.js';
import { processInput, processOutput } from '../fresh_process.js';
import type { BatchInput, BatchOutcome } from './costs.js';

const MOST_RUNS = 100;
const MS_PER_S = 1_000;

const { plans, prompts, durationMs } = processInput<BatchInput>();
const outcomes: BatchOutcome[] = [];
for (const plan of plans) {
  outcomes.push(await measure(plan, 'one step', (zap) => [() => zap.run('creates.generate_images.operation.perform', { ...common(), prompts: texts(), run_id: 'ten' })]));
  outcomes.push(await measure(plan, 'ten steps', (zap) => texts().map((prompt, index) => () => zap.run('creates.generate_image.operation.perform', { ...common(), prompt, run_id: `ten-${index}` }))));
}
processOutput(outcomes);

function texts(): string[] {
  return Array.from({ length: prompts }, (_, index) => `A paper boat, number ${index + 1}`);
}

function common() {
  return { webhook: 'whk_local_text_to_image', wait: 'until_finished' };
}

async function measure(plan: BatchInput['plans'][number], way: BatchOutcome['way'], steps: (zap: Zap) => readonly (() => Promise<unknown>)[]): Promise<BatchOutcome> {
  const emulator = await startEmulator({ clock: 'manual', plan, durationMs, pictures: 'plain' });
  const standIn = await startZapierStandIn(() => emulator.clock.now());
  process.env['WIREFLOW_BASE_URL'] = emulator.url;
  Object.assign(clock, { now: () => emulator.clock.now(), sleep: async (ms: number) => emulator.clock.advance(ms) });
  const zap = createZap(app, standIn, { api_key: emulator.keys.full });
  const startMs = emulator.clock.now();
  let runs = 0;
  const all = steps(zap);
  for (const step of all) runs += await untilDone(step, (ms) => emulator.clock.advance(ms));
  const outcome: BatchOutcome = {
    plan,
    way,
    tasks: all.length,
    runs,
    requests: emulator.requests.length,
    refused: emulator.requests.filter(({ status }) => status === 429).length,
    bought: emulator.executions.length,
    tookMs: emulator.clock.now() - startMs,
  };
  await Promise.all([emulator.close(), standIn.close()]);
  return outcome;
}

/** As Zapier's queue does it: a step that asks for it is run again after its wait. @returns how often it was run */
async function untilDone(step: () => Promise<unknown>, pass: (ms: number) => void): Promise<number> {
  for (let runs = 1; runs <= MOST_RUNS; runs += 1) {
    const error = await step().then(() => null, (reason: unknown) => reason as Error);
    if (error === null) return runs;
    if (error.name !== 'ThrottledError') throw error;
    pass(Number((JSON.parse(error.message) as { delay: number }).delay) * MS_PER_S);
  }
  throw new Error('The step never ends');
}
