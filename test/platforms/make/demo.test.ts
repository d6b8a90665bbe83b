import { runScenario, type ScenarioInput } from '../../../demo/make_scenario.js';
import { startMakeWorld } from './make_world.js';

/** The job of `npm run demo:make`, with a clock that is moved by hand. */
async function demo(changes: Partial<ScenarioInput> = {}, webhookOf?: string) {
  const { engine, emulator, sent } = await startMakeWorld();
  const lines: string[] = [];
  const progress = { start: (doing: string) => void lines.push(doing), done: (result: string) => void lines.push(result) };
  const input: ScenarioInput = { prompt: 'A paper boat', size: 'story', webhook: webhookOf && emulator.workflow(webhookOf).webhookId, apiKey: emulator.keys.full, throughWireflow: false, ...changes };
  return { run: () => runScenario(engine, input, progress), lines, emulator, sent };
}

test('a prompt becomes a saved picture in the wanted size, with one run and the key only where it is needed', async () => {
  const { run, lines, emulator, sent } = await demo();
  const { workflow, execution, file } = await run();
  expect(workflow).toBe(emulator.workflow('text-to-image').name);
  expect(execution).toMatchObject({ status: 'completed', execution_id: emulator.executions[0]?.id });
  expect({ png: file.bytes.subarray(1, 4).toString(), width: file.bytes.readUInt32BE(16), height: file.bytes.readUInt32BE(20), name: file.name }).toEqual({ png: 'PNG', width: 720, height: 1280, name: expect.stringMatching(/\.png$/) });
  expect(emulator.executions).toHaveLength(1);
  for (const { headers } of sent('trigger', 'image')) expect(headers).not.toHaveProperty('authorization');
  expect(lines.join('\n')).toContain('Wait for an execution: done');
});

test.each<[string, Partial<ScenarioInput>, string | undefined, RegExp]>([
  ['a size that nobody knows', { size: 'huge' }, undefined, /Size/],
  ['a run that fails', {}, 'always-fails', /content moderation/],
  ['a key that is refused', { apiKey: 'sk-local-emulator-unknown' }, undefined, /API key/],
])('%s ends it with one sentence', async (_, changes, webhookOf, words) => {
  const { run } = await demo(changes, webhookOf);
  const error = await run().then(() => null, (caught: unknown) => caught as Error);
  expect(error?.message).toMatch(words);
  expect(error?.message).not.toContain('\n');
});
