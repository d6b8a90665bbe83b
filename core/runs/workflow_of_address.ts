import type { WireflowClient } from '../api/client.js';
import { text } from '../json.js';
import type { Memory } from '../memory.js';
import { WireflowError } from '../model/errors.js';
import { markOf } from './run_key.js';

const KEPT_S = 30 * 24 * 60 * 60;

/** What a run is of: the same workflow, whether a webhook's id, its URL or the workflow's own id was given. */
export interface Target {
  readonly id: string;
  /** False where the service does not tell which workflow it is: then the address stands for itself. */
  readonly isCertain: boolean;
}

/**
 * The workflow behind an address, asked for with the webhook's own call, which needs no key and starts nothing, and else
 * looked for among the account's workflows. The answer is remembered.
 *
 * @param address a webhook's id or a workflow's
 * @throws WireflowError for what may be over in a moment; nothing has been started then
 */
export async function workflowOfAddress(client: WireflowClient, memory: Memory, address: string): Promise<Target> {
  const name = `workflow_of:${markOf(address)}`;
  const kept = text(await memory.get(name));
  if (kept !== null) return { id: kept, isCertain: true };
  const asked = await orNull(async () => (await client.triggerInfo(address)).workflowId);
  const id = asked ?? (client.hasKey ? await orNull(() => inList(client, address)) : null);
  if (id === null) return { id: `address:${address}`, isCertain: false };
  await memory.set(name, id, KEPT_S);
  return { id, isCertain: true };
}

async function inList(client: WireflowClient, address: string): Promise<string | null> {
  return (await client.listWorkflows()).find(({ id, webhookId }) => id === address || webhookId === address)?.id ?? null;
}

/** Null where the service has no answer, now or later. */
async function orNull(ask: () => Promise<string | null>): Promise<string | null> {
  return ask().catch((error: unknown) => {
    const passes = error instanceof WireflowError && error.canRetry && ![404, 405, 410].includes(error.status ?? 0);
    if (passes || !(error instanceof WireflowError)) throw error;
    return null;
  });
}
