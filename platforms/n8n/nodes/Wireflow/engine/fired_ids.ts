import { isObject, number, type JsonObject } from '../../../../../core/json.js';
import type { StaticData } from './static_memory.js';

/** Twice as long as the core looks back. */
const KEPT_MS = 48 * 60 * 60_000;

/**
 * The ids that a trigger has fired for, and those that were there before it was switched on: each fires once. What it
 * watches is part of it: another workflow or another event begins anew.
 */
export class FiredIds {
  readonly #data: StaticData;
  readonly #watched: string;
  /** Whether nothing is known yet: what is there now was there before. */
  readonly isFirst: boolean;

  constructor(data: StaticData, watched: string) {
    this.#data = data;
    this.#watched = watched;
    this.isFirst = data['watched'] !== watched || !isObject(data['seen']);
  }

  /** The items that have not been seen; from now on they have. */
  fresh<T extends { readonly id: string }>(items: readonly T[], nowMs: number): T[] {
    const known: JsonObject = this.isFirst ? {} : (this.#data['seen'] as JsonObject);
    const kept = Object.entries(known).filter(([, atMs]) => nowMs - (number(atMs) ?? 0) <= KEPT_MS);
    Object.assign(this.#data, { watched: this.#watched, seen: { ...Object.fromEntries(kept), ...Object.fromEntries(items.map(({ id }) => [id, nowMs])) } });
    return items.filter(({ id }) => !Object.hasOwn(known, id));
  }
}
