import { ENDPOINTS } from '../../../../core/api/endpoints.js';
import type { Request, Response } from '../../format/component.js';
import { LISTED_STATUSES } from '../../errors/table.js';
import { modulesOf, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** After these, Make runs the whole module again by itself. */
const REPEATING = /RateLimitError|ConnectionError|IncompleteDataError/;
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

/** Whether replies of success come as what they are: Make reads no JSON in them. */
function isReadByUs(type: Response['type']): boolean {
  const ofSuccess = typeof type === 'string' ? type : (type?.['200-399'] ?? type?.['*']);
  return ofSuccess === 'text' || ofSuccess === 'binary';
}

/** Nothing that goes wrong with or after a start may make Make start, and charge, a second run. */
export function* startsAreNotRepeated(app: EmittedApp): Generator<Fault> {
  for (const { id, steps } of modulesOf(app)) {
    const first = steps.findIndex(isStart);
    if (first < 0) continue;
    for (const [at, { url, response }] of steps.entries()) {
      if (at < first) continue;
      if (response?.valid && REPEATING.test(response.valid.type)) yield { where: id, problem: `gives up at step ${at + 1} with ${response.valid.type}, which repeats the start` };
      if (url === undefined) continue;
      if (!isReadByUs(response?.type)) yield { where: id, problem: `lets Make read the reply of step ${at + 1}, which ends the module at a page under a JSON type, in words that know nothing of the start` };
      // Without a table of its own a request has the base's, whose errors Make may answer by running the module again.
      const table = (response?.error ?? app.base.response?.error ?? {}) as Readonly<Record<string, unknown>>;
      for (const status of [...LISTED_STATUSES.map(String), 'any other']) {
        const { type } = (table[status] ?? table) as { type?: string };
        // A type that is chosen when it happens is judged by its choices, but where a refusal has surely started nothing.
        const isRefusal = /^4/.test(status) && status !== '408' && type?.startsWith('{{');
        const isSafe = at === first && (NOTHING_STARTED.has(status) || isRefusal || (type?.includes(TOOK_NOTHING) ?? false));
        if (type !== undefined && REPEATING.test(type) && !isSafe) yield { where: id, problem: `answers ${status} at step ${at + 1} with ${type}, which repeats the start` };
      }
    }
  }
}
