import type { ViewTweak } from '../replies/execution_view.js';
import type { EndpointName } from './endpoints.js';
import type { RecordedRequest } from './recorded_request.js';

/**
 * Something that goes wrong. A rule with a `status` of 300 or more stands in for the service: the request is not handled
 * and nothing is bought, unless `handled` is true. Every other rule alters the reply to a request that was handled.
 */
export interface FaultRule {
  /** Which requests: an endpoint, several, or whatever a function says. Default: all. */
  on?: EndpointName | readonly EndpointName[] | ((request: RecordedRequest) => boolean);
  /** How many requests it meets. Default 1. */
  times?: number;
  status?: number;
  /** Sent in addition to the usual ones; an empty text takes a usual one away. */
  headers?: Record<string, string>;
  /** A text is sent as it is, anything else as JSON. */
  body?: unknown;
  /** Whether the service did its work before this reply; see above for the default. */
  handled?: boolean;
  /** The reply comes this much later, in real milliseconds; the request is handled at once. */
  delayMs?: number;
  /** The connection ends before the request is handled, or after it (the reply is lost). */
  drop?: 'before' | 'after';
  /** Half of the body is sent, then the connection ends. */
  cut?: true;
  /** The headers come at once, and then the body a byte at a time, this many ms apart. */
  dripMs?: number;
  /** An HTML page in place of the body. */
  html?: true;
  /** No body at all. */
  empty?: true;
  /** A completed execution shows no outputs. Waits for a request about an execution that has completed. */
  withoutOutput?: true;
  /** Another word in place of an execution's status; null leaves it out. */
  statusWord?: string | null;
  /** The reply is filled up to at least this size. */
  hugeBytes?: number;
}

/** The faults that are still to happen, in the order in which they were asked for. */
export class Faults {
  private rules: { rule: FaultRule; left: number }[] = [];

  add(rule: FaultRule): void {
    this.rules.push({ rule, left: rule.times ?? 1 });
  }

  clear(): void {
    this.rules = [];
  }

  /** The first rule that meets this request; it is used up by one. `showsCompleted`: see `withoutOutput`. */
  take(request: RecordedRequest, showsCompleted: () => boolean): FaultRule | undefined {
    const found = this.rules.find(
      ({ rule, left }) => left > 0 && meets(rule, request) && (!rule.withoutOutput || showsCompleted()),
    );
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.rules = this.rules.filter((each) => each !== found);
    return found.rule;
  }
}

function meets({ on }: FaultRule, request: RecordedRequest): boolean {
  if (on === undefined) return true;
  if (typeof on === 'function') return on(request);
  return typeof on === 'string' ? on === request.endpoint : on.some((name) => name === request.endpoint);
}

/** Whether the service does its work before this fault shows. */
export const isHandled = (rule: FaultRule): boolean =>
  rule.drop === 'before' ? false : (rule.handled ?? (rule.status === undefined || rule.status < 300));

export const tweakOf = (rule: FaultRule | undefined): ViewTweak => ({
  withoutOutput: rule?.withoutOutput,
  statusWord: rule?.statusWord,
});
