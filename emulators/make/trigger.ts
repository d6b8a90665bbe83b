import type { Step, TriggerDirective } from './directives.js';
import { fault } from './fault.js';
import { containerOf, limitOf, outputOf } from './items.js';
import { render } from './iml/render.js';
import type { Scope } from './iml/syntax.js';
import { nameOf } from './iml/values.js';
import { runUpToLast } from './module.js';
import { pagesOf } from './pages.js';
import type { Run } from './run.js';

/** What Make keeps of a trigger between two runs of its scenario. */
export interface TriggerState {
  /** Of the last item that was handed out, or where the owner chose to start. */
  readonly lastDate: Date;
  /** Every item of that very moment that has been handed out: items with the same date are told apart by id. */
  readonly lastIds: readonly string[];
}

interface Found {
  readonly id: string;
  readonly at: Date;
  readonly output: unknown;
}

/** Make looks through about this many items at most (Make's help on triggers). */
const MOST_ITEMS = 3200;

/**
 * One look of a polling trigger: the new items, oldest first, at most `limit` of them.
 *
 * With `desc` the search ends at the first item that is older than the last one handed out, with `asc` it ends when the
 * limit is reached, with `unordered` all pages are read (Make's documentation of `trigger.order`; how far the last two
 * go is a guess).
 */
export async function pollTrigger(run: Run, steps: readonly Step[], state: TriggerState): Promise<{ readonly bundles: unknown[]; readonly state: TriggerState }> {
  const last = await runUpToLast(run, steps);
  const trigger = last.response?.trigger ?? fault('trigger', 'a polling trigger needs “response.trigger”');
  if (trigger.type !== 'date') fault('trigger.type', 'only “date” is known here');
  const found: Found[] = [];
  let looked = 0;
  let limit = 1;
  for await (const scope of pagesOf(run, last)) {
    limit = limitOf(last, scope, 1);
    const page = containerOf(last, scope).map((item) => read(trigger, last, scope, item));
    looked += page.length;
    const older = trigger.order === 'desc' ? page.findIndex(({ at }) => at < state.lastDate) : -1;
    const isPast = older >= 0;
    found.push(...(isPast ? page.slice(0, older) : page).filter((item) => isNew(item, state)));
    const isEnough = trigger.order === 'asc' && found.length >= limit;
    if (isPast || isEnough || looked >= MOST_ITEMS) break;
  }
  const handedOut = oldestFirst(found).slice(0, limit);
  return { bundles: handedOut.map(({ output }) => output), state: after(handedOut, state) };
}

function read(trigger: TriggerDirective, step: Step, scope: Scope, item: unknown): Found {
  const itemScope = { ...scope, item };
  const id = render(trigger.id, itemScope);
  if (typeof id !== 'string' && typeof id !== 'number') return fault('trigger.id', `gives a ${nameOf(id)}`);
  return { id: String(id), at: dateOf(render(trigger.date, itemScope)), output: outputOf(step, scope, item) };
}

function dateOf(value: unknown): Date {
  const at = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : null;
  return at === null || Number.isNaN(at.getTime()) ? fault('trigger.date', `gives ${nameOf(value)}, which is no date`) : at;
}

function isNew({ id, at }: Found, { lastDate, lastIds }: TriggerState): boolean {
  return at > lastDate || (at.getTime() === lastDate.getTime() && !lastIds.includes(id));
}

/** By date, then by id (Make's documentation of `trigger.type`). */
function oldestFirst(found: readonly Found[]): Found[] {
  const unique = [...new Map(found.map((item) => [item.id, item])).values()];
  return unique.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
}

function after(handedOut: readonly Found[], state: TriggerState): TriggerState {
  const newest = handedOut.at(-1);
  if (!newest) return state;
  const ids = handedOut.filter(({ at }) => at.getTime() === newest.at.getTime()).map(({ id }) => id);
  const isSameMoment = newest.at.getTime() === state.lastDate.getTime();
  return { lastDate: newest.at, lastIds: isSameMoment ? [...state.lastIds, ...ids] : ids };
}
