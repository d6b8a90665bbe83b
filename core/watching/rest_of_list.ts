import { START, type Walk } from '../api/walk_pages.js';
import type { Execution } from '../model/execution.js';
import type { Rest } from './listed.js';

/** Where the next reading goes on. */
export function restAfter({ walk, later, rest, oldestFirst, backToMs }: { walk: Walk<Execution>; later: Walk<Execution> | null; rest: Rest | null; oldestFirst: boolean; backToMs: number }): Rest | null {
  const final = later ?? walk;
  // A part further down is met again by reading on from the upper one.
  if (walk.ended === 'cut' && !oldestFirst) return walk.rest && { place: walk.rest, backToMs };
  if (final.ended === 'cut') return final.rest && { place: final.rest, backToMs };
  // A page may be known no more, such as by a token that has run out.
  if (rest !== null && later === null && rest.place.by !== 'start' && !oldestFirst) return { place: START, backToMs: rest.backToMs };
  return oldestFirst && final.last.by !== 'start' ? { place: final.last, backToMs } : null;
}
