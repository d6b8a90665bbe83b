import type { ZObject } from 'zapier-platform-core';
import { zapierMemory } from '../../../platforms/zapier/memory.js';
import { expectReadable, failure } from '../../helpers/core.js';

type Call = readonly [name: string, ...rest: unknown[]];

/** Zapier's cache, as its runtime offers it. */
function cacheOf(answer: (call: Call) => unknown, signal = new AbortController().signal) {
  const calls: Call[] = [];
  const offer = (name: string) => async (...rest: unknown[]) => {
    calls.push([name, ...rest]);
    return answer([name, ...rest]);
  };
  return { calls, memory: zapierMemory({ cache: { get: offer('get'), set: offer('set'), delete: offer('delete') } } as unknown as ZObject, signal) };
}
const down = () => { throw new Error('Zapier says: RPC 500 whk_fake'); }; // prettier-ignore

test('everything is kept for the connection alone, so that no account sees another’s', async () => {
  const { calls, memory } = cacheOf(() => true);
  await memory.get('k');
  await memory.set('k', { a: 1 }, 60);
  await memory.claim('k', { b: 2 }, 70);
  await memory.forget('k');
  expect(calls).toEqual([
    ['get', 'k', ['auth']],
    ['set', 'k', { a: 1 }, 60, ['auth']],
    ['set', 'k', { b: 2 }, 70, ['auth'], true],
    ['delete', 'k', ['auth']],
  ]);
});

test.each([null, { a: [1] }, 0, 'text'])('what was kept comes back: %j', async (kept) => {
  expect(await cacheOf(() => kept).memory.get('k')).toEqual(kept);
});

test.each([true, false])('a claim says whether it was the first: %s', async (isFirst) => {
  expect(await cacheOf(() => isFirst).memory.claim('k', {}, 60)).toBe(isFirst);
});

describe('while Zapier keeps nothing', () => {
  test('reading, keeping and forgetting go on without it', async () => {
    const { memory } = cacheOf(down);
    expect(await memory.get('k')).toBeNull();
    expect(await memory.set('k', {}, 60)).toBeUndefined();
    expect(await memory.forget('k')).toBeUndefined();
  });

  test('a claim stops the step before anything starts, and the step is tried again', async () => {
    const error = await failure(() => cacheOf(down).memory.claim('k', {}, 60));
    expect(error).toMatchObject({ kind: 'unavailable', canRetry: true });
    expect(error.message).toMatch(/second execution could not be ruled out.*Nothing was started/);
    expectReadable(error);
  });
});

describe('while Zapier’s store does not answer', () => {
  const silent = () => new Promise(() => undefined);

  test.each(['get', 'set', 'forget'] as const)('“%s” is given up after some seconds, and the step goes on', async (call) => {
    jest.useFakeTimers();
    try {
      const { memory } = cacheOf(silent);
      const ended = Promise.resolve(memory[call]('k', {}, 60));
      await jest.advanceTimersByTimeAsync(4_000);
      expect(await ended).toBe(call === 'get' ? null : undefined);
    } finally {
      jest.useRealTimers();
    }
  });

  test('nothing is waited for once the step’s time is over, and a claim starts nothing', async () => {
    const time = new AbortController();
    const { memory } = cacheOf(silent, time.signal);
    setTimeout(() => time.abort(), 10);
    expect(await Promise.all([memory.get('k'), memory.set('k', {}, 60), memory.forget('k')])).toEqual([null, undefined, undefined]);
    expect(await failure(() => memory.claim('k', {}, 60))).toMatchObject({ kind: 'unavailable', canRetry: true });
    expect(await memory.get('k')).toBeNull();
  });
});
