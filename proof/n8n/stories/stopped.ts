import { expectEqual, expectThat, type Story } from '../stories.js';
import { chain, wireflow } from '../workflows.js';
import { imageParameters, itemsOf, starts } from './helpers.js';
import { firstStart, latest } from './never_twice.js';

export const stoppedStories: readonly Story[] = [
  {
    name: 'timeout: the step goes on with the execution id',
    async tell(world) {
      const workflow = world.emulator.addWorkflow({ ...world.emulator.workflow('text-to-image'), id: 'cmslow', slug: 'slow', webhookId: 'whk_slow', durationMs: 600_000 } as never);
      const ended = await world.rest.execute(chain('timeout', [wireflow('Image', imageParameters(world, { webhook: { __rl: true, mode: 'id', value: workflow.webhookId }, options: { timeout: 12 } }))]));
      expectEqual('The execution', ended.status, 'success');
      const json = itemsOf(ended, 'Image')[0]?.json;
      expectEqual('The run goes on', [json?.['status'] === 'queued' || json?.['status'] === 'running', json?.['executionId']], [true, world.emulator.executions[0]?.id]);
      expectThat('The person is told', /12 seconds are over/.test(String(json?.['message'])), json);
    },
  },
  {
    name: 'stop button: the execution id is kept, and a retry starts nothing',
    async tell(world) {
      const begun = await world.rest.begin(await world.rest.create(chain('stop', [wireflow('Image', imageParameters(world))])));
      await firstStart(world);
      await world.rest.call('POST', `/executions/${begun}/stop`);
      const stopped = await world.rest.ended(begun);
      expectEqual('The execution', stopped.status, 'canceled');
      const run = world.emulator.executions[0]?.id ?? '-';
      expectThat('The execution id is saved with the execution', stopped.saved.includes(run), stopped.saved.slice(0, 1500));
      const retry = await world.rest.attempt('POST', `/executions/${begun}/retry`, { loadWorkflow: true });
      if (retry.status === 200) await latest(world, stopped);
      else world.log(`        n8n does not retry a stopped execution: ${retry.status}`);
      expectEqual('Runs started', starts(world), 1);
    },
  },
];
