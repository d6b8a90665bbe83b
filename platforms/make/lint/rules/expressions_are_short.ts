import { textsIn, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';
import { expressionsIn } from '../iml.js';

const LONGEST = 200;
/**
 * A trigger, a search and an RPC have one request and no steps (docs/make-engine.md, "The longest expressions"): what is
 * asked of each page, and of each item of a trigger, stands in one expression.
 */
const LONGEST_OF_A_PAGE = 650;
const LONGEST_OF_A_TRIGGER = 1000;
/** A person who reviews or mends the app can read every expression at one look. */
export function* expressionsAreShort({ base, components }: EmittedApp): Generator<Fault> {
  yield* inValue('base', base, () => LONGEST);
  for (const { id, moduleType, steps, epoch } of components) {
    const limit = (path: string): number => (moduleType === 'trigger' ? LONGEST_OF_A_TRIGGER : /(^|[.])pagination[.]/.test(path) ? LONGEST_OF_A_PAGE : LONGEST);
    yield* inValue(id, [steps, epoch], limit);
  }
}

function* inValue(where: string, value: unknown, limit: (path: string) => number): Generator<Fault> {
  for (const { path, text } of textsIn(value)) {
    for (const { length } of safely(text)) if (length > limit(path)) yield { where: `${where}: ${path}`, problem: `has an expression of ${length} characters, where ${limit(path)} can be read` };
  }
}

/** What is no IML is another rule's business. */
function safely(text: string): string[] {
  try {
    return expressionsIn(text);
  } catch {
    return [];
  }
}
