import { startEmulator } from '../../../emulators/wireflow/index.js';
import type { Emulator } from '../../../emulators/wireflow/index.js';
import { ask, start } from './client.js';

const MINUTE_MS = 60_000;

async function within(options: Parameters<typeof startEmulator>[0], job: (emulator: Emulator) => Promise<void>): Promise<void> {
  const emulator = await startEmulator({ clock: 'manual', pictures: 'plain', ...options });
  try {
    await job(emulator);
  } finally {
    await emulator.close();
  }
}

const counted = (headers: Headers) => ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`)));

describe('limits', () => {
  test('the Free plan answers ten requests a minute, says how many are left, then 429 until the minute is over', () =>
    within({ plan: 'free', startAt: 1_800_000_000_000 }, async (emulator) => {
      for (let left = 9; left >= 0; left -= 1) {
        const answer = await ask(emulator, '/workflows');
        expect(answer.status).toBe(200);
        expect(counted(answer.headers)).toEqual([10, left, 1_800_000_060]);
      }
      emulator.clock.advance(15_000);
      const refused = await ask(emulator, '/workflows');
      expect(refused).toMatchObject({ status: 429, body: { error: expect.stringContaining('Too many requests'), retryAfter: 1_800_000_060 } });
      expect(refused.headers.get('retry-after')).toBe('45');
      emulator.clock.advance(45_000);
      expect((await ask(emulator, '/workflows')).status).toBe(200);
    }));

  test.each([
    ['starter', 20],
    ['pro', 60],
    ['enterprise', 200],
  ] as const)('the %s plan allows %d requests a minute', (plan, limit) =>
    within({ plan }, async (emulator) => {
      expect(counted((await ask(emulator, '/workflows')).headers)).toMatchObject([limit, limit - 1, expect.any(Number)]);
    }));

  test('starts have a bucket of their own: ten a minute, and polls go on when it is empty', () =>
    within({ plan: 'pro' }, async (emulator) => {
      for (let count = 0; count < 10; count += 1) await start(emulator, 'text-to-image');
      const { webhookId } = emulator.workflow('text-to-image');
      const refused = await ask(emulator, `/workflow/${webhookId}/trigger`, { body: {}, key: null });
      expect(refused).toMatchObject({ status: 429, body: { error: 'Too many workflow executions. Please try again later.' } });
      expect(emulator.executions).toHaveLength(10);
      expect((await ask(emulator, '/workflows')).status).toBe(200);
    }));

  test('each key has its own buckets', () =>
    within({ plan: 'free' }, async (emulator) => {
      for (let count = 0; count < 11; count += 1) await ask(emulator, '/workflows');
      expect((await ask(emulator, '/workflows', { key: emulator.keys.readOnly })).status).toBe(200);
    }));

  test('the Free plan starts fifty executions a day', () =>
    within({ plan: 'free', credits: 10_000, startAt: Date.UTC(2030, 0, 5) }, async (emulator) => {
      for (let count = 0; count < 50; count += 1) {
        if (count % 10 === 0) emulator.clock.advance(MINUTE_MS);
        await start(emulator, 'text-to-image');
      }
      emulator.clock.advance(MINUTE_MS);
      await expect(start(emulator, 'text-to-image')).rejects.toThrow(/429.*Daily/);
      emulator.clock.advance(24 * 60 * MINUTE_MS);
      await expect(start(emulator, 'text-to-image')).resolves.toMatch(/^exec_/);
    }));

  test('Retry-After can be left out, as one source says it is', () =>
    within({ limits: { requestsPerMinute: 0 }, retryAfterHeader: false }, async (emulator) => {
      const { status, headers } = await ask(emulator, '/workflows');
      expect(status).toBe(429);
      expect(headers.get('retry-after')).toBeNull();
      expect(headers.get('x-ratelimit-reset')).not.toBeNull();
    }));

  test('a refused key still sees the headers, and uses up nothing', () =>
    within({ plan: 'free' }, async (emulator) => {
      const refused = await ask(emulator, '/workflows', { key: emulator.keys.unknown });
      expect(counted(refused.headers)).toMatchObject([10, 10, expect.any(Number)]);
      expect(counted((await ask(emulator, '/workflows')).headers)).toMatchObject([10, 9, expect.any(Number)]);
    }));
});
