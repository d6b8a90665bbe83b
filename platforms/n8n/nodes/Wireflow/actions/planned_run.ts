import type { PlannedStart } from '../engine/planned_start.js';
import type { Workplace } from '../engine/step.js';
import { beginRun, waitForRun, type RunPlan } from '../engine/workflow_run.js';
import { executionItems } from './execution_items.js';

/** A run of a workflow as the start of an item. */
export function plannedRun(place: Workplace, item: number, plan: RunPlan): PlannedStart {
  return {
    begin: async (context) => {
      const begun = await beginRun(place, plan, context);
      return {
        id: begun.run.executionId,
        items: async () => executionItems({ ...place, ...plan.wireflow }, item, await waitForRun(place, begun)),
      };
    },
  };
}
