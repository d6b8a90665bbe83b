import type { Item, NodeRun } from '../instance.js';
import type { EndedExecution } from '../rest.js';
import { expectThat, type World } from '../stories.js';

/** The items of a node's run, by default those of its first output in its first run. */
export function itemsOf(execution: Pick<EndedExecution, 'runData'>, node: string, { output = 0, run = 0 } = {}): readonly Item[] {
  return runOf(execution, node, run).data?.main[output] ?? [];
}

export function runOf({ runData }: Pick<EndedExecution, 'runData'>, node: string, run = 0): NodeRun {
  const found = runData[node]?.[run];
  expectThat(`The node ${node} was run`, found !== undefined, Object.keys(runData));
  return found as NodeRun;
}

/** How many runs the service has started: what is paid for. */
export function starts({ emulator }: World): number {
  return emulator.executions.length;
}

export const imageParameters = (world: World, more: Record<string, unknown> = {}) => ({
  resource: 'image',
  operation: 'generate',
  webhook: { __rl: true, mode: 'url', value: world.emulator.webhookUrl('text-to-image') },
  prompt: 'A paper boat',
  ...more,
});
