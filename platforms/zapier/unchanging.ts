/**
 * Data that Zapier's runtime hands on instead of copying. At every call the runtime copies the whole definition twice, walks
 * through the copies and freezes them (`zapier-platform-core` 19.1, `src/tools/schema.js`), which costs as much as a request.
 * Lodash copies no object of a kind that it does not know, the walk leaves out whatever is no plain object, and what is frozen
 * is not frozen again. A runtime that copies in another way copies these too: then they save nothing, and nothing else changes.
 */
class Unchanging {
  constructor(data: object) {
    Object.assign(this, data);
    Object.freeze(this);
  }

  get [Symbol.toStringTag](): string {
    return 'Unchanging';
  }

  /** Lodash tries to cover the tag for a moment: where that throws, asking for it costs more than a copy. */
  set [Symbol.toStringTag](_tag: string | undefined) {}
}

type Steps = Readonly<Record<string, { readonly operation: object }>>;

/** The same steps, with the fields and samples in their operations as unchanging data; what holds a function stays as it is. */
export function unchanging<T extends Steps>(steps: T): T {
  const made = new Map<unknown, unknown>();
  // What several steps share stays one object.
  const once = (value: unknown, make: () => unknown): unknown => {
    if (!made.has(value)) made.set(value, make());
    return made.get(value);
  };
  const dataOf = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || hasFunction(value)) return value;
    return once(value, () => (Array.isArray(value) ? Object.freeze(value.map(dataOf)) : new Unchanging(mapped(value, dataOf))));
  };
  const partOf = (part: unknown): unknown => (Array.isArray(part) ? once(part, () => part.map(dataOf)) : dataOf(part));
  return mapped(steps, (step) => ({ ...(step as T[string]), operation: mapped((step as T[string]).operation, partOf) })) as T;
}

function mapped(value: object, each: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, each(part)]));
}

function hasFunction(value: unknown): boolean {
  return typeof value === 'function' || (typeof value === 'object' && value !== null && Object.values(value).some(hasFunction));
}
