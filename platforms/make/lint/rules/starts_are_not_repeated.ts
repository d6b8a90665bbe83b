import { ENDPOINTS } from '../../../../core/api/endpoints.js';
import type { Request } from '../../format/component.js';
import { ERROR_STATUSES } from '../../errors/table.js';
import { modulesOf, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** After these, Make runs the whole module again by itself. */
const REPEATING = new Set(['RateLimitError', 'ConnectionError', 'IncompleteDataError']);
/** Refused before any work was done; 423 at a provider, whose model can't run. */
const NOTHING_STARTED = new Set(['429', '423']);
/** The one failure of a server that says itself that it took nothing. */
const TOOK_NOTHING = 'shedding requests';
const PROVIDER_HOSTS = /^https:\/\/api\.(bfl\.ai|deepinfra\.com|replicate\.com)\//;

const STARTS = Object.values(ENDPOINTS).filter(({ starts }) => starts).map(({ method, path }) => ({ method, end: path.split('{id}')[1] ?? path }));

function isStart({ method, url }: Request): boolean {
  if (method === 'POST' && PROVIDER_HOSTS.test(url ?? '')) return true;
  return STARTS.some((start) => start.method === method && url?.endsWith(start.end));
}

/** Nothing that goes wrong with or after a start may make Make start, and charge, a second run. */
export function* startsAreNotRepeated(app: EmittedApp): Generator<Fault> {
  for (const { id, steps } of modulesOf(app)) {
    const first = steps.findIndex(isStart);
    if (first < 0) continue;
    for (const [at, { url, response }] of steps.entries()) {
      if (at < first) continue;
      if (response?.valid && REPEATING.has(response.valid.type)) yield { where: id, problem: `gives up at step ${at + 1} with ${response.valid.type}, which repeats the start` };
      if (url === undefined) continue;
      const table = (response?.error ?? {}) as Readonly<Record<string, unknown>>;
      for (const status of ERROR_STATUSES.map(String)) {
        const { type } = (table[status] ?? table) as { type?: string };
        // A type that is chosen when it happens is judged by its choices, but where a refusal has surely started nothing.
        const isRefusal = /^4/.test(status) && status !== '408' && type?.startsWith('{{');
        const isSafe = at === first && (NOTHING_STARTED.has(status) || isRefusal || (type?.includes(TOOK_NOTHING) ?? false));
        if (type !== undefined && (type.match(/\w+Error/g) ?? []).some((each) => REPEATING.has(each)) && !isSafe) yield { where: id, problem: `answers ${status} at step ${at + 1} with ${type}, which repeats the start` };
      }
    }
  }
}
