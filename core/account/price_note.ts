import type { WireflowClient } from '../api/client.js';
import { isObject, number } from '../json.js';
import type { Memory } from '../memory.js';
import { costInWords } from '../runs/cost_cap.js';
import { markOf } from '../runs/run_key.js';

/** As long as somebody builds a form. A workflow may be made dearer meanwhile, and a cap asks anew at each start. */
const KEPT_S = 10 * 60;

/**
 * What an execution of the saved workflow costs by Wireflow's own estimate, in one sentence for a form. The estimate is free
 * (docs/service.md, "Credits"), asked for once in ten minutes.
 *
 * @param workflowId a workflow's own id
 * @throws WireflowError as the estimate
 */
export async function priceNote(client: WireflowClient, memory: Memory, workflowId: string): Promise<string> {
  const key = `price_of:${markOf(workflowId)}`;
  const kept = await memory.get(key);
  const credits = isObject(kept) ? number(kept['credits']) : null;
  if (isObject(kept) && credits !== null) return inWords(credits, kept['isComplete'] === true);
  const estimate = await client.estimate(workflowId);
  await memory.set(key, { credits: estimate.credits, isComplete: estimate.isComplete }, KEPT_S);
  return inWords(estimate.credits, estimate.isComplete);
}

function inWords(credits: number, isComplete: boolean): string {
  const cost = costInWords({ credits, isComplete });
  return `Wireflow’s estimate for one execution of this workflow as it is saved: **${cost}**. ${isComplete ? 'A larger size, own images, numbers and choices may change it.' : 'How much more is not known before it runs.'}`;
}
