import { first, isObject, number, objectsIn, text, type JsonObject } from '../../json.js';
import { layersOf } from './envelope.js';
import type { Reply } from './reply.js';

export type Query = Readonly<Record<string, string>>;

/** How to ask for the page after this one. */
export type NextPage =
  /** By what the reply names: the parameters of its link, or a token. */
  | { readonly by: 'link' | 'token'; readonly query: Query }
  /** By counting. */
  | {
      readonly by: 'position';
      /** The next page's number as the service counts, where the reply tells its own. */
      readonly page: number | null;
      /** The parameters to count with; where the reply shows none, both usual ones. */
      readonly names: readonly string[];
      /** Whether the reply says that there is more. Where it is silent, one more request shows it. */
      readonly isCertain: boolean;
    };

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many entries it has, those included that can't be read and batches that hold several runs. */
  readonly length: number;
  /** How many of them can't be read. */
  readonly damaged: number;
  readonly next: NextPage | null;
}

/** What stands behind a token's name is sent back under the name that goes with it. */
const TOKENS: Readonly<Record<string, string>> = {
  nextCursor: 'cursor', next_cursor: 'cursor',
  nextPageToken: 'pageToken', next_page_token: 'page_token', nextToken: 'nextToken', next_token: 'next_token',
  continuationToken: 'continuationToken', continuation_token: 'continuation_token',
  endCursor: 'after', end_cursor: 'after', after: 'after',
  nextOffset: 'offset', next_offset: 'offset', cursor: 'cursor', lastId: 'after', last_id: 'after',
}; // prettier-ignore
const LINKS = ['next', 'nextUrl', 'next_url', 'nextPageUrl', 'next_page_url', 'nextLink', 'next_link', '@odata.nextLink', 'nextPage', 'next_page'];
const PAGES_NEXT = ['nextPage', 'next_page', 'next'];
const FLAGS = ['hasMore', 'has_more', 'hasNext', 'has_next', 'hasNextPage', 'has_next_page', 'isTruncated', 'more'];
const PAGE_COUNTS = ['totalPages', 'total_pages', 'pageCount', 'page_count', 'pages', 'lastPage', 'last_page', 'numPages'];
const PAGE_NUMBERS = ['page', 'currentPage', 'current_page', 'pageNumber', 'page_number', 'number'];
const TOTALS = ['total', 'totalCount', 'total_count', 'totalItems', 'total_items', 'totalElements', 'totalResults', 'total_results'];
const OFFSETS = ['offset', 'skip', 'startAt', 'start', 'from'];
/** Where replies keep what they say about pages. */
const HOLDERS = ['pagination', 'meta', 'paging', 'pageInfo', 'page_info', 'page', 'cursors', 'links', '_links', 'next'];

/**
 * Reads how a list goes on. No page of the service shows it, so every usual way is known (docs/service.md, "List
 * executions"). Of a link only the parameters are taken: the key goes to no address that a reply names.
 *
 * @param position the page's number, counted from 1, and how many items came before it
 * @param length how many items the page holds, readable or not
 * @returns null when the reply says that this was the last page, or when an empty page says nothing
 */
export function readNextPage(reply: Reply, position: { readonly page: number; readonly offset: number }, length: number): NextPage | null {
  const layers = holdersIn(layersOf(reply.body));
  const flag = flagIn(layers);
  if (flag === false) return null;
  const link = queryOf(linkInHeader(reply.link ?? null)) ?? LINKS.flatMap((key) => layers.map((layer) => queryOf(linkIn(layer, key)))).find((query) => query !== null);
  if (link) return { by: 'link', query: link };
  const token = tokenIn(layers);
  if (token) return { by: 'token', query: token };
  return byPosition(layers, position, length, flag);
}

function holdersIn(layers: readonly JsonObject[], depth = 0): JsonObject[] {
  const inner = layers.flatMap((layer) => [...HOLDERS.map((key) => layer[key]).filter(isObject), ...linksByRelation(layer)]);
  return inner.length === 0 || depth > 2 ? [...layers] : [...layers, ...holdersIn(inner, depth + 1)];
}

