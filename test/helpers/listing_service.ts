import { WireflowClient } from '../../core/api/client.js';
import type { HttpRequest, HttpResponse, Transport } from '../../core/api/transport.js';
import { BASE_URL, FAKE_KEY, response } from './core.js';

export const START_MS = Date.parse('2026-03-20T00:00:00.000Z');
export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

export interface Run {
  readonly id: string;
  readonly workflowId: string;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly end: string;
  /** From when on its images can be read. */
  readonly outputAtMs: number;
  readonly images: number;
}

/** How the list is asked for its next page, and how it names it. */
export type Paging = 'offset' | 'page' | 'page_from_0' | 'cursor' | 'token' | 'link_header' | 'next_link' | 'links' | 'next_page' | 'page_count' | 'spring' | 'total' | 'skip' | 'none';

export interface ListingOptions {
  readonly account: boolean;
  readonly perWorkflow: boolean;
  readonly order: 'newest' | 'oldest' | 'mixed';
  readonly paging: Paging;
  /** Whether the reply says that there is more. */
  readonly hints: boolean;
  readonly pageSize: number;
  readonly outputs: 'all' | 'final' | 'none';
  readonly filters: boolean;
  readonly namesWorkflows: boolean;
  /** Which reply about one execution names its workflow. */
  readonly oneNamesWorkflow: 'poll' | 'other' | 'none';
  readonly tellsTimes: boolean;
  readonly tellsStatus: boolean;
  /** Told in the headers, and kept. */
  readonly requestsPerMinute: number | null;
  /** A larger `limit` is refused (400). */
  readonly largestLimit: number;
  /** Parameters that are refused (422). */
  readonly refused: readonly string[];
  /** How far its times are from the true ones, ms; and whether they tell their zone. */
  readonly zoneMs: number;
  readonly tellsZone: boolean;
  /** Every so many entries one is damaged. */
  readonly damagedEvery: number;
  /** Runs are listed so long after their start, ms. */
  readonly lagMs: number;
}

const DEFAULTS: ListingOptions = {
  account: true, perWorkflow: true, order: 'newest', paging: 'offset', hints: true, pageSize: 100, outputs: 'all', filters: true, namesWorkflows: true, oneNamesWorkflow: 'none', tellsTimes: true, tellsStatus: true, requestsPerMinute: null, largestLimit: Infinity, refused: [], zoneMs: 0, tellsZone: true, damagedEvery: Infinity, lagMs: 0,
}; // prettier-ignore

/** A service of a few lines that lists executions in every way that is thinkable, on a clock that a test moves. */
export class ListingService {
  readonly options: ListingOptions;
  nowMs = START_MS;
  readonly runs: Run[] = [];
  readonly sent: HttpRequest[] = [];
  /** Answers in the service's place when it returns something. */
  fault: (request: HttpRequest, url: URL) => HttpResponse | undefined = () => undefined;
  #used = { minute: -1, count: 0 };
  readonly #places = new Map<string, number>();

  constructor(options: Partial<ListingOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
  }

  start(id: string, more: Partial<Run> & { readonly takesMs?: number } = {}): Run {
    const startsAtMs = more.startsAtMs ?? this.nowMs;
    const endsAtMs = more.endsAtMs ?? startsAtMs + (more.takesMs ?? 10 * SECOND_MS);
    const run: Run = { id, workflowId: 'cm_a', startsAtMs, endsAtMs, end: 'COMPLETED', outputAtMs: endsAtMs, images: 1, ...more };
    this.runs.push(run);
    this.#places.set(id, hash(id));
    return run;
  }

  client(): WireflowClient {
    return new WireflowClient({ transport: this.transport, baseUrl: BASE_URL, apiKey: FAKE_KEY, now: () => this.nowMs });
  }

