import type { Step } from './directives.js';
import { fault } from './fault.js';
import { render } from './iml/render.js';
import type { Scope } from './iml/syntax.js';
import { isEmpty, nameOf } from './iml/values.js';
import { MakeError } from './make_error.js';
import { readingsIn, type Readings } from './readings.js';
import { isTrue } from './step.js';

/** The list that `iterate` names, filtered by its condition; the whole body where there is no `iterate`. */
export function containerOf({ response }: Step, scope: Scope): readonly unknown[] {
  const { iterate } = response ?? {};
  if (iterate === undefined) return [];
  const { container, condition } = typeof iterate === 'string' ? { container: iterate, condition: undefined } : iterate;
  const items = render(container, scope);
  if (!Array.isArray(items)) return fault('iterate', `a ${nameOf(items)} is no list, and what Make iterates then is not known`);
  return condition === undefined ? items : items.filter((item: unknown) => isTrue(condition, { ...scope, item }));
}

/** What goes out for one item: `output`, or the item itself (Make's documentation of `output`). */
export function outputOf({ response }: Step, scope: Scope, item: unknown): unknown {
  return response?.output === undefined ? item : render(response.output, { ...scope, item });
}

/** @param otherwise the limit of this kind of module where the step names none */
export function limitOf({ response }: Step, scope: Scope, otherwise: number): number {
  const limit = render(response?.limit, scope);
  if (isEmpty(limit)) return otherwise;
  if (limit === 0) return noLimit(readingsIn(scope));
  return typeof limit === 'number' && Number.isInteger(limit) && limit >= 0 ? limit : fault('limit', `${nameOf(limit)} is no whole number`);
}

function noLimit({ limitZero }: Readings): number {
  if (limitZero === 'error') throw new MakeError('InvalidConfigurationError', 'The limit must be above zero.');
  return limitZero === 'nothing' ? 0 : Infinity;
}
