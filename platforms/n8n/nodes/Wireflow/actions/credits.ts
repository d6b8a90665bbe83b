import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { creditBalance } from '../../../../../core/account/balance.js';
import { balanceOutput } from '../../../../../core/outputs/account_output.js';
import { inN8nKeys } from '../engine/output.js';
import type { Step } from '../engine/step.js';

export async function getCredits({ client }: Step, item: number): Promise<INodeExecutionData[]> {
  client.requireKey();
  return [{ json: inN8nKeys(balanceOutput(await creditBalance(client))) as IDataObject, pairedItem: { item } }];
}
