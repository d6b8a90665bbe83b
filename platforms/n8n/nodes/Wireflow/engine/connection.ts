import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import { readApiKey } from '../../../../../core/api/api_key.js';
import { baseUrlFrom } from '../../../../../core/api/base_url.js';

/** Whatever n8n runs our code with. */
export type Host = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

export type FileHost = IExecuteFunctions | IPollFunctions;

export const CREDENTIAL = 'wireflowApi';

export interface Connection {
  /** Null where the step has no credential: then only webhooks can be used. */
  readonly apiKey: string | null;
  /** Null where the step has no credential. */
  readonly baseUrl: string | null;
}

/**
 * The credential of the step, or a connection that only knows webhooks.
 *
 * @throws WireflowError `bad_key` for a key that no header can hold; `bad_input` for a base URL that is not safe
 */
export async function connectionOf(host: Host): Promise<Connection> {
  if (!host.getNode().credentials?.[CREDENTIAL]) return { apiKey: null, baseUrl: null };
  const { apiKey, baseUrl } = await host.getCredentials(CREDENTIAL);
  return { apiKey: readApiKey(apiKey), baseUrl: baseUrlFrom({ WIREFLOW_BASE_URL: typeof baseUrl === 'string' ? baseUrl : undefined }) };
}
