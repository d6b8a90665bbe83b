import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listsInTrouble, listsTogether, listsWithFailingStore } from '../../../proof/prove/bought/batch_stories.js';
import { BUYING_STEPS } from '../../../proof/prove/bought/steps.js';
import { mixture, oneByOne, samePrompts, together } from '../../../proof/prove/bought/stories.js';
import type { Tally } from '../../../proof/prove/bought/tally.js';
import { TROUBLES } from '../../../proof/prove/bought/troubles.js';
import { Random } from '../../../proof/random.js';
import { startProviderWorld, type ProviderWorld } from '../../../proof/prove/provider_world.js';

let world: ProviderWorld;
beforeEach(async () => void (world = await startProviderWorld()));
afterEach(() => world.close());

const steps = BUYING_STEPS.slice(0, 1);

test.each<[string, () => Promise<Tally>]>([
  ['each trouble, replayed', () => oneByOne(world, true, steps)],
  ['each trouble without an Only Once ID', () => oneByOne(world, false, steps)],
  ['five steps at once', () => together(world, 5, steps, TROUBLES.slice(0, 4))],
  ['identical prompts', () => samePrompts(world, 10, steps)],
  ['a list in trouble', () => listsInTrouble(world, true, TROUBLES.slice(2, 6))],
  ['two lists at once', () => listsTogether(world, 2, TROUBLES.slice(2, 4))],
  ['a list, a failing store', () => listsWithFailingStore(world, [4, 6, 12])],
  ['a mixture', () => mixture(world, 12, new Random(7))],
])('no run is started twice, and none is left out: %s', async (_what, story) => {
  const tally = await story();
  expect(tally.broken).toEqual([]);
  expect(tally.started).toBeGreaterThan(tally.items / 2);
}, 30_000);

describe('the proof sees', () => {
  test('a network that sends each start twice', async () => {
    const twice = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', async () => {
        const send = () => fetch(`${world.emulator.origin}${request.url}`, { method: request.method ?? 'GET', headers: { 'content-type': 'application/json', authorization: request.headers.authorization ?? '' }, ...(request.method === 'POST' ? { body: Buffer.concat(chunks) } : {}) });
        if (request.method === 'POST') await send();
        const reply = await send();
        response.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text());
      });
    });
    await new Promise<void>((resolve) => twice.listen(0, '127.0.0.1', resolve));
    process.env['WIREFLOW_BASE_URL'] = `http://127.0.0.1:${(twice.address() as AddressInfo).port}/api/v1`;
    const tally = await samePrompts(world, 5, steps);
    twice.close();
    expect(tally).toMatchObject({ items: 5, started: 10, tooMany: 5 });
    expect(tally.broken).not.toEqual([]);
  });

  test('a store that lets everybody be the first', async () => {
    world.standIn.cache.has = () => false;
    const { get } = world.standIn.cache;
    world.standIn.cache.get = (key) => (key.startsWith('run:') ? undefined : get.call(world.standIn.cache, key));
    expect((await together(world, 2, steps, TROUBLES.slice(0, 2))).tooMany).toBeGreaterThan(0);
  });
});
