import { modulesOf, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** An action gives one bundle, so it pages and iterates nothing; a trigger says what is new, and where to start. */
export function* kindsKeepToTheirForm(app: EmittedApp): Generator<Fault> {
  for (const { id, moduleType, steps, epoch } of modulesOf(app)) {
    const lists = steps.some(({ pagination, response }) => pagination !== undefined || response?.iterate !== undefined);
    if ((moduleType === 'action' || moduleType === 'universal') && lists) yield { where: id, problem: 'gives one bundle, and iterates or pages' };
    if (moduleType === 'search' && !lists) yield { where: id, problem: 'is a search and iterates nothing' };
    if (moduleType === 'trigger' && (steps.at(-1)?.response?.trigger === undefined || epoch === undefined)) yield { where: id, problem: 'is a trigger without “trigger” or without an epoch' };
    // A step without a URL is known to work in actions only.
    if (moduleType !== 'action' && steps.some(({ url }) => url === undefined)) yield { where: id, problem: 'has a step without a URL, which only actions may have' };
  }
}
