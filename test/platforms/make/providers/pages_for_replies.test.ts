import { MakeError } from '../../../../emulators/make/index.js';
import type { Providers } from '../../../../emulators/providers/index.js';
import type { Bundle } from '../make_world.js';
import { providerMake } from './provider_make.js';

/** Nothing here reaches a provider: every answer is fixed. */
const NOBODY = Object.fromEntries(['bfl', 'deepinfra', 'replicate'].map((name) => [name, { account: { key: `fake-${name}-key-0001` } }])) as unknown as Providers;
const AS_JSON = { 'content-type': 'application/json' };
const PAGE = { status: 200, body: '<!DOCTYPE html><html><style>a{b:c}</style>Sign in</html>', headers: AS_JSON };
const PART = { status: 200, body: '{"id":"j1","sta', headers: AS_JSON };

function world() {
  let nowMs = Date.UTC(2026, 10, 26, 12);
  const make = providerMake(NOBODY, { now: () => nowMs, advance: (ms) => void (nowMs += ms) });
  const run = (module: string, values: Bundle): Promise<Bundle | MakeError> =>
    make.run(module, values).catch((error: unknown) => {
      if (error instanceof MakeError) return error;
      throw error;
    });
  return { make, run };
}

const WISH = { prompt: 'a fox', tier: 'final', wait: true, download: false };

describe.each([['a page', PAGE], ['a part of the JSON', PART]])('%s under a JSON type', (_what, answer) => {
  test.each(['generateBflImage', 'generateReplicateImage', 'generateDeepinfraImage'])('in place of what %s hears of its purchase: it says that it may have been billed, and buys no second one', async (module) => {
    const { make, run } = world();
    make.answer(answer);
    const { wait: _noWait, ...atOnce } = WISH;
    expect(await run(module, module === 'generateDeepinfraImage' ? atOnce : WISH)).toMatchObject({ type: 'DataError', isRetriedByMake: false, message: expect.stringMatching(/may have|billed/) });
    expect(make.starts()).toBe(1);
  });

  test('in place of a look: the next look counts', async () => {
    const { make, run } = world();
    const ok = (body: unknown) => ({ status: 200, body });
    make.answer(ok({ id: 'j1', polling_url: 'https://api.eu2.bfl.ai/v1/get_result?id=j1' }), answer, ok({ id: 'j1', status: 'Ready', result: { sample: 'https://delivery-eu1.bfl.ai/a.png' } }));
    expect(await run('generateBflImage', WISH)).toMatchObject({ status: 'completed', image_url: 'https://delivery-eu1.bfl.ai/a.png' });
  });

  test.each([
    ['generateBflImage', { id: 'j1', polling_url: 'https://api.eu2.bfl.ai/v1/get_result?id=j1' }, 'https://api.eu2.bfl.ai/v1/get_result?id=j1'],
    ['generateReplicateImage', { id: 'p1', status: 'starting', output: null }, 'https://api.replicate.com/v1/predictions/p1'],
  ])('in place of every look of %s: the job’s address stays in hand', async (module, started, address) => {
    const { make, run } = world();
    make.answer({ status: 201, body: started }, ...Array.from({ length: 40 }, () => answer));
    expect(await run(module, WISH)).toMatchObject({ status: 'running', job_address: address, message: expect.stringContaining('Look again') });
    expect(make.starts()).toBe(1);
  });
});
