import { accountOf } from '../../../../../core/api/account.js';
import type { WireflowClient } from '../../../../../core/api/client.js';
import { seesExecution } from '../../../../../core/api/sees_execution.js';
import type { Execution } from '../../../../../core/model/execution.js';
import type { StaticData } from './static_memory.js';

/** What is remembered of an account's executions. */
const OF_THE_ACCOUNT = ['watched', 'seen', 'memory', 'witness'];

/**
 * Has a trigger begin anew whose credential has become another account's: what that account's list shows now was there before,
 * and nothing of the first account is handed over any more. A new key of the same account changes nothing: it sees the execution
 * that was seen last.
 *
 * @throws WireflowError where that can't be told at the moment; then the next poll asks again
 */
export async function forgetOtherAccount(data: StaticData, client: WireflowClient): Promise<void> {
  const { account, witness } = data;
  if (account === accountOf(client)) return;
  const isSame = account === undefined || (typeof witness === 'string' && (await seesExecution(client, witness)));
  // Put in and not taken out: n8n sees the one for certain.
  if (!isSame) for (const name of OF_THE_ACCOUNT) data[name] = null;
  data['account'] = accountOf(client);
}

/** Keeps by which execution the account is known again. */
export function rememberWitness(data: StaticData, [latest]: readonly Execution[]): void {
  if (latest !== undefined && data['witness'] !== latest.id) data['witness'] = latest.id;
}
