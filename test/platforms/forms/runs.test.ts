import type { FaultRule } from '../../../emulators/wireflow/index.js';
import { startForms, type FormWorld } from './world.js';

let world: FormWorld;
beforeEach(async () => {
  world = await startForms();
});
afterEach(() => world.emulator.close());

interface Queued {
  readonly executionId: string;
  readonly watch: string;
  readonly againMs: number;
}

async function started(ask: ReturnType<FormWorld['proxy']>): Promise<Queued & { path: string }> {
  const queued = (await (await ask()).json()) as Queued;
  return { ...queued, path: queued.watch.replace(/^\./, '') };
}

const keyed = () => world.proxy({ apiKey: world.emulator.keys.full });
const polls = () => world.emulator.requests.filter(({ endpoint }) => endpoint === 'poll' || endpoint === 'getExecution');

describe('a run that the proxy started', () => {
  test('is shown with its image once it is done, by few looks', async () => {
    const ask = keyed();
    const { path, executionId } = await started(ask);
    let view = { ended: false, againMs: 0, status: '', images: [] as { url: string }[] };
    let asks = 0;
    while (!view.ended && asks < 30) {
      const answers = await Promise.all([1, 2, 3].map(() => ask({ accept: 'application/json' }, path)));
      const views = await Promise.all(answers.map(async (answer) => (await answer.json()) as typeof view));
      view = views[0] ?? view;
      expect(views.map(({ ended }) => ended)).toEqual([view.ended, view.ended, view.ended]);
      asks += 1;
      if (!view.ended) world.emulator.clock.advance(Math.min(view.againMs, 2_000));
    }
    expect(view).toMatchObject({ executionId, status: 'completed', ended: true, images: [{ url: expect.stringContaining('/cdn/') }], message: null });
    expect(polls().length).toBeLessThanOrEqual(2);
    expect(await (await ask({ accept: 'application/json' }, path)).json()).toEqual(view);
    expect(polls().length).toBeLessThanOrEqual(2);
  });

  test('is shown to a browser without JavaScript by a page that loads itself again', async () => {
    const ask = keyed();
    const { path, executionId } = await started(ask);
    const waiting = await (await ask({ accept: 'text/html' }, path)).text();
    expect(waiting).toMatch(/<meta http-equiv="refresh" content="\d+">/);
    world.emulator.clock.advance(60_000);
    const answer = await ask({ accept: 'text/html' }, path);
    const done = await answer.text();
    expect(done).toContain('Your image is ready');
    expect(done).toMatch(/<img src="http:\/\/127\.0\.0\.1:\d+\/cdn\//);
    expect(done).toContain(executionId);
    expect(done).not.toContain('http-equiv');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('shows no image whose link is no web address', async () => {
    const ask = keyed();
    const { path, executionId } = await started(ask);
    const output = (url: string) => ({ nodeId: url, status: 'COMPLETED', output: { images: [{ url, content_type: 'image/png' }] } });
    const nodeRuns = ['javascript:alert(1)//.png', 'http://elsewhere.example/a.png', 'https://elsewhere.example/b.png'].map(output);
    world.emulator.fault({ on: 'poll', body: { id: executionId, status: 'COMPLETED', nodeRuns }, handled: true });
    world.emulator.clock.advance(60_000);
    const view = (await (await ask({ accept: 'application/json' }, path)).json()) as { images: { url: string }[] };
    expect(view.images.map(({ url }) => url)).toEqual(['https://elsewhere.example/b.png']);
  });

  test.each<[string, FaultRule, string, RegExp, boolean]>([
    ['a key that is refused', { on: ['poll', 'getExecution'], times: 9, status: 401 }, 'unknown', /can not be shown here.*number is/, true],
    ['a service that is away', { on: ['poll', 'getExecution'], times: 9, status: 503 }, 'running', /^$/, false],
    ['a lost answer', { on: ['poll', 'getExecution'], times: 9, drop: 'after' }, 'running', /^$/, false],
    ['nonsense', { on: ['poll', 'getExecution'], times: 9, html: true }, 'running', /^$/, false],
    ['a missing image', { on: ['poll', 'getExecution'], times: 1, withoutOutput: true }, 'completed', /^$/, false],
  ])('is no error under %s', async (_, fault, status, message, ended) => {
    const ask = keyed();
    const { path } = await started(ask);
    world.emulator.clock.advance(60_000);
    world.emulator.fault(fault);
    const answer = await ask({ accept: 'application/json' }, path);
    expect(answer.status).toBe(200);
    const view = (await answer.json()) as { message: string | null };
    expect(view).toMatchObject({ status, ended });
    expect(view.message ?? '').toMatch(message);
  });

  test.each([
    ['FAILED', 'The prompt was flagged by moderation', /declined.*other words/],
    ['FAILED', 'Something broke', /could not be made/],
    ['CANCELLED', undefined, /could not be made/],
  ] as const)('that ended as %s (%s) says so', async (end, why, message) => {
    const ask = keyed();
    const { path, executionId } = await started(ask);
    world.emulator.finish(executionId, end, why);
    world.emulator.clock.advance(20_000);
    const view = (await (await ask({ accept: 'application/json' }, path)).json()) as { message: string };
    expect(view).toMatchObject({ ended: true, images: [], message: expect.stringMatching(message) });
    expect(view.message).not.toContain(String(why));
  });

  test('without a key is promised, and not shown', async () => {
    const ask = world.proxy();
    const answer = await ask({ body: 'prompt=x&leave_empty=', type: 'application/x-www-form-urlencoded', accept: 'text/html' });
    const page = await ask({ accept: 'text/html' }, String(answer.headers.get('location')).slice(1));
    expect(await page.text()).toContain('will be sent to you');
    expect(polls()).toHaveLength(0);
  });
});

test('somebody else’s run is nobody’s business here', async () => {
  const ask = keyed();
  const { path } = await started(ask);
  const other = world.emulator.addExecution();
  const forged = Buffer.from(JSON.stringify([other.id, 0])).toString('base64url');
  const [, mac] = path.slice('/runs/'.length).split('.');
  for (const token of [`${forged}.${mac}`, other.id, `${path.slice(6)}x`, '..', 'a.b', `${'a'.repeat(5_000)}.b`]) {
    const answer = await ask({ accept: 'application/json' }, `/runs/${token}`);
    expect(answer.status).toBe(404);
  }
  expect(polls()).toHaveLength(0);
  const elsewhere = await world.proxy({ apiKey: world.emulator.keys.full, webhook: world.emulator.webhookUrl('chain') })({}, path);
  expect(elsewhere.status).toBe(404);
});

describe('what the service says is told to the visitor without the owner’s business', () => {
  test.each<[string, FaultRule, number, string, RegExp]>([
    ['no credits', { on: 'trigger', status: 402 }, 402, 'no', /No image can be made here/],
    ['a limit', { on: 'trigger', status: 429 }, 503, 'no', /Nothing was started; please try again in a few minutes/],
    ['a webhook that is gone', { on: 'trigger', status: 404 }, 503, 'no', /out of order.*owner/],
    ['a refused request', { on: 'trigger', status: 400 }, 422, 'no', /not accepted/],
    ['a redirect', { on: 'trigger', status: 302, headers: { location: 'https://evil.example/' } }, 502, 'maybe', /may be on its way/],
    ['a failure', { on: 'trigger', status: 500 }, 502, 'maybe', /may be on its way/],
    ['a lost answer', { on: 'trigger', drop: 'after' }, 502, 'maybe', /may be on its way/],
    ['half an answer', { on: 'trigger', cut: true }, 502, 'maybe', /may be on its way/],
    ['a page', { on: 'trigger', html: true }, 502, 'maybe', /may be on its way/],
  ])('%s', async (_, fault, status, isStarted, message) => {
    world.emulator.fault(fault);
    const ask = world.proxy();
    const answer = await ask();
    expect(answer.status).toBe(status);
    const body = (await answer.json()) as { message: string };
    expect(body).toMatchObject({ started: isStarted, message: expect.stringMatching(message) });
    expect(body.message).not.toMatch(/credits: |\d+ are available|Settings/);
    expect(world.problems).toHaveLength(1);
    expect(world.starts().length).toBe(1);
  });

  test('a form sent again after an unclear answer is not started again within the double click’s time', async () => {
    world.emulator.fault({ on: 'trigger', drop: 'after' });
    const ask = world.proxy();
    await ask();
    expect(await (await ask()).json()).toMatchObject({ started: 'maybe' });
    expect(world.starts()).toHaveLength(1);
  });
});
