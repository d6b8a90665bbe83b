import { executionOutput } from '../../../core/outputs/execution_output.js';
import fc from 'fast-check';
import { unknownExecution, type Execution } from '../../../core/model/execution.js';
import { NetworkError } from '../../../core/api/network_error.js';
import type { HttpResponse } from '../../../core/api/transport.js';
import { waitForEnd } from '../../../core/runs/wait_for_end.js';
import { clientOf, FAKE_KEY, recorded, response } from '../../helpers/core.js';
import { HandClock, NOON_MS, SECOND_MS } from '../../helpers/hand_clock.js';

const RUNNING = response(200, { status: 'RUNNING' });
const EMPTY = response(200, { status: 'COMPLETED' });
const FINISHED = response(200, { status: 'COMPLETED', output: { url: 'https://cdn.wireflow.ai/a.png' } });
const broken = (mark: string) => (): HttpResponse => {
  throw NetworkError.from({ code: mark });
};

type Look = HttpResponse | (() => HttpResponse);

/** Waits 25 s for a run; each look is answered by the next of `looks`, the last of them again and again. */
async function wait(looks: readonly Look[], { from = {}, budgetMs = 25_000, sinceStartMs = 0, lookMs = 0 }: { from?: Partial<Execution>; budgetMs?: number; sinceStartMs?: number; lookMs?: number } = {}) {
  const clock = new HandClock();
  const lookedAtMs: number[] = [];
  const wire = recorded((_request, index) => {
    lookedAtMs.push(clock.atMs - NOON_MS);
    clock.atMs += lookMs;
    const look = looks[Math.min(index, looks.length - 1)] as Look;
    return typeof look === 'function' ? look() : look;
  });
  const deadlineMs = NOON_MS + budgetMs;
  const execution = { ...unknownExecution('exec_1'), ...from };
  const seen = await waitForEnd(clientOf(wire, FAKE_KEY, clock.now), clock, execution, { startedAtMs: NOON_MS - sinceStartMs, deadlineMs });
  return { seen, lookedAtMs, tookMs: clock.atMs - NOON_MS, naps: clock.naps };
}

describe('a run that ends in time is handed over as it ended', () => {
  test.each([
    ['finished', FINISHED, { status: 'completed' }],
    ['failed', response(200, { status: 'FAILED', error: 'Out of luck' }), { status: 'failed', error: 'Out of luck' }],
    ['cancelled', response(200, { status: 'CANCELLED' }), { status: 'cancelled' }],
    ['timed out', response(200, { status: 'TIMEOUT' }), { status: 'timed_out' }],
  ])('%s', async (_name, end, wanted) => {
    const { seen, lookedAtMs } = await wait([RUNNING, end]);
    expect(seen).toMatchObject({ id: 'exec_1', ...wanted });
    expect(lookedAtMs).toHaveLength(2);
  });

  test.each<[string, Partial<Execution>]>([
    ['failed', { status: 'failed' }],
    ['cancelled', { status: 'cancelled' }],
    ['completed with its image', { status: 'completed', outputs: [{ kind: 'image', url: 'https://cdn.wireflow.ai/a.png', text: null, width: null, height: null, contentType: null, filename: null, nodeLabel: null }] }],
  ])('one that has %s already is not looked at again', async (_name, from) => {
    expect(await wait([RUNNING], { from })).toMatchObject({ seen: from, lookedAtMs: [], tookMs: 0 });
  });

  test('what a look leaves out stays as it was known', async () => {
    const known = { workflowId: 'cm_fake', workflowName: 'Posters', startedAt: '2026-03-20T12:00:00.000Z', credits: 7 };
    expect((await wait([FINISHED], { from: known })).seen).toMatchObject({ ...known, status: 'completed' });
  });
});

describe('the pace', () => {
  test('is counted from the start of the run, not from the start of the wait', async () => {
    const fresh = await wait([FINISHED]);
    const late = await wait([FINISHED], { sinceStartMs: fresh.tookMs - 1_500 });
    expect(fresh.lookedAtMs[0]).toBeGreaterThan(3_000);
    expect(late.lookedAtMs).toEqual([1_500]);
  });

  test('stays sound when the run seems to start in the future', async () => {
    const { seen, tookMs } = await wait([FINISHED], { sinceStartMs: -3_600_000 });
    expect(seen.status).toBe('completed');
    expect(tookMs).toBeLessThan(25_000);
  });
});

describe('a run called completed before its file is there', () => {
  test('is looked at again until the file comes', async () => {
    const { seen, naps } = await wait([EMPTY, EMPTY, FINISHED]);
    expect(seen.outputs).toHaveLength(1);
    expect(naps.slice(1)).toEqual([2_000, 2_000]);
  });

  test('is handed over without a file after three looks', async () => {
    const { seen, lookedAtMs } = await wait([EMPTY]);
    expect(seen).toMatchObject({ status: 'completed', outputs: [] });
    expect(lookedAtMs).toHaveLength(3);
  });

  test('which a start has called so already is still looked at', async () => {
    const { seen, lookedAtMs } = await wait([FINISHED], { from: { status: 'completed' } });
    expect([seen.outputs.length, lookedAtMs]).toEqual([1, [2_000]]);
  });
});