  readonly transport: Transport = async (request) => {
    this.sent.push(request);
    const url = new URL(request.url);
    const { headers, isOver } = this.#limit();
    if (isOver) return response(429, { error: 'Too many requests' }, { ...headers, 'Retry-After': '30' });
    return this.fault(request, url) ?? this.#answer(url.pathname.replace('/api/v1', ''), url.searchParams, headers);
  };

  #limit(): { headers: Record<string, string>; isOver: boolean } {
    const { requestsPerMinute: max } = this.options;
    if (max === null) return { headers: {}, isOver: false };
    const minute = Math.floor(this.nowMs / MINUTE_MS);
    this.#used = { minute, count: this.#used.minute === minute ? this.#used.count + 1 : 1 };
    const left = Math.max(0, max - this.#used.count);
    return { headers: { 'X-RateLimit-Remaining': String(left), 'X-RateLimit-Reset': String((minute + 1) * 60) }, isOver: this.#used.count > max };
  }

  #answer(path: string, query: URLSearchParams, headers: Record<string, string>): HttpResponse {
    if (path === '/workflows') return response(200, this.#workflows(), headers);
    const [, one, isPoll] = /^\/workflows\/executions\/([^/]+)(\/poll)?$/.exec(path) ?? [];
    if (one !== undefined) {
      const run = this.runs.find(({ id, startsAtMs }) => id === one && startsAtMs <= this.nowMs);
      const { oneNamesWorkflow } = this.options;
      const whose = run && oneNamesWorkflow === (isPoll ? 'poll' : 'other') ? { workflowId: run.workflowId } : {};
      return run ? response(200, { ...this.#state(run), ...whose }, headers) : response(404, {}, headers);
    }
    if (path === '/workflows/executions') return this.options.account ? this.#page(query.get('workflowId'), query, headers) : response(404, {}, headers);
    const workflowId = /^\/workflows\/([^/]+)\/executions$/.exec(path)?.[1];
    if (workflowId !== undefined && this.options.perWorkflow) return this.#page(workflowId, query, headers, true);
    return response(404, {}, headers);
  }

  #workflows(): object[] {
    const ids = [...new Set(this.runs.map(({ workflowId }) => workflowId))];
    return ids.map((id) => {
      const starts = this.runs.filter((run) => run.workflowId === id && run.startsAtMs <= this.nowMs).map(({ startsAtMs }) => startsAtMs);
      return { id, name: `Workflow ${id}`, lastExecutedAt: starts.length > 0 ? this.#time(starts.reduce((a, b) => Math.max(a, b))) : null };
    });
  }

  #state(run: Run): object {
    const isOver = run.endsAtMs <= this.nowMs;
    const urls = this.nowMs >= run.outputAtMs && isOver ? Array.from({ length: run.images }, (_, index) => `https://cdn.wireflow.ai/${run.id}-${index}.png`) : [];
    const error = isOver && run.end === 'FAILED' ? 'Moderation refused the prompt' : null;
    return { status: isOver ? run.end : 'RUNNING', error, nodeStates: [{ nodeId: 'prompt', text: 'A lighthouse' }, { nodeId: 'g', outputUrls: urls }] };
  }

  #item(run: Run): object {
    const { outputs, namesWorkflows, tellsTimes, tellsStatus } = this.options;
    const state = this.#state(run) as { status: string; nodeStates: { outputUrls?: string[] }[] };
    const isOver = run.endsAtMs <= this.nowMs;
    return {
      id: run.id,
      ...(tellsStatus ? { status: state.status } : {}),
      ...(namesWorkflows ? { workflowId: run.workflowId } : {}),
      ...(tellsTimes ? { startTime: this.#time(run.startsAtMs), endTime: isOver ? this.#time(run.endsAtMs) : null } : {}),
      ...(outputs === 'all' ? { nodeStates: state.nodeStates } : {}),
      ...(outputs === 'final' ? { finalOutput: state.nodeStates[1]?.outputUrls?.[0] ?? null } : {}),
    };
  }

  #page(workflowId: string | null, query: URLSearchParams, headers: Record<string, string>, always = false): HttpResponse {
    const { order, paging, hints, pageSize, filters, largestLimit, refused, damagedEvery, lagMs } = this.options;
    if (Number(query.get('limit') ?? 0) > largestLimit) return response(400, { error: `limit must be at most ${largestLimit}` }, headers);
    const unknown = refused.find((name) => query.has(name));
    if (unknown !== undefined) return response(422, { error: { message: `Unrecognized key: ${unknown}` } }, headers);
    const all = this.runs.filter((run) => run.startsAtMs + lagMs <= this.nowMs && (workflowId === null || !(filters || always) || run.workflowId === workflowId));
    const sorted = all.sort((a, b) => (order === 'newest' ? b.startsAtMs - a.startsAtMs : order === 'oldest' ? a.startsAtMs - b.startsAtMs : (this.#places.get(a.id) ?? 0) - (this.#places.get(b.id) ?? 0)));
    const size = Math.min(pageSize, Number(query.get('limit') ?? pageSize));
    const from = (name: string) => Number(query.get(name) ?? 0);
    const fromPage = (Number(query.get('page') ?? 1) - 1) * size;
    const offset = { offset: from('offset'), skip: from('skip'), page_from_0: from('page') * size, spring: from('page') * size, cursor: from('cursor'), token: from('pageToken'), none: 0 }[paging as string] ?? fromPage;
    const page = paging === 'none' ? sorted.slice(0, pageSize) : sorted.slice(offset, offset + size);
    const hasMore = paging !== 'none' && offset + size < sorted.length;
    const items = page.flatMap((run, index) => [...((index + 1) % damagedEvery === 0 ? [null] : []), this.#item(run)]);
    const { body, link } = hints ? named({ items, offset, size, total: sorted.length, hasMore, paging }) : { body: items, link: null };
    return response(200, body, { ...headers, ...(link === null ? {} : { Link: link }) });
  }

  #time(ms: number): string {
    const { zoneMs, tellsZone } = this.options;
    const text = new Date(ms + zoneMs).toISOString();
    return tellsZone ? text : text.slice(0, -1);
  }
}

/** A page with its hint at the next, in one of the usual ways. */
function named({ items, offset, size, total, hasMore, paging }: { items: unknown[]; offset: number; size: number; total: number; hasMore: boolean; paging: Paging }): { body: unknown; link: string | null } {
  const [number, pages] = [offset / size, Math.ceil(total / size)];
  const next = hasMore ? `https://elsewhere.example/somewhere?page=${number + 2}&limit=${size}` : null;
  const bodies: Partial<Record<Paging, unknown>> = {
    cursor: { data: items, nextCursor: hasMore ? String(offset + size) : null },
    token: { items, nextPageToken: hasMore ? String(offset + size) : '' },
    link_header: items,
    next_link: { results: items, count: total, next },
    links: { data: items, links: { self: 'https://elsewhere.example/', next } },
    next_page: { data: items, nextPage: hasMore ? number + 2 : null },
    page_count: { data: items, pagination: { page: number + 1, pages } },
    page_from_0: { data: items, meta: { page: number, totalPages: pages } },
    spring: { content: items, number, totalPages: pages, totalElements: total, last: !hasMore },
    total: { executions: items, total },
    skip: { data: items, skip: offset, total },
    page: { data: items, pagination: { page: number + 1, hasMore } },
  };
  return { body: bodies[paging] ?? { data: items, hasMore }, link: paging === 'link_header' && next !== null ? `<https://elsewhere.example/first>; rel="first", <${next}>; rel="next"` : null };
}

/** An order that has nothing to do with time or names. */
function hash(text: string): number {
  return [...text].reduce((sum, character) => Math.imul(sum ^ character.charCodeAt(0), 0x9e3779b1) ^ (sum >>> 13), 7);
}
