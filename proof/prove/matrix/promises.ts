import type { ErrorKind } from '../../../core/model/errors.js';

/**
 * What a request is to its step:
 * - `start`: it buys a run
 * - `read`: the step can't go on without it
 * - `keyless`: as `read`, and sent without a key
 * - `either`: where it is unknown (404), another request takes its place
 * - `whose`: which workflow it is: what may be over in a moment ends the step before the start, anything else is done without
 * - `balance`: as `either`, and also where its reply says nothing
 * - `list`: a page of executions; where the service knows no such call, another list or what the connection has started
 * - `file`: the bytes of an image
 * - `extra`: what it adds may be missing; the step works without it
 */
export type Role = 'start' | 'read' | 'keyless' | 'either' | 'whose' | 'balance' | 'list' | 'file' | 'extra';

/** How a step ends: it works, or fails with an error of this kind (docs/errors.md). */
export type Promised = ErrorKind | 'works';

/** What a step that reads does, by fault. */
export const READ: Readonly<Record<string, Promised>> = {
  'connection refused': 'unreachable',
  'dropped before the request': 'unreachable',
  'dropped after the request': 'unreachable',
  'time-out': 'timed_out',
  'cut body': 'unreachable',
  'dripping body': 'timed_out',
  'HTML': 'unreadable',
  'empty 200': 'unreadable',
  '204': 'unreadable',
  '301 to another host': 'unavailable',
  '400': 'rejected',
  '401, no key': 'bad_key',
  '401, malformed key': 'bad_key',
  '401, unknown key': 'bad_key',
  '401, expired key': 'bad_key',
  '402': 'out_of_credits',
  '403': 'forbidden',
  '403 that repeats secrets': 'forbidden',
  '404': 'not_found',
  '409': 'conflict',
  '413': 'too_large',
  '422': 'rejected',
  '429, Retry-After in seconds': 'rate_limited',
  '429, Retry-After as a date': 'rate_limited',
  '429, X-RateLimit-Reset': 'rate_limited',
  '429, retryAfter in the body': 'rate_limited',
  '500': 'unavailable',
  '500 that repeats secrets': 'unavailable',
  '502': 'unavailable',
  '503 with Retry-After': 'unavailable',
  '503': 'unavailable',
  'COMPLETED without output': 'works',
  'status unknown': 'works',
  'status missing': 'works',
  'reply of 20 MB': 'unreadable',
}; // prettier-ignore

const WITHOUT_KEY = { '401, no key': 'forbidden', '401, malformed key': 'forbidden', '401, unknown key': 'forbidden', '401, expired key': 'forbidden' } as const;

/** Nobody knows whether a run has started, so nothing may run the step again by itself. */
const MAY_HAVE_STARTED = [
  'dropped before the request', 'dropped after the request', 'time-out', 'cut body', 'dripping body', 'HTML', 'empty 200', '204',
  '500', '500 that repeats secrets', '502', '503', 'reply of 20 MB', '301 to another host',
]; // prettier-ignore

const START = { ...READ, ...Object.fromEntries(MAY_HAVE_STARTED.map((fault) => [fault, 'start_unknown' as const])) };

/** An image that can't be had is tried again later, whatever its host says. */
const FILE: Readonly<Record<string, Promised>> = {
  ...Object.fromEntries(Object.keys(READ).map((fault) => [fault, 'unavailable' as const])),
  // The service's own proxy is asked instead.
  '403': 'works',
  '403 that repeats secrets': 'works',
  'COMPLETED without output': 'works',
  'status unknown': 'works',
  'status missing': 'works',
};

const PASSING: readonly Promised[] = ['unreachable', 'timed_out', 'rate_limited', 'unavailable'];

const BY_ROLE: Readonly<Record<Role, Readonly<Record<string, Promised>>>> = {
  read: READ,
  keyless: { ...READ, ...WITHOUT_KEY },
  start: START,
  either: { ...READ, '404': 'works' },
  balance: {
    ...READ,
    ...Object.fromEntries(['HTML', 'empty 200', '204', 'reply of 20 MB', '400', '403', '403 that repeats secrets', '404', '422'].map((fault) => [fault, 'works' as const])),
  },
  whose: Object.fromEntries(Object.entries(READ).map(([fault, outcome]) => [fault, PASSING.includes(outcome) && !fault.startsWith('301') ? outcome : ('works' as const)])),
  list: { ...READ, '400': 'works', '404': 'works', '422': 'works' },
  file: FILE,
  extra: { ...Object.fromEntries(Object.keys(READ).map((fault) => [fault, 'works' as const])), 'connection refused': 'unreachable' },
};

/**
 * How a step must end when this fault meets a request of this role.
 *
 * @throws when nothing is promised for the fault
 */
export function promised(role: Role, fault: string, sendsKey: boolean): Promised {
  const table = role === 'start' && !sendsKey ? { ...BY_ROLE.start, ...WITHOUT_KEY } : BY_ROLE[role];
  const outcome = table[fault];
  if (outcome === undefined) throw new Error(`Nothing is promised for “${fault}”`);
  return outcome;
}
