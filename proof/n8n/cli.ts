import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startProviders } from '../../emulators/providers/index.js';
import { startEmulator } from '../../emulators/wireflow/index.js';
import { NoRoom } from '../outside/install.js';
import { told } from '../outside/stories.js';
import { installedEngine, N8N_VERSION, packedNode, type Engine } from './engine.js';
import { Instance } from './instance.js';
import { Rest } from './rest.js';
import type { Story, World } from './stories.js';
import { STORIES } from './stories/index.js';
import { CREDENTIAL_ID, PROVIDER_CREDENTIALS } from './workflows.js';

/** Of what n8n has logged during a story that fails. */
const MOST_LOGGED = 2_000;
const say = (line: string): void => console.log(line);

/** Runs the packed node in a real n8n, story by story. The last line counts them. */
async function main(): Promise<void> {
  const only = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const stories = STORIES.filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)));
  let engine: Engine;
  try {
    engine = await installedEngine(say);
  } catch (error) {
    if (!(error instanceof NoRoom)) throw error;
    say(`LEFT OUT: the n8n node was not tried in n8n, because ${error.message}.`);
    say(`0 passed, 0 failed, ${stories.length} skipped`);
    return;
  }
  const failed = await tellAll(engine, stories);
  say(`${stories.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function tellAll(engine: Engine, stories: readonly Story[]): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-pack-'));
  const emulator = await startEmulator({ durationMs: 1500, pictures: 'plain', limits: { executionsPerMinute: 1_000_000, executionsPerDay: 1_000_000, requestsPerMinute: 1_000_000 } });
  const providers = await startProviders({ clock: 'real', durationMs: 1500 });
  const instance = new Instance(engine);
  // Ended from outside, it leaves no n8n behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void instance.close().finally(() => process.exit(1)));
  let failed = 0;
  try {
    await instance.prepare(await packedNode(folder));
    await instance.import('credentials', [
      { id: CREDENTIAL_ID, name: 'Wireflow account', type: 'wireflowApi', data: { apiKey: emulator.keys.full, baseUrl: emulator.url } },
      ...Object.entries(PROVIDER_CREDENTIALS).map(([name, credential]) => {
        const { account, url } = providers[name as keyof typeof PROVIDER_CREDENTIALS];
        return { ...credential, data: { apiKey: account.key, baseUrl: url } };
      }),
    ]);
    const begunMs = Date.now();
    await instance.start();
    say(`n8n ${N8N_VERSION} has started in ${seconds(begunMs)}`);
    const rest = new Rest(instance.origin, engine);
    await rest.signIn();
    const world: World = { engine, instance, rest, emulator, providers, log: say };
    const count = (held: boolean) => void (failed += held ? 0 : 1);
    const beside = stories.filter(({ isBeside }) => isBeside).map(async ({ name, tell }) => told(name, async () => tell(world), say).then(count));
    for (const { name, tell, restarts } of stories.filter((story) => !story.isBeside)) {
      if (restarts) await Promise.all(beside);
      emulator.reset();
      const before = instance.log.length;
      const held = await told(name, async () => tell(world), say);
      if (!held) say(`        n8n has logged: ${instance.log.slice(before).slice(-MOST_LOGGED) || 'nothing'}`);
      count(held);
    }
    await Promise.all(beside);
  } finally {
    await instance.close();
    await emulator.close();
    await providers.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return failed;
}

const seconds = (sinceMs: number): string => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

await main();
