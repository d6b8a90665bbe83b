import type { HttpRequest, HttpResponse, Transport } from '../../../core/api/transport.js';
import { Random } from '../../random.js';
import { MINUTE_MS, START_MS, WORKFLOWS, type Run } from './history.js';

export const PAGINGS = ['offset', 'page', 'page_from_0', 'cursor', 'token', 'link_header', 'next_link', 'links', 'next_page', 'page_count', 'spring', 'total', 'skip'] as const;
export type Paging = (typeof PAGINGS)[number];

export interface ListKind {
  /** Which lists exist; `none` leaves only what the connection has started itself. */
  readonly paths: 'account' | 'workflow' | 'none';
  readonly outputs: boolean;
  /** How the list is asked for its next page, and how it names it. */
  readonly paging: Paging;
  /** Whether a page says that there is a next one. */
  readonly hints: boolean;
  readonly order: 'newest' | 'oldest';
  /** The most that a page holds; a larger `limit` is refused. */
  readonly largestPage: number;
  /** How far its times are from those of the zone that they name, ms. */
  readonly zoneMs: number;
  /** How far the service's clock is ahead of the true time, ms. */
  readonly skewMs: number;
  readonly requestsPerMinute: number;
}

const BASE_PATH = '/api/v1';
export const BASE_URL = `https://www.wireflow.ai${BASE_PATH}`;
/** How long a request takes: long enough that pages shift while they are read. */
const SHORTEST_REQUEST_MS = 100;
const LONGEST_REQUEST_MS = 600;
const FAILING_SHARE = 0.003;

/**
 * A service of one account that answers in its own process and on a clock that every request moves on, so that ten
 * thousand runs over days pass in seconds. Everything above the transport is the product's own code.
 */
export class Account {
  /** The true time. */
  nowMs = START_MS;
  readonly #byId: ReadonlyMap<string, Run>;
  readonly #random: Random;
  /** What will not change any more is written once. */
  readonly #finalItems = new Map<string, string>();
  #used = { minute: -1, count: 0 };

  /** @param runs the earliest first */
  constructor(
    readonly runs: readonly Run[],
    readonly kind: ListKind,
    seed: number,
  ) {
    this.#byId = new Map(runs.map((run) => [run.id, run]));
    this.#random = new Random(seed);
  }

  readonly transport: Transport = async (request: HttpRequest) => {
    this.nowMs += this.#random.between(SHORTEST_REQUEST_MS, LONGEST_REQUEST_MS);
    const { headers, isOver } = this.#limit();
    if (isOver) return reply(429, { error: 'Too many requests' }, { ...headers, 'retry-after': '20' });
    if (this.#random.chance(FAILING_SHARE)) return reply(502, { error: 'Bad gateway' }, headers);
    const url = new URL(request.url);
    return this.#answer(url.pathname.slice(BASE_PATH.length), url.searchParams, headers);
  };

  #limit(): { headers: Record<string, string>; isOver: boolean } {
    const minute = Math.floor(this.nowMs / MINUTE_MS);
    this.#used = { minute, count: this.#used.minute === minute ? this.#used.count + 1 : 1 };
    const left = Math.max(0, this.kind.requestsPerMinute - this.#used.count);
    const headers = { 'x-ratelimit-remaining': String(left), 'x-ratelimit-reset': String((minute + 1) * 60 + Math.round(this.kind.skewMs / 1000)) };
    return { headers, isOver: this.#used.count > this.kind.requestsPerMinute };
  }

  #answer(path: string, query: URLSearchParams, headers: Record<string, string>): HttpResponse {
    if (path === '/workflows') return reply(200, WORKFLOWS.map((id) => this.#workflow(id)), headers);
    const polled = /^\/workflows\/executions\/([^/]+)(\/poll)?$/.exec(path)?.[1];
    if (polled !== undefined) {
      const run = this.#byId.get(polled);
      return run && run.startMs <= this.nowMs ? reply(200, { data: this.#state(run) }, headers) : reply(404, { error: 'Not found' }, headers);
    }
    if (path === '/workflows/executions' && this.kind.paths === 'account') return this.#page(query.get('workflowId'), query, headers);
    const workflowId = /^\/workflows\/([^/]+)\/executions$/.exec(path)?.[1];
    if (workflowId !== undefined && this.kind.paths === 'workflow') return this.#page(workflowId, query, headers);
    return reply(404, { error: 'Not found' }, headers);
  }

  #page(workflowId: string | null, query: URLSearchParams, headers: Record<string, string>): HttpResponse {
    const { paging, hints, order, largestPage } = this.kind;
    if (Number(query.get('limit') ?? 0) > largestPage) return reply(400, { error: `limit must be at most ${largestPage}` }, headers);
    const size = Number(query.get('limit') ?? Math.min(20, largestPage));
    const skip = skippedBy(paging, query, size);
    const cursorMs = paging === 'cursor' && query.has('cursor') ? Number(query.get('cursor')) : null;
    const isBehind = ({ startMs }: Run) => cursorMs === null || (order === 'newest' ? startMs < cursorMs : startMs > cursorMs);
    const started = this.#countStarted();
    const page: Run[] = [];
    let total = 0;
    for (let place = 0; place < started; place += 1) {
      const run = this.runs[order === 'newest' ? started - 1 - place : place] as Run;
      if ((workflowId !== null && run.workflowId !== workflowId) || !isBehind(run)) continue;
      if (total >= skip && page.length < size) page.push(run);
      total += 1;
      // Only some forms tell the total, and counting it takes the proof's time.
      if (total > skip + size && !TOTALLED.has(paging)) break;
    }
    const hasMore = total > skip + size;
    const items = `[${page.map((run) => this.#item(run)).join()}]`;
    if (!hints) return text(200, items, headers);
    const { body, link } = named({ items, paging, skip, size, total, cursor: hasMore ? (page.at(-1)?.startMs ?? null) : null, hasMore });
    return text(200, body, link === null ? headers : { ...headers, link });
  }

  #countStarted(): number {
    let [low, high] = [0, this.runs.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.runs[middle] as Run).startMs <= this.nowMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #workflow(id: string): object {
    const last = this.runs.findLast((run) => run.workflowId === id && run.startMs <= this.nowMs);
    return { id, name: `Workflow ${id}`, webhookId: webhookOf(id), lastExecutedAt: last ? this.#time(last.startMs) : null };
  }

  #item(run: Run): string {
    const isFinal = run.readableMs <= this.nowMs;
    const known = isFinal ? this.#finalItems.get(run.id) : undefined;
    if (known !== undefined) return known;
    const { status, startTime, endTime, ...outputs } = this.#state(run);
    const item = JSON.stringify({ id: run.id, workflowId: run.workflowId, status, startTime, endTime, ...(this.kind.outputs ? outputs : {}) });
    if (isFinal) this.#finalItems.set(run.id, item);
    return item;
  }

  #state(run: Run) {
    const isOver = run.endMs <= this.nowMs;
    const isReadable = run.end === 'COMPLETED' && run.readableMs <= this.nowMs;
    return {
      status: isOver ? run.end : 'RUNNING',
      startTime: this.#time(run.startMs),
      endTime: isOver ? this.#time(run.endMs) : null,
      error: isOver && run.end === 'FAILED' ? 'The provider refused the prompt' : null,
      nodeStates: [
        { nodeId: 'prompt', text: 'A lighthouse' },
        { nodeId: 'gen-1', outputUrls: isReadable ? Array.from({ length: run.images }, (_, index) => imageUrl(run, index)) : [] },
      ],
    };
  }

  #time(ms: number): string {
    return new Date(ms + this.kind.skewMs + this.kind.zoneMs).toISOString();
  }
}

/** Forms that say how many there are in all. */
const TOTALLED: ReadonlySet<Paging> = new Set(['next_link', 'page_count', 'page_from_0', 'spring', 'total', 'skip']);

function skippedBy(paging: Paging, query: URLSearchParams, size: number): number {
  const from = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise);
  if (paging === 'cursor') return 0;
  if (paging === 'offset') return from('offset', 0);
  if (paging === 'skip') return from('skip', 0);
  if (paging === 'token') return from('pageToken', 0);
  if (paging === 'page_from_0' || paging === 'spring') return from('page', 0) * size;
  return (from('page', 1) - 1) * size;
}

