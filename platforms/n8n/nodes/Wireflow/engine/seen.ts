import { isObject, number } from '../../../../../core/json.js';
import type { StaticData } from './static_memory.js';

/** Twice as long as the core looks back. */
const KEPT_MS = 48 * 60 * 60_000;

/**
 * The ids that a trigger has fired for, and those that were there before it was switched on: each fires once. What it
 * watches is part of it: another workflow or another event begins anew.
 */
export class Seen {
  readonly #ids: Record<string, unknown>;
  /** Whether nothing is known yet: what is there now was there before. */
  readonly isFirst: boolean;

  constructor(data: StaticData, watched: string) {
    const isSame = data['watched'] === watched && isObject(data['seen']);
    this.isFirst = !isSame;
    if (!isSame) Object.assign(data, { watched, seen: {} });
    this.#ids = data['seen'] as Record<string, unknown>;
  }

  /** The items that have not been seen; from now on they have. */
  fresh<T extends { readonly id: string }>(items: readonly T[], nowMs: number): T[] {
    const fresh = items.filter(({ id }) => !Object.hasOwn(this.#ids, id));
    for (const { id } of items) this.#ids[id] = nowMs;
    for (const [id, atMs] of Object.entries(this.#ids)) if (nowMs - (number(atMs) ?? 0) > KEPT_MS) delete this.#ids[id];
    return fresh;
  }
}
