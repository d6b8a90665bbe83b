import { WireflowError, type ErrorKind } from '../model/errors.js';
import type { WireflowClient } from './client.js';

/** What a key is told of an execution that is not its account's. */
const NOT_SEEN: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['not_found', 'forbidden', 'bad_input', 'rejected']);

/**
 * Whether an execution is one of the account that the client's key is of: what another account has made, a key does not see.
 *
 * @throws WireflowError where that can't be told at the moment
 */
export async function seesExecution(client: WireflowClient, executionId: string): Promise<boolean> {
  return client.poll(executionId).then(
    () => true,
    (error: unknown) => {
      if (error instanceof WireflowError && NOT_SEEN.has(error.kind)) return false;
      throw error;
    },
  );
}
