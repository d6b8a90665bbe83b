import type { Field } from '../fields/field.js';
import { isObject, number, text } from '../json.js';
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
 * The present time of low balance, or null. Falls are counted: whichever poll is the first to see one says since when it
 * lasts, and every other, of another Zap at the same moment too, hands over the same id.
 */
export async function lowBalance(memory: LockingMemory, credits: number, limit: number, nowMs: number): Promise<LowBalance | null> {
  const key = `low_balance:${limit}`;
  const fall = await fallNumber(memory, key);
  const current = `${key}:${fall}`;
  if (credits >= limit) {
    // The fall is over: the next one has the next number.
    if ((await memory.get(current)) !== null) await memory.set(key, { fall: fall + 1 }, KEPT_S);
    return null;
  }
  const since = await lowSince(memory, current, new Date(nowMs).toISOString());
  if (since === null) return null;
  // A fall that lasts longer than anything is kept stays the same one.
  if (fall > 0) await memory.set(key, { fall }, KEPT_S);
  await memory.set(current, { since }, KEPT_S);
  return { id: `low-${limit}-${since}`, credits, limit, since };
}

async function fallNumber(memory: LockingMemory, key: string): Promise<number> {
  const kept = await memory.get(key);
  return isObject(kept) ? (number(kept['fall']) ?? 0) : 0;
}

/** Since when the balance is low; null while the memory does not tell, since another time would fire another time. */
async function lowSince(memory: LockingMemory, key: string, now: string): Promise<string | null> {
  // A memory that is out of order says "nothing" to a question; only a claim can tell.
  const isFirst = await memory.claim(key, { since: now }, KEPT_S).catch(() => null);
  if (isFirst === null) return null;
  const kept = isFirst ? { since: now } : await memory.get(key);
  return isObject(kept) ? text(kept['since']) : null;
}
