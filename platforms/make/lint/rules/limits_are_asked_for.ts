import { modulesOf, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** Triggers ask for a limit (2, required), searches too (10, last, not required), and both use it. */
export function* limitsAreAskedFor(app: EmittedApp): Generator<Fault> {
  for (const { id, moduleType, staticParams, mappableParams, steps } of modulesOf(app)) {
    if (moduleType !== 'trigger' && moduleType !== 'search') continue;
    const params = moduleType === 'trigger' ? staticParams : mappableParams;
    const last = params.at(-1);
    const wanted = moduleType === 'trigger' ? { most: 2, required: true } : { most: 10, required: false };
    if (last?.name !== 'limit' || last.default !== wanted.most || Boolean(last.required) !== wanted.required) {
      yield { where: id, problem: `needs the field limit at the end, ${wanted.most} at first, ${wanted.required ? '' : 'not '}required` };
    }
    if (steps.at(-1)?.response?.limit !== '{{parameters.limit}}') yield { where: id, problem: 'does not use its limit' };
  }
}
