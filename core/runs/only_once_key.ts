import { runKey, targetOf, type StartAction } from './run_key.js';
import { addressAsTarget, type Target } from './workflow_of_address.js';

/** What is started, as far as an Only Once ID has to know it. */
export interface Started {
  readonly action: StartAction;
  /** The webhook or workflow as the person has named it; without it, only the workflow's own key is known. */
  readonly address?: string | undefined;
  workflow(): Promise<Target>;
}

/**
 * The workflow, and the key of this Only Once ID: that of the workflow, unless a step that was not told the workflow has
 * started something under the address alone. What was started then is not started again once the workflow is told.
 *
 * @param isInUse whether anything has been started under a key
 * @throws WireflowError where the workflow can't be told at the moment, and as `isInUse` does
 */
export async function onlyOnceKey({ action, address, workflow }: Started, runId: string, isInUse: (key: string) => Promise<boolean>): Promise<{ readonly target: Target; readonly key: string }> {
  const byAddress = address === undefined ? null : runKey(targetOf(action, addressAsTarget(address)), runId);
  // Both at once: neither makes the start wait for the other.
  const [target, isByAddress] = await Promise.all([workflow(), byAddress !== null && isInUse(byAddress)]);
  return { target, key: byAddress !== null && isByAddress ? byAddress : runKey(targetOf(action, target.id), runId) };
}
