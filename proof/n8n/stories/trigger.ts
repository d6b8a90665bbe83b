import { pause } from '../instance.js';
import { expectEqual, expectThat, type Story, type World } from '../stories.js';
import { wireflowTrigger, type WorkflowJson } from '../workflows.js';
import { itemsOf } from './helpers.js';

/** Longer than two polls. */
const POLLS_MS = 13_000;

async function activate(world: World, name: string, parameters: Record<string, unknown>): Promise<string> {
  return activated(world, { name, nodes: [wireflowTrigger('Trigger', parameters), { id: 'end', name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [220, 0], parameters: {} }], connections: { Trigger: { main: [[{ node: 'End', type: 'main', index: 0 }]] } }, settings: { executionOrder: 'v1' } });
}

/** Two triggers of one workflow: what they keep lies in one object of n8n's. */
async function activateTwins(world: World): Promise<string> {
  const nodes = [wireflowTrigger('First', { event: 'executionCompleted' }), wireflowTrigger('Second', { event: 'executionFailed' })];
  return activated(world, { name: 'twins', nodes, connections: {}, settings: { executionOrder: 'v1' } });
}

async function activated(world: World, workflow: WorkflowJson): Promise<string> {
  const saved = await world.rest.create(workflow);
  await world.rest.call('POST', `/workflows/${saved.id}/activate`, { versionId: saved.versionId });
  return saved.id;
}

/** What the trigger has fired for, by the key that tells its items apart. */
async function fired(world: World, workflowId: string, key: string, node = 'Trigger'): Promise<string[]> {
  const executions = await world.rest.executions(workflowId);
  const ended = await Promise.all(executions.map(({ id }) => world.rest.ended(id)));
  return ended.flatMap((each) => (node in each.runData ? itemsOf(each, node) : []).map(({ json }) => String(json[key]))).sort();
}

/** Waits until the trigger has fired so often, and then for two more polls: no more may come. */
async function expectFired(world: World, what: string, workflowId: string, key: string, wanted: readonly string[]): Promise<void> {
  const endMs = Date.now() + 120_000;
  while ((await fired(world, workflowId, key)).length < wanted.length && Date.now() < endMs) await pause(1000);
  await pause(POLLS_MS);
  expectEqual(what, await fired(world, workflowId, key), [...wanted].sort());
}

const finish = (world: World, count: number) => Array.from({ length: count }, () => world.emulator.addExecution().id);

export const triggerStories: readonly Story[] = [
  {
    name: 'trigger: what was there before does not fire, bursts fire once each, also over a restart',
    restarts: true,
    async tell(world) {
      finish(world, 3);
      const completed = await activate(world, 'completed', { event: 'executionCompleted' });
      const image = await activate(world, 'image', { event: 'newImage' });
      const failed = await activate(world, 'failed', { event: 'executionFailed' });
      const low = await activate(world, 'low', { event: 'lowBalance', limit: 100 });
      const twins = await activateTwins(world);
      await pause(POLLS_MS);
      expectEqual('Fired for what was there before', await fired(world, completed, 'executionId'), []);
      const ids = [...finish(world, 7)];
      const lost = world.emulator.addExecution({ status: 'FAILED', error: 'The prompt was flagged' } as never).id;
      world.emulator.credits = 42;
      await expectFired(world, 'Fired for a burst', completed, 'executionId', ids);
      expectEqual('Fired in one workflow by each of two triggers (report n8n#3662)', [await fired(world, twins, 'executionId', 'First'), await fired(world, twins, 'executionId', 'Second')], [[...ids].sort(), [lost]]);
      expectEqual('Fired for the failed run', await fired(world, failed, 'executionId'), [lost]);
      expectEqual('Fired for each image', (await fired(world, image, 'executionId')).filter((id) => ids.includes(id)).length, ids.length);
      expectEqual('Fired for the balance', (await fired(world, low, 'credits')), ['42']);
      await world.instance.stop();
      ids.push(...finish(world, 4));
      await world.instance.start();
      await world.rest.signIn();
      await expectFired(world, 'Fired over a restart', completed, 'executionId', ids);
      await world.rest.call('POST', `/workflows/${completed}/deactivate`, {});
      ids.push(...finish(world, 2));
      const { versionId } = (await world.rest.call('GET', `/workflows/${completed}`)) as { versionId: string };
      await world.rest.call('POST', `/workflows/${completed}/activate`, { versionId });
      await expectFired(world, 'Fired over a new publication', completed, 'executionId', ids);
      expectEqual('The balance fired once', (await fired(world, low, 'credits')), ['42']);
      for (const id of [completed, image, failed, low, twins]) await world.rest.call('POST', `/workflows/${id}/deactivate`, {});
      const [execution] = await world.rest.executions(completed);
      const item = itemsOf(await world.rest.ended(execution?.id ?? ''), 'Trigger')[0];
      expectEqual('The image comes as a file', item?.binary?.['data']?.mimeType, 'image/png');
      expectThat('and as a link', String(item?.json['imageUrl']).startsWith('http'), item?.json);
    },
  },
];
