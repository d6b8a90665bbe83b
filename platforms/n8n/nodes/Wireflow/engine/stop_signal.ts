import type { FileHost, Host } from './connection.js';

/** Aborted by n8n's stop button; a trigger's poll has none. */
export function stopSignalOf(host: Host | FileHost): AbortSignal | undefined {
  return 'getExecutionCancelSignal' in host ? host.getExecutionCancelSignal() : undefined;
}

/**
 * What ends a request that only reads as soon as somebody stops the execution: its answer would be thrown away. A request that may
 * have bought something is never cut off, since nobody would know then whether it did.
 */
export function stopSignalFor(host: Host | FileHost, method: string): readonly AbortSignal[] {
  const signal = method === 'GET' ? stopSignalOf(host) : undefined;
  return signal === undefined ? [] : [signal];
}