describe('the deadline', () => {
  test('is never passed, whatever is answered, by more than the last look takes', async () => {
    const looks: Look[] = [RUNNING, EMPTY, response(429, {}, { 'Retry-After': '3' }), response(429, {}), response(500, ''), response(200, '<html>'), broken('ECONNRESET'), broken('ETIMEDOUT'), response(200, { status: 'RUNNING' }, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '90' })];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...looks), { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: -5_000, max: 100_000 }), async (answers, budgetMs, lookMs, sinceStartMs) => {
        const { lookedAtMs, tookMs } = await wait(answers, { budgetMs, lookMs, sinceStartMs });
        for (const atMs of lookedAtMs) expect(atMs).toBeLessThanOrEqual(Math.max(0, budgetMs - 2_000));
        expect(tookMs).toBeLessThanOrEqual(Math.max(0, budgetMs - 2_000) + lookMs);
      }),
      { numRuns: 300 },
    );
  });

  test('leaves time for a last look, which is taken rather than not at all', async () => {
    const { lookedAtMs, seen } = await wait([RUNNING], { budgetMs: 25_000 });
    expect(lookedAtMs.at(-1)).toBe(23_000);
    expect(seen.status).toBe('running');
    expect(seen.message).toBeNull();
  });

  test.each([0, 1_000, 2_000, -60_000])('with %s ms left nothing is asked any more', async (budgetMs) => {
    expect(await wait([FINISHED], { budgetMs })).toMatchObject({ lookedAtMs: [], tookMs: 0, seen: { status: 'queued' } });
  });

  test('just enough time is used for one look', async () => {
    expect((await wait([FINISHED], { budgetMs: 2_001 })).lookedAtMs).toEqual([1]);
  });
});

describe('nothing that goes wrong while looking hides that the run has started', () => {
  test('a limit is waited out for as long as it asks', async () => {
    const { seen, lookedAtMs } = await wait([response(429, {}, { 'Retry-After': '8' }), FINISHED], { sinceStartMs: 9_000 });
    expect(seen.status).toBe('completed');
    expect((lookedAtMs[1] ?? 0) - (lookedAtMs[0] ?? 0)).toBeGreaterThanOrEqual(8 * SECOND_MS);
  });

  test('a limit that lasts longer than the time left ends the wait at once, with the run', async () => {
    const { seen, lookedAtMs, tookMs } = await wait([response(429, {}, { 'Retry-After': '40' }), FINISHED]);
    expect(seen).toMatchObject({ id: 'exec_1', status: 'queued', message: null });
    expect(lookedAtMs).toEqual([tookMs]);
  });

  test('a limit whose end stands only in the reply\'s body is waited out too', async () => {
    const { lookedAtMs } = await wait([response(429, { retryAfter: 6 }), FINISHED], { sinceStartMs: 19_000 });
    expect((lookedAtMs[1] ?? 0) - (lookedAtMs[0] ?? 0)).toBeGreaterThanOrEqual(6_000);
  });

  test.each<[string, Look]>([
    ['a fault of the service', response(503, '')],
    ['a reply that can not be read', response(200, '<html>')],
    ['a dropped connection', broken('ECONNRESET')],
    ['a time-out', broken('ETIMEDOUT')],
  ])('%s is tried again at the usual pace', async (_name, fault) => {
    const { seen, lookedAtMs } = await wait([fault, FINISHED]);
    expect(seen.status).toBe('completed');
    expect(lookedAtMs).toHaveLength(2);
    expect((lookedAtMs[1] ?? 0) - (lookedAtMs[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  test.each<[string, Look, RegExp]>([
    ['may not be looked at', response(403, { error: 'Forbidden' }), /has started, but.*missing a permission/],
    ['is not known', response(404, {}), /has started, but.*no such execution/],
    ['is asked for with a key that ran out', response(401, { error: 'API key expired' }), /has started, but.*key has expired/],
  ])('a run that %s is handed over at once, with the reason', async (_name, refusal, reason) => {
    const { seen, lookedAtMs } = await wait([RUNNING, refusal]);
    expect(seen).toMatchObject({ id: 'exec_1', status: 'running', message: expect.stringMatching(reason) });
    expect(lookedAtMs.length).toBeLessThanOrEqual(3);
  });

  test('once the service is well again, its limit is forgotten', async () => {
    const limited = response(429, {}, { 'Retry-After': '5' });
    const { lookedAtMs } = await wait([limited, RUNNING, RUNNING, FINISHED], { budgetMs: 60_000, sinceStartMs: 9_000 });
    expect(lookedAtMs.map((atMs) => atMs + 9_000)).toEqual([13_000, 18_000, 20_000, 24_000]);
  });

  test('a mistake in this program is no answer of the service, and is not hidden', async () => {
    await expect(wait([() => { throw new RangeError('bug'); }])).rejects.toThrow(RangeError);
  }); // prettier-ignore
});

test('a later node that is still empty is waited for, within a bound, and said', async () => {
  const partly = (url: string | null) => response(200, { status: 'COMPLETED', nodeRuns: [{ nodeId: 'draft', output: { url: 'https://cdn.wireflow.ai/draft.png' } }, { nodeId: 'Upscale', output: { url } }] });
  expect((await wait([partly(null), partly('https://cdn.wireflow.ai/final.png')])).seen.outputs).toHaveLength(2);
  const { seen, lookedAtMs } = await wait([partly(null)]);
  expect(lookedAtMs).toHaveLength(3);
  expect(executionOutput(seen, () => null)).toMatchObject({ image_count: 1, message: 'The execution is finished, but “Upscale” has given no result.' });
});
