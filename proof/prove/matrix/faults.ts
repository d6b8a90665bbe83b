import type { FaultRule } from '../../../emulators/wireflow/index.js';
import { TOO_LATE_MS } from '../hurry.js';

export interface Fault {
  readonly name: string;
  /** Null: nothing listens at the service's address, whatever is asked for. */
  readonly rule: Omit<FaultRule, 'on'> | null;
  /** Whether a time-out has to pass before anybody notices. */
  readonly isSlow?: boolean;
  /** How long a refused step has to wait, s. */
  readonly waitS?: number | undefined;
}

const WAIT_S = 45;
const HUGE_BYTES = 20 * 1024 * 1024;

/** The key and webhook ids of the emulator, in the service's own words: they must not reach the person. */
const SECRETS_REPEATED = 'No access for sk-local-emulator-full to whk_local_text_to_image';

const refusal = (name: string, status: number, words: string, more: Record<string, unknown> = {}): Fault => ({
  name,
  rule: { status, body: { error: words, ...more } },
});

/** @param nowMs the emulator's time, for waits that are given as a point in time */
export function faults(nowMs: number): Fault[] {
  const untilS = Math.floor(nowMs / 1000) + WAIT_S;
  const limit = (how: string, headers: Record<string, string>, body: Record<string, unknown> = {}): Fault => ({
    name: `429, ${how}`,
    rule: { status: 429, headers, body: { error: 'Too many requests', ...body } },
    waitS: WAIT_S,
  });
  return [
    { name: 'connection refused', rule: null },
    { name: 'dropped before the request', rule: { drop: 'before' } },
    { name: 'dropped after the request', rule: { drop: 'after' } },
    { name: 'time-out', rule: { delayMs: TOO_LATE_MS }, isSlow: true },
    { name: 'cut body', rule: { cut: true } },
    // Without the header that alone would name the run.
    { name: 'HTML', rule: { html: true, status: 200, handled: true, headers: { location: '' } } },
    { name: 'empty 200', rule: { empty: true, status: 200 } },
    { name: '204', rule: { status: 204 } },
    { name: '301 to another host', rule: { status: 301, headers: { location: 'http://localhost:9/elsewhere' } } },
    refusal('400', 400, 'Invalid request'),
    refusal('401, no key', 401, 'Missing Authorization header'),
    refusal('401, malformed key', 401, 'Invalid API key format. Expected: Bearer sk-...'),
    refusal('401, unknown key', 401, 'Invalid API key'),
    refusal('401, expired key', 401, 'API key has expired'),
    refusal('402', 402, 'Insufficient credits', { requiredCredits: 10, availableCredits: 3, breakdown: [{ nodeLabel: 'Flux', credits: 10 }] }),
    refusal('403', 403, 'Forbidden'),
    refusal('403 that repeats secrets', 403, SECRETS_REPEATED),
    refusal('404', 404, 'Not found'),
    refusal('409', 409, 'Conflict'),
    { name: '413', rule: { status: 413, body: 'FUNCTION_PAYLOAD_TOO_LARGE' } },
    refusal('422', 422, 'Invalid workflow graph', { violations: [{ message: 'A node has no model' }] }),
    limit('Retry-After in seconds', { 'retry-after': String(WAIT_S) }),
    limit('Retry-After as a date', { 'retry-after': new Date(untilS * 1000).toUTCString() }),
    limit('X-RateLimit-Reset', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(untilS) }),
    limit('retryAfter in the body', {}, { retryAfter: untilS }),
    refusal('500', 500, 'Internal server error'),
    { name: '500 that repeats secrets', rule: { status: 500, body: { error: SECRETS_REPEATED } } },
    { name: '502', rule: { status: 502, html: true } },
    { name: '503 with Retry-After', rule: { status: 503, headers: { 'retry-after': String(WAIT_S) }, body: { error: 'Busy' } }, waitS: WAIT_S },
    refusal('503', 503, 'Busy'),
    { name: 'COMPLETED without output', rule: { withoutOutput: true } },
    { name: 'status unknown', rule: { statusWord: 'HIBERNATING' } },
    { name: 'status missing', rule: { statusWord: null } },
    { name: 'reply of 20 MB', rule: { hugeBytes: HUGE_BYTES } },
  ];
}
