import { errorOf, startWorld, type World } from '../../helpers/app.js';

const HOUR_MS = 60 * 60_000;
let world: World;
beforeEach(async () => void (world = await startWorld()));
afterEach(() => world.close());
const generate = (more = {}) => world.zap.run<{ id: string }>('creates.generate_image.operation.perform', { webhook: world.emulator.workflow('text-to-image').webhookId, prompt: 'A boat', run_id: 'row 7', ...more });

test('what is kept runs out when its time is over: an Only Once ID holds for a day and no longer', async () => {
  const first = await generate();
  world.emulator.clock.advance(23 * HOUR_MS);
  expect((await generate()).id).toBe(first.id);
  world.emulator.clock.advance(2 * HOUR_MS);
  expect((await generate()).id).not.toBe(first.id);
});

test('a store that is down starts nothing for an Only Once ID, and stands in nobody’s way without one', async () => {
  world.standIn.trouble.isDown = true;
  expect(await errorOf(generate())).toMatchObject({ name: 'ThrottledError', message: expect.stringMatching(/second execution could not be ruled out/) });
  expect(world.emulator.executions).toHaveLength(0);
  expect((await generate({ run_id: '' })).id).toBe(world.emulator.executions[0]?.id);
});

test('a store that is full keeps no claim, so nothing is started under it', async () => {
  world.standIn.trouble.maxValueBytes = 10;
  expect(await errorOf(generate())).toMatchObject({ name: 'ThrottledError' });
  expect(world.emulator.executions).toHaveLength(0);
});

test('a store that takes its time does not hold a start’s id back', async () => {
  world.standIn.trouble.delayMs = 6_000;
  const begun = Date.now();
  expect((await generate({ run_id: '' })).id).toBe(world.emulator.executions[0]?.id);
  expect(Date.now() - begun).toBeLessThan(10_000);
});
