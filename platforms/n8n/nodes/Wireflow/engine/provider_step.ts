import type { IExecuteFunctions } from 'n8n-workflow';
import { BASE_URL_VARIABLES, providerOf } from '../../../../../core/providers/hosts.js';
import { PROVIDERS, type ProviderName } from '../../../../../core/providers/job.js';
import { knownProviders, PROVIDER_KEY_FIELDS, type KnownProviders } from '../../../../../core/providers/known_providers.js';
import { CHEAPEST } from '../../../../../core/runs/flux/choose_offer.js';
import type { Workplace } from './step.js';
import { n8nTransport } from './transport.js';

/** The names of the providers' credentials: n8n knows each name once, whichever package it comes from. */
export const PROVIDER_CREDENTIALS: Readonly<Record<ProviderName, string>> = {
  bfl: 'wireflowBlackForestLabsApi',
  deepinfra: 'wireflowDeepInfraApi',
  replicate: 'wireflowReplicateApi',
};

/** The providers beside Wireflow, with the credentials of the node. */
export interface Providers {
  /** @param deadlineMs every request ends before it, ms since 1970 */
  until(deadlineMs: number): KnownProviders;
}

/** What an operation of the providers works with. */
export interface ProviderStep extends Workplace, Providers {}

/** @throws WireflowError for a credential that can't be used */
export async function openProviders({ host, clock, signal }: Workplace): Promise<Providers> {
  const keys: Record<string, unknown> = {};
  const environment: Record<string, string> = {};
  for (const name of shown(host)) {
    if (!host.getNode().credentials?.[PROVIDER_CREDENTIALS[name]]) continue;
    const { apiKey, baseUrl } = await host.getCredentials(PROVIDER_CREDENTIALS[name]);
    keys[PROVIDER_KEY_FIELDS[name]] = apiKey;
    if (typeof baseUrl === 'string') environment[BASE_URL_VARIABLES[name]] = baseUrl;
  }
  return {
    until(deadlineMs) {
      const known: KnownProviders = knownProviders({
        keys,
        environment,
        transport: (request) => n8nTransport(host, (url) => PROVIDER_CREDENTIALS[providerOf(url, known.baseUrls) ?? 'bfl'])(request),
        now: () => clock.now(),
        deadlineMs,
        signal,
      });
      return known;
    },
  };
}

/** A credential that the panel does not show can't be read. DeepInfra keeps no job to get an image from. */
function shown(host: IExecuteFunctions): readonly ProviderName[] {
  if (host.getNodeParameter('operation', 0) === 'getFromProvider') return PROVIDERS.filter((name) => name !== 'deepinfra');
  const chosen: unknown = host.getNodeParameter('provider', 0);
  return PROVIDERS.filter((name) => chosen === CHEAPEST || name === chosen);
}
