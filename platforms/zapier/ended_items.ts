import type { Bundle, ZObject } from 'zapier-platform-core';
import { endedExecutions, type EndedRequest, type Outcome } from '../../core/watching/ended_executions.js';
import type { Execution } from '../../core/model/execution.js';
import { readWorkflowId } from '../../core/fields/chosen_ids.js';
import { isUnresolvedMapping } from '../../core/model/safe_id.js';
import { wireflowStep } from './step.js';

/** What a trigger about ended executions fires for, the latest first; Zapier drops what it has seen, by its id. */
export async function endedItems<T>(
  z: ZObject,
  bundle: Bundle<Record<string, unknown>>,
  outcome: Outcome,
  toItems: (executions: Execution[], purpose: EndedRequest['purpose']) => T[],
): Promise<T[]> {
  const { workflow } = bundle.inputData;
  if (isUnresolvedMapping(workflow)) return [];
  return wireflowStep(z, bundle, async ({ client, memory }) => {
    const { isLoadingSample, isPopulatingDedupe } = bundle.meta ?? {};
    const purpose = isPopulatingDedupe ? 'known' : isLoadingSample ? 'sample' : 'new';
    const onWay = (sentence: string) => z.console.log(sentence);
    return toItems(await endedExecutions(client, memory, { workflowId: readWorkflowId(workflow), purpose, outcome, onWay }), purpose);
  });
}
