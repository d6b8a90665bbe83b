import { pause } from '../instance.js';
import { expectEqual, expectThat, type Story, type World } from '../stories.js';
import { chain, wireflow, type WorkflowJson } from '../workflows.js';
import { imageParameters, itemsOf, runOf, starts } from './helpers.js';
import { firstStart, latest } from './never_twice.js';

/** A published workflow that a call from outside starts: what n8n keeps of it differs from what the editor's button leaves. */
async function publish(world: World, name: string, node: WorkflowJson['nodes'][number], settings: Record<string, unknown> = {}): Promise<{ id: string; call(): Promise<void> }> {
  const path = `${name}-${Date.now()}`;
  const trigger = { id: 'hook', name: 'Hook', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0] as const, parameters: { path, httpMethod: 'GET', responseMode: 'onReceived', options: {} }, webhookId: path };
  const { nodes } = chain(name, [node]);
  const saved = await world.rest.create({ name, nodes: [trigger, ...nodes.slice(1)], connections: { Hook: { main: [[{ node: node.name, type: 'main', index: 0 }]] } }, settings: { executionOrder: 'v1', ...settings } });
  await world.rest.call('POST', `/workflows/${saved.id}/activate`, { versionId: saved.versionId });
  return {
    id: saved.id,
    call: async () => {
      const reply = await fetch(`${world.instance.origin}/webhook/${path}`);
      expectEqual('The webhook of n8n', reply.status, 200);
    },
  };
}

async function onlyExecution(world: World, workflowId: string): Promise<string> {
  const [execution] = await world.rest.executions(workflowId);
  expectThat('There is an execution', execution !== undefined);
  return execution?.id ?? '';
}

/** Presses Retry where n8n offers it; no run may be started by that. @returns whether it was offered */
async function retryStartsNothing(world: World, executionId: string): Promise<boolean> {
  const retry = await world.rest.attempt('POST', `/executions/${executionId}/retry`, { loadWorkflow: true });
  if (retry.status === 200) {
    const retried = await latest(world, { id: executionId });
    if (retried.status === 'error') {
      const words = runOf(retried, 'Image').error?.message ?? '';
      expectThat('The person is told why', /may have started/.test(words), words);
    }
  } else {
    world.log(`        n8n does not offer this retry (${retry.status})`);
  }
  expectEqual('Runs started', starts(world), 1);
  return retry.status === 200;
}

export const stoppedStories: readonly Story[] = [
  {
    name: 'timeout: the step goes on with the execution id',
    async tell(world) {
      world.emulator.fault({ on: 'poll', statusWord: 'RUNNING', times: 99 });
      const ended = await world.rest.execute(chain('timeout', [wireflow('Image', imageParameters(world, { options: { timeout: 12 } }))]));
      expectEqual('The execution', ended.status, 'success');
      const json = itemsOf(ended, 'Image')[0]?.json;
      expectEqual('The run goes on', [json?.['status'], json?.['executionId']], ['running', world.emulator.executions[0]?.id]);
      expectThat('The person is told', /12 seconds are over/.test(String(json?.['message'])), json);
    },
  },
  {
    name: 'stop button in the editor: the execution id is kept, and a retry starts nothing',
    async tell(world) {
      const begun = await world.rest.begin(await world.rest.create(chain('stop', [wireflow('Image', imageParameters(world))])));
      await firstStart(world);
      await pause(500);
      await world.rest.call('POST', `/executions/${begun}/stop`);
      await pause(2000);
      const run = world.emulator.executions[0]?.id ?? '-';
      const kept = (await world.rest.call('GET', `/executions/${begun}`)) as { status: string; customData?: Record<string, string> };
      expectEqual('The execution', [kept.status, kept.customData?.['wireflow_runs']], ['canceled', run]);
      expectThat('The log has the id', world.instance.log.includes(`the execution ${run} goes on`));
      await retryStartsNothing(world, begun);
    },
  },
  {
    name: 'stop button of a published workflow: the execution id is kept, and a retry starts nothing',
    async tell(world) {
      const workflow = await publish(world, 'stop-published', wireflow('Image', imageParameters(world)));
      await workflow.call();
      await firstStart(world);
      await pause(500);
      const id = await onlyExecution(world, workflow.id);
      await world.rest.call('POST', `/executions/${id}/stop`);
      await pause(2000);
      await retryStartsNothing(world, id);
    },
  },
  {
    name: 'crash of n8n while it waits: nothing is started again after it',
    restarts: true,
    async tell(world) {
      const workflow = await publish(world, 'crash', wireflow('Image', imageParameters(world)));
      await workflow.call();
      await firstStart(world);
      await pause(500);
      await world.instance.stop('SIGKILL');
      await world.instance.start();
      await world.rest.signIn();
      await pause(3000);
      expectEqual('Runs started after the restart', starts(world), 1);
      await retryStartsNothing(world, await onlyExecution(world, workflow.id));
    },
  },
  {
    name: 'crash of n8n between a start and its answer: a retry starts nothing',
    restarts: true,
    async tell(world) {
      world.emulator.fault({ on: 'trigger', delayMs: 60_000 });
      // Only an execution whose progress n8n saves can be retried after a crash.
      const workflow = await publish(world, 'crash-in-start', wireflow('Image', imageParameters(world)), { saveExecutionProgress: true });
      await workflow.call();
      await firstStart(world);
      await world.instance.stop('SIGKILL');
      await world.instance.start();
      await world.rest.signIn();
      expectEqual('Runs started after the restart', starts(world), 1);
      expectEqual('n8n offers a retry', await retryStartsNothing(world, await onlyExecution(world, workflow.id)), true);
    },
  },
  {
    name: 'published workflow: the same call twice is two runs, and no mark is left',
    async tell(world) {
      const workflow = await publish(world, 'twice', wireflow('Image', imageParameters(world, { wait: false })));
      await workflow.call();
      await workflow.call();
      for (let tries = 0; tries < 60 && starts(world) < 2; tries += 1) await pause(250);
      expectEqual('Runs started', starts(world), 2);
    },
  },
];
