import { accountOf } from '../api/account.js';
import type { WireflowClient } from '../api/client.js';
import { seesExecution } from '../api/sees_execution.js';
import type { Watch } from './trigger_memory.js';

/**
 * What a trigger remembers, without another account's executions: a connection's key may have been changed since. A new key of
 * the same account sees one of them, and then all of it counts.
 *
 * @throws WireflowError where that can't be told at the moment
 */
export async function ownWatch(client: WireflowClient, kept: Watch | null): Promise<Watch | null> {
  if (kept === null || kept.account === null || kept.account === accountOf(client)) return kept;
  const known = [...kept.done, ...kept.found.keys(), ...kept.open.keys()].at(-1);
  if (known === undefined || (await seesExecution(client, known))) return kept;
  return { ...kept, open: new Map(), found: new Map(), done: new Set(), rests: {}, unreached: [] };
}
