import { isObject, type JsonObject } from '../../json.js';

/** Keys under which the service has been seen, or may be expected, to wrap what it answers. */
const WRAPPERS = ['data', 'execution', 'result'];

/**
 * The reply and everything it is wrapped in, outermost first. A reader asks each layer for what it needs, so that a
 * bare resource, `{ data: … }` and a mixture of both read the same (docs/service.md, "Envelopes").
 */
export function layersOf(body: unknown, wrappers: readonly string[] = WRAPPERS): JsonObject[] {
  if (!isObject(body)) return [];
  const within = (layer: JsonObject) => wrappers.map((key) => layer[key]).filter(isObject);
  const inner = within(body);
  return [body, ...inner, ...inner.flatMap(within)];
}

/** The list in a reply: the reply itself, or what stands under one of `keys` in any layer; null when there is none. */
export function listIn(body: unknown, keys: readonly string[]): unknown[] | null {
  if (Array.isArray(body)) return body;
  for (const layer of layersOf(body)) {
    for (const key of ['data', ...keys]) {
      if (Array.isArray(layer[key])) return layer[key];
    }
  }
  return null;
}
