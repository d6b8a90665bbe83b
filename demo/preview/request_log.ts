import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

export interface LoggedRequest {
  readonly method: string;
  /** Without the query's and the header's secrets: only the path, with webhook ids hidden where they are real. */
  readonly path: string;
  /** ms since the step began, in the step's own time. */
  readonly sinceMs: number;
  /** Null while unanswered, and for a connection that broke. */
  status: number | null;
  /** Real ms to the end of the answer. */
  tookMs: number | null;
}

interface UndiciRequest {
  readonly origin: string | URL;
  readonly method: string;
  readonly path: string;
}

/** Writes down the requests of this process to one host, whichever library sends them. */
export class RequestLog {
  readonly #hidesIds: boolean;
  readonly #now: () => number;
  #host: string;
  #startedAtMs = 0;
  #entries: LoggedRequest[] = [];

  /** @param hidesIds whether webhook ids are somebody's secrets */
  constructor(host: string, hidesIds: boolean, now: () => number) {
    this.#host = host;
    this.#hidesIds = hidesIds;
    this.#now = now;
    this.#watchHttp();
    this.#watchUndici();
  }

  /** Begins a new list, for one run of a step. */
  begin(host: string): void {
    this.#host = host;
    this.#startedAtMs = this.#now();
    this.#entries = [];
  }

  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  #add(method: string, path: string): (status: number | null) => void {
    const shown = (path.split('?')[0] ?? '').replace(this.#hidesIds ? /(?<=\/workflow\/)[^/]+/ : /$^/, '…');
    const entry: LoggedRequest = { method, path: shown, sinceMs: this.#now() - this.#startedAtMs, status: null, tookMs: null };
    const sentAtMs = performance.now();
    this.#entries.push(entry);
    return (status) => Object.assign(entry, { status, tookMs: performance.now() - sentAtMs });
  }

  #watchHttp(): void {
    const open = new WeakMap<object, (status: number | null) => void>();
    diagnostics.subscribe('http.client.request.start', (message) => {
      const { request } = message as { request: ClientRequest };
      if (request.getHeader('host') === this.#host) open.set(request, this.#add(request.method, request.path));
    });
    diagnostics.subscribe('http.client.response.finish', (message) => {
      const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
      open.get(request)?.(response.statusCode ?? null);
    });
  }

  #watchUndici(): void {
    const open = new WeakMap<object, (status: number | null) => void>();
    diagnostics.subscribe('undici:request:create', (message) => {
      const { request } = message as { request: UndiciRequest };
      if (new URL(request.origin).host === this.#host) open.set(request, this.#add(request.method, request.path));
    });
    diagnostics.subscribe('undici:request:headers', (message) => {
      const { request, response } = message as { request: UndiciRequest; response: { statusCode: number } };
      open.get(request)?.(response.statusCode);
    });
  }
}
