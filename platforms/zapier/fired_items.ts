import { createHash } from 'node:crypto';
import { isObject, type JsonObject } from '../../core/json.js';
import type { Memory } from '../../core/memory.js';

/** Zapier holds the runs of a Zap back, for its owner to confirm, when one poll brings more new items. */
const MOST_NEW = 100;
/** What has waited so long is handed over whatever the number: it may soon be out of the list's reach. */
const LONGEST_WAIT_MS = 60 * 60_000;
/** Longer than a list is read back. */
const KEPT_S = 30 * 60 * 60;
const MARK_LENGTH = 10;
const MOST_MARKS = 10_000;
/** What is not handed over again at every poll is remembered a while longer: the list shows it once in a while. */
const MARKS_OF_BEFORE = 300;

type Item = { readonly id: string };

/** By a mark of the item's id. */
interface Handed {
  readonly handed: ReadonlySet<string>;
  /** When an item that has to wait for its turn was first seen, ms since 1970. */
  readonly waiting: Readonly<Record<string, number>>;
}

interface Handing<T> {
  readonly nowMs: number;
  /** Told when some have to wait. */
  readonly log: (sentence: string) => void;
  /** Fills in what is worth a call for a new item alone. */
  readonly prepare?: (item: T) => Promise<T>;
}

/**
 * Holds new items back where there are more than one poll may bring; the rest comes with the next ones, and nothing waits
 * longer than an hour. Items that were handed over before come again, for other Zaps with the same choice; which Zap
 * polls is not to be known, so for one of several the number can be larger. Where the platform keeps nothing, all is
 * handed over at once.
 *
 * @param items the latest first
 */
export async function atMostAHundredNew<T extends Item>(memory: Memory, key: string, items: readonly T[], { nowMs, log, prepare = async (item) => item }: Handing<T>): Promise<T[]> {
  const kept = read(await memory.get(key));
  const isNew = ({ id }: Item) => !kept?.handed.has(mark(id));
  const fresh = items.filter(isNew);
  // Where nothing is remembered, most have been handed over before, and what is new is the latest.
  const inTurn = kept === null ? fresh : [...fresh].reverse();
  const isOverdue = ({ id }: Item) => nowMs - (kept?.waiting[mark(id)] ?? nowMs) >= LONGEST_WAIT_MS;
  const now = new Set([...inTurn.slice(0, MOST_NEW), ...inTurn.filter(isOverdue)]);
  const later = fresh.filter((item) => !now.has(item));
  const handed = items.filter((item) => !isNew(item) || now.has(item));
  const waiting = Object.fromEntries(later.map(({ id }) => [mark(id), kept?.waiting[mark(id)] ?? nowMs]));
  const marks = new Set(handed.map(({ id }) => mark(id)));
  const before = [...(kept?.handed ?? [])].filter((one) => !marks.has(one) && waiting[one] === undefined).slice(0, MARKS_OF_BEFORE);
  const isKept = await keep(memory, key, { handed: new Set([...marks, ...before]), waiting }, kept);
  const prepared = async (given: readonly T[]) => Promise.all(given.map((item) => (now.has(item) ? prepare(item) : item)));
  if (later.length === 0 || !isKept) return prepared(items);
  log(`${later.length} more are ready; Zapier takes ${MOST_NEW} new ones in one check, so they follow in the next.`);
  return prepared(handed);
}

/** What a Zap that is switched on takes for known is not new for it. */
export async function rememberFired(memory: Memory, key: string, items: readonly Item[]): Promise<void> {
  const kept = read(await memory.get(key));
  const handed = new Set([...(kept?.handed ?? []), ...items.map(({ id }) => mark(id))]);
  // Zaps that were on before still wait for theirs.
  for (const waiting of Object.keys(kept?.waiting ?? {})) handed.delete(waiting);
  await keep(memory, key, { handed, waiting: kept?.waiting ?? {} }, kept);
}

/** @returns whether it is surely kept */
async function keep(memory: Memory, key: string, { handed, waiting }: Handed, before: Handed | null): Promise<boolean> {
  const marks = [...handed].slice(0, MOST_MARKS);
  const isSame = before !== null && marks.length === before.handed.size && marks.every((one) => before.handed.has(one)) && Object.keys(waiting).length === 0 && Object.keys(before.waiting).length === 0;
  if (isSame) return true;
  await memory.set(key, { handed: marks.join(''), waiting }, KEPT_S);
  if (Object.keys(waiting).length === 0) return true;
  const read = await memory.get(key);
  return isObject(read) && read['handed'] === marks.join('');
}

function read(kept: unknown): Handed | null {
  if (!isObject(kept) || typeof kept['handed'] !== 'string') return null;
  const handed = new Set(kept['handed'].match(new RegExp(`.{${MARK_LENGTH}}`, 'g')) ?? []);
  const waiting: JsonObject = isObject(kept['waiting']) ? kept['waiting'] : {};
  return { handed, waiting: Object.fromEntries(Object.entries(waiting).filter(([, ms]) => typeof ms === 'number')) as Record<string, number> };
}

function mark(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, MARK_LENGTH);
}
