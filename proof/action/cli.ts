import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pLimit from 'p-limit';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulators/wireflow/index.js';
import { NoRoom } from '../outside/install.js';
import { told } from '../outside/stories.js';
import { ACTION_FILE, installedRunner, NODE_VERSION, RUNNER_NAME, runStep, type LocalRunner } from './local_runner.js';
import { STORIES, type World } from './stories.js';

const say = (line: string): void => console.log(line);
/** A step is mostly npm and a loader that start, and then a wait. */
const STEPS_AT_ONCE = 2;
/** With room for close looks, so that the waits are short. */
const ACCOUNT: EmulatorOptions = { durationMs: 300, pictures: 'plain', plan: 'enterprise', limits: { executionsPerMinute: 1_000_000, requestsPerMinute: 1_000_000 } };

/** Runs the Action in GitHub's local runner, outcome by outcome. The last line counts them. */
async function main(): Promise<void> {
  const only = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const stories = STORIES.filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)));
  let runner: LocalRunner;
  try {
    runner = await installedRunner(say);
  } catch (error) {
    if (!(error instanceof NoRoom)) throw error;
    say(`LEFT OUT: the Action was not tried in GitHub's local runner, because ${error.message}.`);
    say(`0 passed, 0 failed, ${stories.length} skipped`);
    return;
  }
  say(`${RUNNER_NAME}, Node ${NODE_VERSION}, ${ACTION_FILE.runs.using}`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-action-'));
  const limit = pLimit(STEPS_AT_ONCE);
  let failed = 0;
  try {
    await Promise.all(stories.map(async ({ name, tell }, index) => limit(async () => {
      const emulators: Emulator[] = [];
      const world = worldOf(runner, path.join(folder, String(index)), emulators);
      if (!(await told(name, async () => tell(world), say))) failed += 1;
      await Promise.all(emulators.map((each) => each.close()));
    }))); // prettier-ignore
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  say(`${stories.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function worldOf(runner: LocalRunner, folder: string, emulators: Emulator[]): World {
  let steps = 0;
  return {
    async emulator(options = {}) {
      const emulator = await startEmulator({ ...ACCOUNT, ...options });
      emulators.push(emulator);
      return emulator;
    },
    async step(at, inputs, { id = 'step', attempt = 1, cancelAt, env: more = {} } = {}) {
      steps += 1;
      const own = path.join(folder, `machine-${steps}`);
      const env = { GITHUB_REPOSITORY: 'owner/repository', GITHUB_RUN_ID: '1234', GITHUB_RUN_ATTEMPT: String(attempt), GITHUB_JOB: 'images', GITHUB_ACTION: id, WIREFLOW_BASE_URL: at.url, ...more };
      return { folder: own, ...(await runStep(runner, { folder: own, inputs, env, ...(cancelAt === undefined ? {} : { cancelAt }) })) };
    },
  };
}

await main();
