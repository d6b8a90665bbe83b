import { NO_MEMORY, type Memory } from '../../../core/memory.js';
import { atMostAHundredNew, rememberFired } from '../../../platforms/zapier/fired_items.js';
import { mapMemory } from '../../helpers/core.js';

const MINUTE_MS = 60_000;
const START_MS = Date.parse('2026-03-20T12:00:00.000Z');
const items = (count: number, name = 'item') => Array.from({ length: count }, (_, index) => ({ id: `${name}_${String(count - index).padStart(4, '0')}` }));

/** Zapier's side: drops what it has seen, and holds a Zap back over more than 100 new items. */
function zap(memory: Memory = mapMemory()) {
  const seen = new Set<string>();
  const said: string[] = [];
  return {
    memory,
    said,
    seen,
    async switchOn(listed: { id: string }[]) {
      await rememberFired(memory, 'k', listed);
      for (const { id } of listed) seen.add(id);
    },
    async poll(listed: { id: string }[], minute = 0) {
      const handed = await atMostAHundredNew(memory, 'k', listed, { nowMs: START_MS + minute * MINUTE_MS, log: (sentence) => said.push(sentence) });
      expect(new Set(handed.map(({ id }) => id)).size).toBe(handed.length);
      const fresh = handed.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      return fresh.length;
    },
  };
}

test.each([[100, [100, 0]], [101, [100, 1]], [450, [100, 100, 100, 100, 50, 0]]])('%i new items come as %j', async (count, wanted) => {
  const one = zap();
  await one.switchOn([]);
  const counts: number[] = [];
  for (const minute of wanted.keys()) counts.push(await one.poll(items(count), minute));
  expect(counts).toEqual(wanted);
});

test('the oldest come first, and the log says how many follow', async () => {
  const one = zap();
  await one.switchOn([]);
  await one.poll(items(150));
  expect([one.seen.has('item_0001'), one.seen.has('item_0150')]).toEqual([true, false]);
  expect(one.said).toEqual(['50 more are ready; Zapier takes 100 new ones in one check, so they follow in the next.']);
});

test('what was known when the Zap was switched on counts for nothing', async () => {
  const one = zap();
  await one.switchOn(items(400, 'old'));
  expect(await one.poll([...items(60), ...items(400, 'old')])).toBe(60);
});

test('while more come all the time, all of them come through, at most 100 a time', async () => {
  const one = zap();
  await one.switchOn([]);
  const listed: { id: string }[] = [];
  for (let minute = 0; minute < 20; minute += 1) {
    if (minute < 8) listed.unshift(...items(120, `batch_${minute}`));
    expect(await one.poll(listed, minute)).toBeLessThanOrEqual(100);
  }
  expect(one.seen.size).toBe(960);
});

test('nothing waits for more than an hour, whatever the number', async () => {
  const one = zap();
  await one.switchOn([]);
  for (const minute of [0, 15, 30, 45]) await one.poll(items(900), minute);
  expect(one.seen.size).toBe(400);
  await one.poll(items(900), 60);
  expect(one.seen.size).toBe(900);
});

test('where the platform has forgotten, the latest come first, and the rest follows', async () => {
  const handed = await atMostAHundredNew(mapMemory(), 'k', [{ id: 'new' }, ...items(400)], { nowMs: START_MS, log: () => undefined });
  expect(handed).toContainEqual({ id: 'new' });
  expect(handed).toHaveLength(100);
});

test.each<[string, Memory]>([
  ['keeps nothing', NO_MEMORY],
  ['takes nothing new', { get: async () => ({ handed: '', waiting: {} }), set: async () => undefined }],
])('where the platform %s, all is handed over at once: nothing would ever bring the rest', async (_name, memory) => {
  expect(await zap(memory).poll(items(250))).toBe(250);
});

test('a second Zap that is switched on takes nothing from the first', async () => {
  const [first, second] = [zap(), zap()];
  await first.switchOn([]);
  await first.poll(items(150));
  await rememberFired(first.memory, 'k', items(150));
  for (const { id } of items(150)) second.seen.add(id);
  expect(await first.poll(items(150))).toBe(50);
});

test('nothing is written while nothing changes', async () => {
  const memory = mapMemory();
  let writes = 0;
  const counted: Memory = { get: memory.get, set: async (...args: [string, unknown]) => ((writes += 1), memory.set(...args)) };
  const one = zap(counted);
  await one.poll(items(30));
  writes = 0;
  await one.poll(items(30));
  expect(writes).toBe(0);
});

test.each(['7', '{"handed": 5}', '{"handed": "abc", "waiting": [1]}', '{"handed": "", "waiting": {"a": "x"}}'])('nothing goes wrong over what stands there: %s', async (kept) => {
  const memory = mapMemory();
  memory.kept.set('k', kept);
  expect(await zap(memory).poll(items(20))).toBe(20);
});
