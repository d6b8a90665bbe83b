import type { Field } from '../fields/field.js';
import { isObject, text } from '../json.js';
import type { LockingMemory } from '../memory.js';
import type { OutputField } from '../outputs/output_field.js';

export const LIMIT_FIELD: Field = {
  key: 'limit',
  label: 'Limit (in Credits)',
  help: 'Fires once when the balance falls below this, and again only after it has recovered.',
  type: 'integer',
  required: true,
  min: 1,
  max: 100_000_000,
};

export const LOW_BALANCE_FIELDS: readonly OutputField[] = [
  { key: 'id', label: 'ID', type: 'text', always: true },
  { key: 'credits', label: 'Credits', type: 'number', always: true },
  { key: 'limit', label: 'Limit', type: 'integer', always: true },
  { key: 'since', label: 'Low Since', type: 'time', always: true },
];

/** A time during which the balance is low; its id stays the same as long as it lasts. */
export type LowBalance = { id: string; credits: number; limit: number; since: string };

export const SAMPLE_LOW_BALANCE: LowBalance = {
  id: 'low-100-2026-03-20T12:00:00.000Z',
  credits: 42,
  limit: 100,
  since: '2026-03-20T12:00:00.000Z',
};

const KEPT_S = 90 * 24 * 60 * 60;

/**
 * The present time of low balance, or null. Kept in memory from the first poll below the limit to the first at or above
 * it, so that it has one id and fires once.
 */
export async function lowBalance(memory: LockingMemory, credits: number, limit: number, nowMs: number): Promise<LowBalance | null> {
  const key = `low_balance:${limit}`;
  if (credits >= limit) {
    await memory.set(key, { since: null }, KEPT_S);
    return null;
  }
  const since = await lowSince(memory, key, new Date(nowMs).toISOString());
  return since === null ? null : { id: `low-${limit}-${since}`, credits, limit, since };
}

/** Since when the balance is low; null while the memory does not tell, since another time would fire another time. */
async function lowSince(memory: LockingMemory, key: string, now: string): Promise<string | null> {
  const kept = await memory.get(key);
  if (isObject(kept)) {
    const since = text(kept['since']) ?? now;
    await memory.set(key, { since }, KEPT_S);
    return since;
  }
  // A memory that is out of order says "nothing" too; only a claim can tell the two apart.
  return (await memory.claim(key, { since: now }, KEPT_S).catch(() => false)) ? now : null;
}
