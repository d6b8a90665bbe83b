import { accountOf } from '../api/account.js';
import type { WireflowClient } from '../api/client.js';
import { seesExecution } from '../api/sees_execution.js';
import type { StartAction } from './run_key.js';

/** Whose starts an Only Once ID stands for: two accounts may well number their orders alike. */
export interface Owner {
  /** What is kept with a start, to tell it from another account's; null where whatever is started belongs to one account by itself. */
  readonly account: string | null;
  /**
   * Whether a start that was made under another key is this account's all the same.
   *
   * @param executionId null while it is being started, or where nobody knows how that ended
   * @throws WireflowError where that can't be told at the moment
   */
  isOwn(account: string, executionId: string | null): Promise<boolean>;
}

/** A webhook belongs to one account, which pays whoever starts it: under another key its start is the same start. */
export const OF_A_WEBHOOK: Owner = { account: null, isOwn: async () => true };

/**
 * Whose the starts of a kind of step are. What is started with a key is paid by that key's account: an earlier start under
 * another key counts where this key sees its execution, as it does after somebody has changed the key of one account.
 */
export function ownerOf(client: WireflowClient, action: StartAction): Owner {
  if (action !== 'run_workflow') return OF_A_WEBHOOK;
  return { account: accountOf(client), isOwn: async (_, executionId) => executionId !== null && seesExecution(client, executionId) };
}
