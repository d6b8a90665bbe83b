import type { IExecuteFunctions } from 'n8n-workflow';
import { PUBLIC_BASE_URL } from '../../../../../core/api/base_url.js';
import { WireflowClient } from '../../../../../core/api/client.js';
import type { Clock } from '../../../../../core/runs/wait_for_end.js';
import { stoppableClock } from './clock.js';
import { connectionOf, type Host } from './connection.js';
import { n8nTransport } from './transport.js';

/** What an operation works with. */
export interface Wireflow {
  readonly client: WireflowClient;
  readonly baseUrl: string;
}

export interface Step extends Wireflow {
  readonly host: IExecuteFunctions;
  readonly clock: Clock;
  /** Aborted by n8n's stop button. */
  readonly signal: AbortSignal | undefined;
}

/** @throws WireflowError for a credential that can't be used */
export async function openWireflow(host: Host): Promise<Wireflow> {
  const { apiKey, baseUrl } = await connectionOf(host);
  return wireflowAt(host, baseUrl ?? PUBLIC_BASE_URL, apiKey);
}

export function wireflowAt(host: Host, baseUrl: string, apiKey: string | null): Wireflow {
  return { client: new WireflowClient({ transport: n8nTransport(host), baseUrl, apiKey }), baseUrl };
}

export async function openStep(host: IExecuteFunctions): Promise<Step> {
  const signal = host.getExecutionCancelSignal();
  return { ...(await openWireflow(host)), host, clock: stoppableClock(signal), signal };
}
