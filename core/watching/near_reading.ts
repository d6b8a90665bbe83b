import { hasEnded } from '../model/execution.js';
import { startMs, WINDOW_MS, type OpenRun, type Watch } from './trigger_memory.js';

const MINUTE_MS = 60_000;
/** What may stand in the list later than its start says: the order of acceptance, a list that lags, runs that are listed when they end. */
const SLACK_MS = 10 * MINUTE_MS;
/** Whatever a list shows late for another reason is met so soon all the same: then it is read back as far as a window. */
const WHOLE_EVERY_MS = 30 * MINUTE_MS;
/** Where a small page did not reach far enough, it mostly will not for a while. */
export const WHOLE_AFTER_MISS_MS = 60 * MINUTE_MS;
/** Before a window no longer reaches an execution that may be resumed, the list is its last look for a while: no poll is left out then. */
const LAST_STRETCH_MS = 20 * MINUTE_MS;
/** A list whose clock is further ahead says nothing about what is new. */
const LARGEST_SKEW_MS = 5 * MINUTE_MS;
/** What is not read again has to be kept for the other Zaps; the platform's store is not for more. */
const MOST_KEPT = 100;

/** Room in the first page for what is new, and for one execution that shows that the page reaches back far enough. */
const ROOM = 4;
const LARGER_PAGE = 25;

/** A reading of no more than the latest of a list. */
export interface NearReading {
  /** How far back it goes, by the list's own clock, ms since 1970. */
  readonly toMs: number;
  /** How many executions are asked for at first, and then, where they do not reach that far. */
  readonly pageSizes: readonly number[];
}

/**
 * How little of the list it will do to read: to a while before the latest start that was seen, or further where an execution that
 * is followed began earlier. Null where the list has to be read as far as a window.
 *
 * @param kept what the last poll has remembered
 */
export function nearReading(kept: Watch | null, nowMs: number): NearReading | null {
  const toMs = nearToMs(kept, nowMs);
  if (kept === null || toMs === null) return null;
  const seen = [...kept.found.values()].filter(({ execution }) => startMs(execution) >= toMs).length + kept.open.size;
  return { toMs, pageSizes: [...new Set([seen + ROOM, LARGER_PAGE])].filter((size) => size <= LARGER_PAGE) };
}

function nearToMs(kept: Watch | null, nowMs: number): number | null {
  if (kept === null || kept.latestStartMs === null || Object.keys(kept.rests).length > 0) return null;
  if (nowMs - kept.wholeAtMs >= WHOLE_EVERY_MS || nowMs < kept.wholeUntilMs || nowMs < kept.savedAtMs) return null;
  if (kept.latestStartMs > kept.savedAtMs + LARGEST_SKEW_MS || listedIn(kept) > MOST_KEPT) return null;
  const isLeaving = ({ haltedAtMs, metAtMs, listed }: OpenRun) => haltedAtMs !== undefined && isWithin(nowMs - Math.min(metAtMs, startMs(listed) || metAtMs), WINDOW_MS);
  if ([...kept.open.values()].some(isLeaving)) return null;
  const followed = [...kept.open.values()].filter(({ haltedAtMs, listed }) => haltedAtMs === undefined && !hasEnded(listed.status)).map(({ listed }) => startMs(listed));
  return Math.min(kept.latestStartMs - SLACK_MS, ...followed.filter((ms) => ms > 0));
}

/** Whether so long ago is within the last stretch of a window. */
function isWithin(agoMs: number, windowMs: number): boolean {
  return agoMs >= windowMs - LAST_STRETCH_MS && agoMs <= windowMs + LAST_STRETCH_MS;
}

const listedIn = ({ found }: Watch) => [...found.values()].filter(({ isListed }) => isListed).length;
