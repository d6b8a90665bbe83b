import type { IExecuteFunctions } from 'n8n-workflow';
import { PUBLIC_BASE_URL } from '../../../../../core/api/base_url.js';
import { WireflowClient } from '../../../../../core/api/client.js';
import type { Clock } from '../../../../../core/runs/wait_for_end.js';
import { stoppableClock } from './clock.js';
import { connectionOf, CREDENTIAL, type Host } from './connection.js';
import { n8nTransport } from './transport.js';

/** What every operation works in. */
export interface Workplace {
  readonly host: IExecuteFunctions;
  readonly clock: Clock;
  /** Aborted by n8n's stop button. */
  readonly signal: AbortSignal | undefined;
}

/** Wireflow, with the credential of the node or without one. */
export interface Wireflow {
  readonly client: WireflowClient;
  readonly baseUrl: string;
}

/** What an operation of Wireflow's works with. */
export interface Step extends Wireflow, Workplace {}

export function workplaceOf(host: IExecuteFunctions): Workplace {
  const signal = host.getExecutionCancelSignal();
  return { host, signal, clock: stoppableClock(signal) };
}

/** @param now the present, ms since 1970: the clock of a step that waits. @throws WireflowError for a credential that can't be used */
export async function openWireflow(host: Host, now?: () => number): Promise<Wireflow> {
  const { apiKey, baseUrl } = await connectionOf(host);
  return wireflowAt(host, baseUrl ?? PUBLIC_BASE_URL, apiKey, now);
}

export function wireflowAt(host: Host, baseUrl: string, apiKey: string | null, now: () => number = Date.now): Wireflow {
  return { client: new WireflowClient({ transport: n8nTransport(host, () => CREDENTIAL), baseUrl, apiKey, now }), baseUrl };
}