interface Named {
  /** The list as JSON. */
  readonly items: string;
  readonly paging: Paging;
  readonly skip: number;
  readonly size: number;
  readonly total: number;
  readonly cursor: number | null;
  readonly hasMore: boolean;
}

/** A page with its hint at the next, in one of the usual ways. */
function named({ items, paging, skip, size, total, cursor, hasMore }: Named): { body: string; link: string | null } {
  const [number, pages] = [skip / size, Math.ceil(total / size)];
  const next = hasMore ? `https://elsewhere.example/list?page=${number + 2}&limit=${size}` : null;
  const around = (key: string, more: object) => `{${JSON.stringify(key)}:${items},${JSON.stringify(more).slice(1)}`;
  if (paging === 'link_header') return { body: items, link: next === null ? null : `<https://elsewhere.example/first>; rel="first", <${next}>; rel="next"` };
  const bodies: Readonly<Record<Exclude<Paging, 'link_header'>, string>> = {
    offset: around('data', { hasMore }),
    page: around('data', { pagination: { page: number + 1, hasMore } }),
    page_from_0: around('data', { meta: { page: number, totalPages: pages } }),
    cursor: around('data', { nextCursor: cursor === null ? null : String(cursor) }),
    token: around('items', { nextPageToken: hasMore ? String(skip + size) : '' }),
    next_link: around('results', { count: total, next }),
    links: around('data', { links: { self: 'https://elsewhere.example/', next } }),
    next_page: around('data', { nextPage: hasMore ? number + 2 : null }),
    page_count: around('data', { pagination: { page: number + 1, pages } }),
    spring: around('content', { number, totalPages: pages, totalElements: total, last: !hasMore }),
    total: around('executions', { total }),
    skip: around('data', { skip, total }),
  };
  return { body: bodies[paging], link: null };
}

export function webhookOf(workflowId: string): string {
  return `whk_fake_${workflowId}`;
}

export function imageUrl(run: Run, index: number): string {
  return `https://cdn.wireflow.ai/${run.id}-${index + 1}.png`;
}

function reply(status: number, body: unknown, headers: Readonly<Record<string, string>>): HttpResponse {
  return text(status, JSON.stringify(body), headers);
}

function text(status: number, body: string, headers: Readonly<Record<string, string>>): HttpResponse {
  return { status, text: body, header: (name) => headers[name.toLowerCase()] ?? null };
}
