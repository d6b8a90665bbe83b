import type { Execution } from '../../../core/model/execution.js';
import { NO_MEMORY } from '../../../core/memory.js';
import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import { latestFirst, loadWatch, saveWatch, type FoundRun, type OpenRun } from '../../../core/watching/trigger_memory.js';
import { mapMemory } from '../../helpers/core.js';

const NOW_MS = Date.parse('2026-03-20T12:00:00.000Z');
const HOUR_MS = 3_600_000;
const at = (ms: number) => new Date(ms).toISOString();
const run = (id: string, finishedAt: string | null = at(NOW_MS), startedAt: string | null = finishedAt): Execution => ({ ...SAMPLE_FINISHED, id, startedAt, finishedAt });
const open = (id: string, metAtMs = NOW_MS): OpenRun => ({ id, listed: run(id), metAtMs, lookedAtMs: 0 });
const found = (id: string, foundAtMs = NOW_MS): FoundRun => ({ id, execution: run(id), foundAtMs });
const REST = { account: null, latestStartMs: null, rests: {}, unreached: [], wholeAtMs: 0, wholeUntilMs: 0 };
const byId = <T extends { id: string }>(items: T[]) => new Map(items.map((item) => [item.id, item]));

describe('what a trigger remembers from poll to poll', () => {
  test('comes back as it was, also through a platform\'s cache', async () => {
    const memory = mapMemory();
    const watch = { account: 'fake', open: byId([open('a'), open('b')]), found: byId([found('c')]), done: new Set(['c', 'd']), latestStartMs: NOW_MS, rests: { '': { place: { query: { page: '3' }, by: 'position' as const, page: 3, offset: 40 }, backToMs: NOW_MS } }, unreached: [{ list: '', startedBeforeMs: NOW_MS, startedAfterMs: null, endedBeforeMs: NOW_MS }], wholeAtMs: NOW_MS, wholeUntilMs: NOW_MS + 1 };
    await saveWatch(memory, 'k', watch, NOW_MS);
    expect(await loadWatch(memory, 'k')).toEqual({ ...watch, savedAtMs: NOW_MS });
    expect(await loadWatch(memory, 'other')).toBeNull();
    expect(await loadWatch(NO_MEMORY, 'k')).toBeNull();
    await saveWatch(NO_MEMORY, 'k', watch, NOW_MS);
  });

  test('is bounded, and forgets what is more than a day old', async () => {
    const memory = mapMemory();
    const many = Array.from({ length: 900 }, (_, index) => index);
    await saveWatch(memory, 'k', {
      open: byId([open('old', NOW_MS - 25 * HOUR_MS), ...many.map((index) => open(`o${index}`))]),
      found: byId([found('old', NOW_MS - 25 * HOUR_MS), ...many.map((index) => found(`f${index}`, NOW_MS - HOUR_MS - index * 1000))]),
      done: new Set(Array.from({ length: 2500 }, (_, index) => `d${index}`)), ...REST,
    }, NOW_MS); // prettier-ignore
    const watch = await loadWatch(memory, 'k');
    expect([watch?.open.size, watch?.found.size]).toEqual([500, 200]);
    expect([watch?.open.has('old'), watch?.found.has('old')]).toEqual([false, false]);
    expect([watch?.done.size, watch?.done.has('d499'), watch?.done.has('d500')]).toEqual([2000, false, true]);
    expect([watch?.open.has('o0'), watch?.found.has('f0'), watch?.found.has('f199')]).toEqual([true, true, true]);
  });

  test('keeps what was found lately for Zaps that poll seldom, however much it is', async () => {
    const memory = mapMemory();
    const lately = byId(Array.from({ length: 450 }, (_, index) => found(`f${index}`, NOW_MS - 15 * 60_000)));
    await saveWatch(memory, 'k', { open: new Map(), found: lately, done: new Set(), ...REST }, NOW_MS);
    expect((await loadWatch(memory, 'k'))?.found.size).toBe(450);
  });

  test('keeps what still goes on rather than what the list shows again', async () => {
    const memory = mapMemory();
    const ended = Array.from({ length: 600 }, (_, index) => open(`e${index}`));
    const going: OpenRun = { ...open('going'), listed: { ...run('going', null, at(NOW_MS - 20 * HOUR_MS)), status: 'running' } };
    await saveWatch(memory, 'k', { open: byId([going, ...ended]), found: new Map(), done: new Set(), ...REST }, NOW_MS);
    const watch = await loadWatch(memory, 'k');
    expect([watch?.open.size, watch?.open.has('going')]).toEqual([500, true]);
  });

  test.each(['null', '7', '"x"', '[]', '{}', '{"open": 5, "found": {}}', '{"open": [null, {"id": "a"}], "found": [{"id": "b"}, 3]}'])('nothing goes wrong over what an older version left behind: %s', async (kept) => {
    const memory = mapMemory();
    memory.kept.set('k', kept);
    const watch = await loadWatch(memory, 'k');
    expect(watch === null || (watch.open.size === 0 && watch.found.size === 0 && watch.done.size === 0 && watch.savedAtMs === 0)).toBe(true);
  });
});

test('the latest end first; runs without times last', () => {
  const list = [run('none', null), run('early', at(NOW_MS - 5000)), run('late', at(NOW_MS)), run('going', null, at(NOW_MS - 1000)), run('odd', 'soon')];
  expect(latestFirst(list).map(({ id }) => id)).toEqual(['late', 'going', 'early', 'none', 'odd']);
});

test('of more than can be kept, what the list shows no more is kept first', async () => {
  const memory = mapMemory();
  const young = Array.from({ length: 600 }, (_, index) => ({ ...open(`young_${index}`), listed: run(`young_${index}`, at(NOW_MS - 60_000)) }));
  const long = { ...open('long'), listed: run('long', at(NOW_MS - 60_000), at(NOW_MS - 4 * 3_600_000)) };
  await saveWatch(memory, 'k', { ...REST, open: byId([...young, long]), found: new Map(), done: new Set() }, NOW_MS);
  const kept = await loadWatch(memory, 'k');
  expect(kept?.open.size).toBe(500);
  expect(kept?.open.has('long')).toBe(true);
});
