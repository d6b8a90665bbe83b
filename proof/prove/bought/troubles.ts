import type { FaultRule } from '../../../emulators/wireflow/index.js';
import { TOO_LATE_MS } from '../hurry.js';

export interface Trouble {
  readonly name: string;
  /** What happens to the call that starts the run, once. */
  readonly fault: Omit<FaultRule, 'on'> | null;
  /** Whether the service started the run all the same. */
  readonly started: boolean;
}

/** Everything that can come between "start it" and "it has started". */
export const TROUBLES: readonly Trouble[] = [
  { name: 'nothing goes wrong', fault: null, started: true },
  { name: 'time-out after it was accepted', fault: { delayMs: TOO_LATE_MS }, started: true },
  { name: 'connection lost after it was accepted', fault: { drop: 'after' }, started: true },
  { name: 'connection lost before', fault: { drop: 'before' }, started: false },
  { name: 'reply cut short', fault: { cut: true }, started: true },
  { name: 'HTML in place of the reply', fault: { html: true, status: 200 }, started: true },
  { name: 'empty reply', fault: { empty: true, status: 202 }, started: true },
  { name: '500 after it was accepted', fault: { status: 500, handled: true }, started: true },
  { name: '502 after it was accepted', fault: { status: 502, handled: true, html: true }, started: true },
  { name: '503 without a time', fault: { status: 503 }, started: false },
  { name: '503 with a time', fault: { status: 503, headers: { 'retry-after': '30' } }, started: false },
  { name: '429 with a time', fault: { status: 429, headers: { 'retry-after': '20' } }, started: false },
  { name: '429 without a time', fault: { status: 429 }, started: false },
  { name: '409', fault: { status: 409 }, started: false },
  { name: '403', fault: { status: 403 }, started: false },
  { name: '404', fault: { status: 404 }, started: false },
  { name: '400', fault: { status: 400 }, started: false },
  { name: '402', fault: { status: 402 }, started: false },
];
