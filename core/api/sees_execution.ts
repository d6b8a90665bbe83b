import { WireflowError, type ErrorKind } from '../model/errors.js';
import type { WireflowClient } from './client.js';

/** What a key is told of an execution that is not its account's. */
const NOT_SEEN: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['not_found', 'bad_input', 'rejected']);

/**
 * Whether an execution is one of the account that the client's key is of: what another account has made, a key does not see.
 *
 * @throws WireflowError where that can't be told, at the moment or with this key: one that may read no executions at all sees
 *   those of its own account as little
 */
export async function seesExecution(client: WireflowClient, executionId: string): Promise<boolean> {
  try {
    await client.poll(executionId);
    return true;
  } catch (error) {
    if (!(error instanceof WireflowError)) throw error;
    // Who may read none at all is told so.
    if (error.kind === 'forbidden') await client.listExecutions(null, {}, { page: 1, offset: 0 });
    if (error.kind === 'forbidden' || NOT_SEEN.has(error.kind)) return false;
    throw error;
  }
}
