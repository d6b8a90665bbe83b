import type { Pagination, Step } from './directives.js';
import { containerOf } from './items.js';
import { render } from './iml/render.js';
import type { Scope } from './iml/syntax.js';
import { inText } from './iml/values.js';
import { absolute, collection, lowerCased, type RequestParts } from './request.js';
import { scopeOf, type Run } from './run.js';
import { isTrue, runStep } from './step.js';

/** Make's documentation of pagination: at most 50 requests for further pages. */
const MOST_PAGES = 50;

/**
 * The replies of a step, page by page, for as long as somebody asks for the next and the condition holds.
 *
 * @param onLeftOut told what a step gives whose condition does not hold
 *
 * `pagination.page` is 2 for the second page. Without a condition, an empty page ends it.
 */
export async function* pagesOf(run: Run, step: Step, onLeftOut: (output: unknown) => void = () => undefined): AsyncGenerator<Scope> {
  const first = await runStep(run, step);
  if (!first.ran) return onLeftOut(first.output);
  let scope = first.scope;
  yield scope;
  const { pagination } = step;
  if (!pagination) return;
  for (let page = 2; ; page += 1) {
    if (page > MOST_PAGES) return;
    const items = containerOf(step, scope);
    const before = { ...scope, now: scopeOf(run)['now'], pagination: { page }, iterate: { container: { first: items[0], last: items.at(-1) } } };
    const asked = run.world.readings.pagingCondition === 'twice' ? [page - 1, page] : [page];
    const goesOn = pagination.condition === undefined ? items.length > 0 : asked.every((number) => isTrue(pagination.condition, { ...before, pagination: { page: number } }));
    if (!goesOn) return;
    // What the next request takes from this page is filled in now, and only once.
    const next = await runStep(run, step, { pagination: { page } }, overlayOf(pagination, run, before));
    if (!next.ran) return;
    scope = next.scope;
    yield scope;
  }
}

function overlayOf(pagination: Pagination, run: Run, scope: Scope): (parts: RequestParts) => RequestParts {
  const isMerged = pagination.mergeWithParent ?? true;
  const qs = pagination.qs ? collection(pagination.qs, scope) : null;
  const headers = lowerCased(collection(pagination.headers, scope));
  return (parts) => ({
    ...parts,
    ...(pagination.url === undefined ? {} : { url: absolute(inText(render(pagination.url, scope), 'pagination.url'), run.base) }),
    ...(pagination.method === undefined ? {} : { method: inText(render(pagination.method, scope), 'pagination.method') }),
    ...(pagination.body === undefined ? {} : { body: render(pagination.body, scope) }),
    qs: isMerged && (parts.qs || qs) ? { ...parts.qs, ...qs } : qs,
    headers: isMerged ? { ...parts.headers, ...headers } : headers,
  });
}
