import { MODULE_TIMEOUT_MS } from '../../base.js';
import type { EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** Ten requests a minute, the start included. */
const FASTEST_MS = 6_500;

/** A wait has a pause and an end, which comes before Make's own, and looks no faster than the smallest plan allows. */
export function* waitsEndInTime({ base, common, components }: EmittedApp): Generator<Fault> {
  if (base.timeout !== MODULE_TIMEOUT_MS || common.timeout !== MODULE_TIMEOUT_MS) {
    yield { where: 'general', problem: `needs the timeout ${MODULE_TIMEOUT_MS} in the base and in common, or modules end after 40 s` };
  }
  for (const { id, steps } of components) {
    for (const { repeat, response } of steps) {
      if (repeat === undefined) continue;
      const { delay, limit, condition } = repeat;
      if (!(delay > 0) || !(limit > 0)) yield { where: id, problem: 'repeats without a pause or without an end' };
      else if (delay * limit >= MODULE_TIMEOUT_MS) yield { where: id, problem: 'may repeat for longer than Make lets a module run' };
      if (delay < FASTEST_MS) yield { where: id, problem: 'looks more often than the smallest plan allows' };
      if (!condition.includes('now <')) yield { where: id, problem: 'counts its looks only, and slow replies may take it past Make’s limit' };
      if (response?.valid !== undefined) yield { where: id, problem: 'has “valid” beside “repeat”, whose order is not known' };
    }
  }
}
