import { pause } from '../instance.js';
import { expectEqual, expectThat, type Story } from '../stories.js';
import { chain, items, other, wireflow } from '../workflows.js';
import { imageParameters, itemsOf, runOf, starts } from './helpers.js';

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
const two = items([{ n: 1 }, { n: 2 }]);
const promptOf = { prompt: '=Boat {{ $json.n }}' };

export const neverTwiceStories: readonly Story[] = [
  {
    name: 'items: three items are three runs, each paired with its item',
    async tell(world) {
      const ended = await world.rest.execute(chain('items', [items([{ n: 1 }, { n: 2 }, { n: 3 }]), wireflow('Image', imageParameters(world, promptOf)), other('After', 'set', 3.4, { assignments: { assignments: [{ id: 'a', name: 'n', type: 'number', value: "={{ $('Items').item.json.n }}" }] }, options: {} })]));
      expectEqual('The execution', ended.status, 'success');
      expectEqual('Runs started', starts(world), 3);
      expectEqual('Pairs', itemsOf(ended, 'Image').map(({ pairedItem }) => pairedItem), [{ item: 0 }, { item: 1 }, { item: 2 }]);
      expectEqual('Items found from later nodes', itemsOf(ended, 'After').map(({ json }) => json['n']), [1, 2, 3]);
      expectEqual('Different runs', new Set(itemsOf(ended, 'Image').map(({ json }) => json['executionId'])).size, 3);
    },
  },
  {
    name: 'Retry On Fail: the second item is refused once, the first one is not bought again',
    async tell(world) {
      world.emulator.fault({ on: (request) => request.method === 'POST' && request.body.includes('Boat 2'), status: 400, body: { error: 'Not now' } });
      const ended = await world.rest.execute(chain('retry', [two, wireflow('Image', imageParameters(world, promptOf), RETRY)]));
      expectEqual('The execution', ended.status, 'success');
      expectEqual('Runs started', starts(world), 2);
      expectEqual('Items', itemsOf(ended, 'Image').length, 2);
    },
  },
  {
    name: 'Retry On Fail: a start whose answer is lost is not sent again',
    async tell(world) {
      world.emulator.fault({ on: 'trigger', drop: 'after' });
      const ended = await world.rest.execute(chain('lost', [wireflow('Image', imageParameters(world), RETRY)]));
      expectEqual('The execution', ended.status, 'error');
      expectEqual('Runs started', starts(world), 1);
      expectThat('The person is told', /may have started/.test(runOf(ended, 'Image').error?.message ?? ''), runOf(ended, 'Image').error);
    },
  },
  {
    name: 'Retry On Fail: a failed run is handed on, and not bought again',
    async tell(world) {
      const failing = chain('failed', [wireflow('Image', imageParameters(world), RETRY)]);
      const begun = await world.rest.begin(await world.rest.create(failing));
      await firstStart(world);
      world.emulator.finish(world.emulator.executions[0]?.id ?? '', 'FAILED', 'The prompt was flagged by the content filter');
      const ended = await world.rest.ended(begun);
      expectEqual('The execution', ended.status, 'success');
      expectEqual('Runs started', starts(world), 1);
      const json = itemsOf(ended, 'Image')[0]?.json;
      expectEqual('The run', [json?.['status'], json?.['errorKind']], ['failed', 'moderation']);
      expectThat('No key that n8n takes for its own', json !== undefined && !('error' in json), json);
    },
  },
  {
    name: 'error output: a failed run goes there with its reason and its id',
    async tell(world) {
      const failing = chain('failed branch', [wireflow('Image', imageParameters(world), { ...RETRY, onError: 'continueErrorOutput' })]);
      const begun = await world.rest.begin(await world.rest.create(failing));
      await firstStart(world);
      const run = world.emulator.executions[0]?.id ?? '';
      world.emulator.finish(run, 'FAILED', 'The prompt was flagged');
      const ended = await world.rest.ended(begun);
      expectEqual('Runs started', starts(world), 1);
      expectEqual('On the success output', itemsOf(ended, 'Image').length, 0);
      const words = String(itemsOf(ended, 'Image', { output: 1 })[0]?.json['error']);
      expectThat('Reason and id', words.includes('flagged') && words.includes(run), words);
    },
  },
  {
    name: 'Retry button: only what was not started is started',
    async tell(world) {
      world.emulator.fault({ on: (request) => request.method === 'POST' && request.body.includes('Boat 2'), status: 400, body: { error: 'Not now' } });
      const failed = await world.rest.execute(chain('button', [two, wireflow('Image', imageParameters(world, promptOf))]));
      expectEqual('The first execution', failed.status, 'error');
      expectEqual('Runs started before the button', starts(world), 1);
      const description = runOf(failed, 'Image').error?.description ?? '';
      expectThat('The id of the first run is told', description.includes(world.emulator.executions[0]?.id ?? '-'), description);
      expectEqual('The item at fault', runOf(failed, 'Image').error?.context?.itemIndex, 1);
      await world.rest.call('POST', `/executions/${failed.id}/retry`, { loadWorkflow: true });
      const retried = await latest(world, failed);
      expectEqual('The retried execution', retried.status, 'success');
      expectEqual('Runs started', starts(world), 2);
      expectEqual('Items', itemsOf(retried, 'Image').length, 2);
    },
  },
  {
    name: 'loop: each turn is a run of its own',
    async tell(world) {
      const body = { ...wireflow('Image', imageParameters(world, promptOf)) };
      const flow = chain('loop', [items([{ n: 1 }, { n: 2 }, { n: 3 }]), other('Loop', 'splitInBatches', 3, { options: {} })]);
      const ended = await world.rest.execute({
        ...flow,
        nodes: [...flow.nodes, { ...body, position: [900, 0] }],
        connections: { ...flow.connections, Loop: { main: [[], [{ node: 'Image', type: 'main', index: 0 }]] }, Image: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] } },
      });
      expectEqual('The execution', ended.status, 'success');
      expectEqual('Runs started', starts(world), 3);
      expectEqual('Turns', ended.runData['Image']?.length, 3);
      expectEqual('Results of the loop', new Set(itemsOf(ended, 'Loop', { run: 3 }).map(({ json }) => json['executionId'])).size, 3);
    },
  },
];

/** Waits until the service has accepted a run. */
export async function firstStart(world: Parameters<Story['tell']>[0]): Promise<void> {
  const endMs = Date.now() + 60_000;
  while (starts(world) === 0) {
    if (Date.now() > endMs) throw new Error('No run was started');
    await pause(50);
  }
}

/** The execution that the Retry button has begun. */
export async function latest({ rest }: Parameters<Story['tell']>[0], before: { readonly id: string }) {
  const endMs = Date.now() + 30_000;
  for (;;) {
    const next = await rest.attempt('GET', `/executions/${Number(before.id) + 1}`);
    if (next.status === 200) return rest.ended(String(Number(before.id) + 1));
    if (Date.now() > endMs) throw new Error('The Retry button has begun no execution');
    await pause(200);
  }
}
