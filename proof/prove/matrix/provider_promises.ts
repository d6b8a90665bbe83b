import { READ, type Promised } from './promises.js';
import type { ProviderCase, ProviderRole } from './provider_cases.js';

/** What a step that reads does, by fault: as at Wireflow, but for a key that is refused by 403, and a job that is gone or beyond reading, which the output says. */
const FIND: Readonly<Record<string, Promised>> = {
  ...READ,
  '403': 'bad_key',
  '403 that repeats secrets': 'bad_key',
  '404': 'works',
  '409': 'rejected',
  'reply of 20 MB': 'works',
};

/** Nobody knows whether a picture is being made, so nothing may run the step again by itself. */
const MAY_BE_MADE = ['dropped before the request', 'dropped after the request', 'time-out', 'cut body', 'HTML', 'empty 200', '204', '301 to another host', '500', '500 that repeats secrets', '502', '503 with Retry-After', '503'];

/** Answers that are no picture: the host is asked again later, whatever it says. */
const IMAGE: Readonly<Record<string, Promised>> = {
  ...Object.fromEntries(Object.keys(FIND).map((fault) => [fault, 'unavailable' as const])),
  // The only answers that say that the picture is gone.
  '404': 'not_found',
  '403': 'not_found',
  '403 that repeats secrets': 'not_found',
  'COMPLETED without output': 'works',
  'status unknown': 'works',
  'status missing': 'works',
  'reply of 20 MB': 'works',
};

const works = Object.fromEntries(Object.keys(FIND).map((fault) => [fault, 'works' as const]));

const BY_ROLE: Readonly<Record<ProviderRole, Readonly<Record<string, Promised>>>> = {
  find: FIND,
  check: { ...FIND, '404': 'not_found' },
  // A job that says nothing of a picture has none to fetch.
  job: { ...FIND, '404': 'not_found', 'COMPLETED without output': 'not_found', 'status unknown': 'not_found', 'status missing': 'not_found' },
  image: IMAGE,
  extra: { ...works, 'connection refused': 'unreachable' },
  start: { ...FIND, ...Object.fromEntries(MAY_BE_MADE.map((fault) => [fault, 'start_unknown' as const])), '404': 'not_found' },
};

/**
 * How a step must end when this fault meets a request of this role to a provider.
 *
 * @throws when nothing is promised for the fault
 */
export function promisedAtProvider(role: ProviderRole, fault: string, isWayOut: boolean): Promised {
  const outcome = BY_ROLE[role][fault];
  if (outcome === undefined) throw new Error(`Nothing is promised for “${fault}”`);
  // Where the way out fails as well, the first reason stays, and it was that the credits are out.
  return isWayOut && outcome !== 'works' && outcome !== 'start_unknown' ? 'out_of_credits' : outcome;
}

/** Faults that mean nothing at this place. */
export function isPointless(fault: string, { provider, roles }: ProviderCase, place: keyof ProviderCase['roles']): boolean {
  const isFile = place === 'file' || roles[place] === 'check';
  if (['COMPLETED without output', 'status unknown', 'status missing'].includes(fault)) return isFile || (provider === 'bfl' && place === 'start');
  return fault === 'reply of 20 MB' && place === 'file';
}
