import type { Step } from './directives.js';
import { fault } from './fault.js';
import { containerOf, limitOf, outputOf } from './items.js';
import { render } from './iml/render.js';
import type { Scope } from './iml/syntax.js';
import { pagesOf } from './pages.js';
import type { Run } from './run.js';
import { runStep } from './step.js';

/** Runs all steps but the last, whose output is the module's (Make's documentation of multiple requests). */
export async function runUpToLast(run: Run, steps: readonly Step[]): Promise<Step> {
  const last = steps.at(-1) ?? fault('communication', 'holds no request');
  for (const step of steps.slice(0, -1)) {
    if (step.pagination) fault('pagination', 'only the last request can be paged');
    await runStep(run, step);
  }
  return last;
}

/**
 * An action's one bundle. A last step that was left out gives its `condition.default`, or nothing.
 *
 * @returns the bundles: one, or none
 */
export async function runAction(run: Run, steps: readonly Step[]): Promise<unknown[]> {
  const last = await runUpToLast(run, steps);
  const outcome = await runStep(run, last);
  if (!outcome.ran) return outcome.output === undefined ? [] : [outcome.output];
  const { scope } = outcome;
  const output = last.response?.output === undefined ? scope['body'] : render(last.response.output, scope);
  return [wrapped(last, scope, output)];
}

/** The bundles of a search or the rows of an RPC: items from as many pages as the limit needs. */
export async function runSearch(run: Run, steps: readonly Step[]): Promise<unknown[]> {
  const last = await runUpToLast(run, steps);
  const found: unknown[] = [];
  let final: Scope | null = null;
  // A request that is left out gives its `condition.default` (Make's documentation of `condition`).
  const leftOut = (output: unknown): void => void found.push(...(output === undefined ? [] : [output].flat()));
  for await (const scope of pagesOf(run, last, leftOut)) {
    final = scope;
    const limit = limitOf(last, scope, Infinity);
    const page = last.response?.iterate === undefined ? [outputOf(last, scope, scope['body'])] : containerOf(last, scope).map((item) => outputOf(last, scope, item));
    found.push(...page.slice(0, limit - found.length));
    if (found.length >= limit) break;
  }
  if (last.response?.wrapper === undefined || final === null) return found;
  const result = wrapped(last, final, found);
  return Array.isArray(result) ? result : [result];
}

function wrapped({ response }: Step, scope: Scope, output: unknown): unknown {
  return response?.wrapper === undefined ? output : render(response.wrapper, { ...scope, output });
}
