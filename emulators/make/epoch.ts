import type { Step } from './directives.js';
import { fault } from './fault.js';
import { isCollection } from './iml/values.js';
import { runSearch } from './module.js';
import type { Run } from './run.js';
import type { TriggerState } from './trigger.js';

/** Where a trigger's owner lets it start (Make's documentation of the epoch panel). */
export type Start = 'all' | 'from now on' | { readonly since: Date } | { readonly chosen: EpochItem };

/** A row of the panel. */
export interface EpochItem {
  readonly label: string;
  readonly date: Date;
}

/** The rows of “Choose where to start”: the trigger's request with the epoch's overrides. */
export async function epochItems(run: Run, steps: readonly Step[], epoch: Step): Promise<EpochItem[]> {
  const [last, ...others] = [...steps].reverse();
  const step: Step = { ...last, ...epoch, response: { ...last?.response, ...epoch.response } };
  const rows = await runSearch(run, [...others.reverse(), step]);
  return rows.map((row) => {
    const { label, date } = isCollection(row) ? row : fault('epoch', 'a row must be a collection');
    const at = date instanceof Date ? date : new Date(String(date));
    if (typeof label !== 'string' || label === '' || Number.isNaN(at.getTime())) return fault('epoch', `a row needs a label and a date, and has ${JSON.stringify(row)}`);
    return { label, date: at };
  });
}

/** Guess: the chosen row is itself the first to be handed out (`trigger.matchEqual` in Make's documentation). */
export function startState(start: Start, now: Date): TriggerState {
  const lastDate = start === 'all' ? new Date(0) : start === 'from now on' ? now : 'since' in start ? start.since : start.chosen.date;
  return { lastDate, lastIds: [] };
}
