import { startReplicate } from '../../../emulators/providers/index.js';

let replicate: Awaited<ReturnType<typeof startReplicate>>;
beforeAll(async () => void (replicate = await startReplicate()));
afterAll(() => replicate.close());

const headers = { authorization: 'Bearer r8_fake0123456789', 'content-type': 'application/json' };
const start = (prompt: string) => fetch(`${replicate.url}/models/black-forest-labs/flux-schnell/predictions`, { method: 'POST', headers, body: JSON.stringify({ input: { prompt } }) });

test('a connection is dropped before anything is made, or after', async () => {
  replicate.account.faults.add({ on: 'start', drop: 'before' });
  await expect(start('before')).rejects.toThrow();
  replicate.account.faults.add({ on: 'start', drop: true });
  await expect(start('after')).rejects.toThrow();
  expect(replicate.account.bought).toEqual(['after']);
});

test('an answer is cut half way, after the work was done', async () => {
  replicate.account.faults.add({ on: 'start', way: { cut: true } });
  await expect(start('cut').then((answer) => answer.text())).rejects.toThrow();
  expect(replicate.account.bought).toContain('cut');
});

test('an answer comes late, drips, or is huge, and is whole', async () => {
  for (const fault of [{ way: { lateMs: 20 } }, { way: { dripMs: 1 } }, { hugeBytes: 100_000 }]) {
    replicate.account.faults.add({ on: 'start', ...fault });
    const answer = await start('slow');
    const text = await answer.text();
    expect([answer.status, JSON.parse(text)]).toEqual([201, expect.objectContaining({ status: 'starting' })]);
    if ('hugeBytes' in fault) expect(text.length).toBeGreaterThan(100_000);
  }
});
