import { isUnknownPath, type WireflowClient } from '../api/client.js';
import { isObject, text } from '../json.js';
import type { Memory } from '../memory.js';
import { WireflowError } from '../model/errors.js';
import type { Workflow } from '../model/workflow.js';
import { markOf } from './run_key.js';

const KEPT_S = 30 * 24 * 60 * 60;

/** What a run is of: the same workflow, whether a webhook's id, its URL or the workflow's own id was given. */
export interface Target {
  readonly id: string;
  /** False where the service does not tell which workflow it is: then the address stands for itself. */
  readonly isCertain: boolean;
  /** As the service called it when it was asked; absent where it did not say. */
  readonly name?: string | null;
}

/**
 * The workflow behind an address: looked for among the account's workflows, and else asked for with the webhook's own call,
 * which needs no key and starts nothing. The answer is remembered.
 *
 * @param address a webhook's id or a workflow's
 * @throws WireflowError for what may be over in a moment; nothing has been started then
 */
export async function workflowOfAddress(client: WireflowClient, memory: Memory, address: string): Promise<Target> {
  const name = `workflow_of:${markOf(address)}`;
  const kept = readKept(await memory.get(name));
  if (kept !== null) return { ...kept, isCertain: true };
  const found = await askFor(client, address);
  if (found === null) return { id: addressAsTarget(address), isCertain: false };
  await memory.set(name, found, KEPT_S);
  return { ...found, isCertain: true };
}

/** What an Only Once ID counts for where the workflow is not told. */
export function addressAsTarget(address: string): string {
  return `address:${address}`;
}

type Found = Pick<Target, 'id' | 'name'>;

/** Earlier versions kept the id alone. */
function readKept(kept: unknown): Found | null {
  const id = text(isObject(kept) ? kept['id'] : kept);
  return id === null ? null : { id, name: isObject(kept) ? text(kept['name']) : null };
}

async function askFor(client: WireflowClient, address: string): Promise<Found | null> {
  if (client.hasKey) {
    const workflows = await orNull<readonly Workflow[]>(() => client.listWorkflows(), NO_LIST);
    const listed = workflows?.find(({ id, webhookId }) => id === address || webhookId === address);
    if (listed) return { id: listed.id, name: listed.name };
    // A service that knows no list of workflows is none that we know: nothing more is tried on it before a start.
    if (workflows === NO_LIST) return null;
  }
  return orNull(async () => {
    const { workflowId, name } = await client.triggerInfo(address);
    return workflowId === null ? null : { id: workflowId, name };
  }, null);
}

const NO_LIST: readonly Workflow[] = [];

/** Null where the service has no answer, now or later; `unknown` where it knows no such call. */
async function orNull<T>(ask: () => Promise<T>, unknown: T | null): Promise<T | null> {
  return ask().catch((error: unknown) => {
    if (isUnknownPath(error)) return unknown;
    if (!(error instanceof WireflowError) || error.canRetry) throw error;
    return null;
  });
}
