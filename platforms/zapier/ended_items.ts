import type { Bundle, ZObject } from 'zapier-platform-core';
import { endedExecutions, type EndedRequest } from '../../core/watching/ended_executions.js';
import { rememberedRunId } from '../../core/watching/own_starts.js';
import type { Memory } from '../../core/memory.js';
import type { Execution } from '../../core/model/execution.js';
import { readWorkflowId } from '../../core/fields/chosen_ids.js';
import { isUnresolvedMapping } from '../../core/model/safe_id.js';
import { atMostAHundredNew, rememberFired } from './fired_items.js';
import { wireflowStep } from './step.js';

/** The ID that the person mapped when this connection started the run. */
async function withRunId<T extends object>(memory: Memory, item: T): Promise<T> {
  if (!('run_id' in item) || !('execution_id' in item)) return item;
  return { ...item, run_id: await rememberedRunId(memory, String(item.execution_id)) };
}

/** What a trigger about ended executions fires for, the latest first; Zapier drops what it has seen, by its id. */
export async function endedItems<T extends { readonly id: string }>(
  z: ZObject,
  bundle: Bundle<Record<string, unknown>>,
  { outcome, tellsImagesApart = false }: Required<Pick<EndedRequest, 'outcome'>> & Pick<EndedRequest, 'tellsImagesApart'>,
  toItems: (execution: Execution) => T[],
): Promise<T[]> {
  const { workflow } = bundle.inputData;
  if (isUnresolvedMapping(workflow)) return [];
  return wireflowStep(z, bundle, async ({ client, memory }) => {
    const { isLoadingSample, isPopulatingDedupe } = bundle.meta ?? {};
    const purpose = isPopulatingDedupe ? 'known' : isLoadingSample ? 'sample' : 'new';
    const onWay = (sentence: string) => z.console.log(sentence);
    const workflowId = readWorkflowId(workflow);
    const items = (await endedExecutions(client, memory, { workflowId, purpose, outcome, tellsImagesApart, onWay })).flatMap(toItems);
    if (purpose === 'sample') return Promise.all(items.map((item) => withRunId(memory, item)));
    const key = `handed:${outcome}${tellsImagesApart ? ':images' : ''}:${workflowId ?? 'all'}`;
    if (purpose === 'new') return atMostAHundredNew(memory, key, items, { nowMs: client.now(), log: onWay, prepare: (item) => withRunId(memory, item) });
    await rememberFired(memory, key, items);
    return items;
  });
}
