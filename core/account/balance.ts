import { isUnknownPath, type WireflowClient } from '../api/client.js';
import { WireflowError } from '../model/errors.js';

/** The failures of the balance call that say nothing about the key or the limits. */
const NO_ANSWER = new Set(['not_found', 'unreadable', 'forbidden', 'rejected']);

/**
 * The credits left. The balance call's reply is documented nowhere, and its scope is one that a key may lack, so an
 * estimate of any workflow, which names the balance too, stands in (docs/service.md, "Credits").
 *
 * @throws WireflowError of the balance call when neither answers
 */
export async function creditBalance(client: WireflowClient): Promise<number> {
  return client.balance().catch(async (error: unknown) => {
    if (!isNoAnswer(error)) throw error;
    const available = await estimatedBalance(client).catch((second: unknown) => {
      // What the person asked for is the balance: that an estimate is not answered either is no news.
      throw isNoAnswer(second) ? error : second;
    });
    if (available === null) throw error;
    return available;
  });
}

async function estimatedBalance(client: WireflowClient): Promise<number | null> {
  const [workflow] = await client.listWorkflows();
  return workflow ? (await client.estimate(workflow.id)).available : null;
}

function isNoAnswer(error: unknown): boolean {
  return isUnknownPath(error) || (error instanceof WireflowError && NO_ANSWER.has(error.kind));
}
