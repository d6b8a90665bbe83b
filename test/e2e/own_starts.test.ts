import { startWorld, type World } from '../helpers/app.js';

let world: World;
beforeEach(async () => void (world = await startWorld()));
afterEach(() => world.close());

const startsKept = () => [...world.standIn.cache.keys()].filter((key) => /^(started|run_id_of):/.test(key)).sort();

// Only a trigger, which needs the key, would ever read them.
test('what was started is remembered for the triggers of a connection, and not without a key', async () => {
  const start = { webhook: world.emulator.webhookUrl('text-to-image'), prompt: 'A paper boat', run_id: 'order 7' };
  await world.keyless.run('creates.generate_image.operation.perform', start);
  expect(startsKept()).toEqual([]);
  await world.zap.run('creates.generate_image.operation.perform', { ...start, run_id: 'order 8' });
  expect(startsKept()).toEqual([expect.stringMatching(/^run_id_of:/), expect.stringMatching(/^started:/)]);
});
