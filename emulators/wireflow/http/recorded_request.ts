import type { EndpointName } from './endpoints.js';

/** A request as it reached the emulator. */
export interface RecordedRequest {
  /** The emulator's time, in milliseconds since 1970. */
  at: number;
  method: string;
  /** The path without the query, as sent. */
  path: string;
  query: Record<string, string>;
  /** Header names are lower case. */
  headers: Record<string, string>;
  body: string;
  /** `unknown` for a path or method that the service does not have. */
  endpoint: EndpointName | 'unknown';
  /** The `X-Request-Id` of the reply. */
  requestId: string;
  /** What was answered; null while unanswered, and for a connection that was dropped. */
  status: number | null;
}