/** `links: [{ rel: "next", href }]`. */
function linksByRelation(layer: JsonObject): JsonObject[] {
  return objectsIn(layer['links']).filter(({ rel }) => rel === 'next').map(({ href }) => ({ next: href }));
}

function flagIn(layers: readonly JsonObject[]): boolean | null {
  const told = (keys: readonly string[]) => layers.flatMap((layer) => keys.map((key) => layer[key])).find((value) => typeof value === 'boolean');
  const isLast = told(['last', 'isLast', 'is_last', 'isLastPage']);
  return told(FLAGS) ?? told(['nextPage', 'next']) ?? (isLast === undefined ? null : !isLast);
}

/** RFC 8288. */
function linkInHeader(header: string | null): string | null {
  const links = [...(header ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[^;,"]+(?:"[^"]*")?)*)/g)];
  return links.find(([, , parameters = '']) => /;\s*rel\s*=\s*"?([^"]*\s)?next(\s[^"]*)?"?\s*(;|$)/i.test(parameters))?.[1] ?? null;
}

function linkIn(layer: JsonObject, key: string): string | null {
  const value = layer[key];
  return text(isObject(value) ? (value['href'] ?? value['url']) : value);
}

/** The parameters of a link, or null for what is none. */
function queryOf(link: string | null): Query | null {
  if (link === null || !/^(https?:\/\/|\/|\?)/i.test(link) || !URL.canParse(link, 'https://localhost')) return null;
  const query = Object.fromEntries(new URL(link, 'https://localhost').searchParams);
  return Object.keys(query).length === 0 ? null : query;
}

function tokenIn(layers: readonly JsonObject[]): Query | null {
  const isToldNone = layers.some((layer) => ['nextCursor', 'next_cursor'].some((key) => key in layer));
  for (const [key, parameter] of Object.entries(TOKENS)) {
    // Some replies repeat the cursor that they were asked with beside the next one.
    if (key === 'cursor' && isToldNone) continue;
    const token = first(layers, [key], text);
    if (token !== null) return { [parameter]: token };
  }
  const next = first(layers, ['next'], (value) => (typeof value === 'string' && number(value) === null ? text(value) : null));
  return next === null ? null : { cursor: next };
}

function byPosition(layers: readonly JsonObject[], position: { readonly page: number; readonly offset: number }, length: number, flag: boolean | null): NextPage | null {
  const told = toldPage(layers, position.page);
  const counting = { by: 'position', page: told && told.number + 1, names: namesIn(layers, told !== null, position.offset) } as const;
  const nextNumber = first(layers, PAGES_NEXT, number);
  if (nextNumber !== null) return { ...counting, page: nextNumber, names: ['page'], isCertain: true };
  if (flag === true) return { ...counting, isCertain: true };
  const pages = first(layers, PAGE_COUNTS, number);
  const read = told ? told.number - told.base + 1 : position.page;
  if (pages !== null) return read < pages ? { ...counting, isCertain: true } : null;
  const seen = position.offset + length;
  const total = first(layers, TOTALS, number);
  if (total !== null) return seen < total ? { ...counting, isCertain: true } : null;
  // "count" is the total for some, and the page's own length for others.
  if ((first(layers, ['count'], number) ?? 0) > seen) return { ...counting, isCertain: true };
  const saysNone = layers.some((layer) => [...LINKS, ...Object.keys(TOKENS)].some((key) => key in layer && text(layer[key]) === null && !isObject(layer[key])));
  return saysNone || length === 0 ? null : { ...counting, isCertain: false };
}

/** The page's own number, where the reply tells it, and whether the service counts from 0 or from 1. */
function toldPage(layers: readonly JsonObject[], page: number): { number: number; base: number } | null {
  const told = first(layers, PAGE_NUMBERS, number);
  const base = told === null ? NaN : told - (page - 1);
  return told !== null && (base === 0 || base === 1) ? { number: told, base } : null;
}

function namesIn(layers: readonly JsonObject[], tellsPage: boolean, offset: number): string[] {
  if (tellsPage) return ['page'];
  const told = OFFSETS.find((key) => layers.some((layer) => number(layer[key]) === offset));
  return told === undefined ? ['page', 'offset'] : [told];
}
