import { badInput } from '../model/errors.js';
import { PROVIDER_LABELS, PROVIDERS, type ProviderName } from './job.js';

/** Where each provider's API is, without a trailing slash. */
export const PUBLIC_BASE_URLS: Readonly<Record<ProviderName, string>> = {
  bfl: 'https://api.bfl.ai/v1',
  deepinfra: 'https://api.deepinfra.com/v1',
  replicate: 'https://api.replicate.com/v1',
};

/**
 * The hosts that a provider's key may go to. BFL answers a job on the cluster that has it (api.eu2.bfl.ai), so its
 * clusters count; its delivery hosts do not (docs/providers.md, "Keys and hosts").
 */
const KEY_HOSTS: Readonly<Record<ProviderName, RegExp>> = {
  bfl: /^api(\.[a-z]{2}\d{0,2})?\.bfl\.ai$/,
  deepinfra: /^api\.deepinfra\.com$/,
  replicate: /^api\.replicate\.com$/,
};

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a provider's key may be sent to this address: https on the provider's own API hosts, or the very origin of
 * `baseUrl` while that is on this machine.
 */
export function mayCarryKey(provider: ProviderName, address: string, baseUrl: string = PUBLIC_BASE_URLS[provider]): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.username !== '' || url.password !== '') return false;
  const base = new URL(baseUrl);
  if (LOOPBACK_HOSTS.has(base.hostname)) return url.origin === base.origin;
  return url.protocol === 'https:' && url.port === '' && KEY_HOSTS[provider].test(url.hostname);
}

/** The provider that an address belongs to, or null. */
export function providerOf(address: string, baseUrls: Readonly<Record<ProviderName, string>> = PUBLIC_BASE_URLS): ProviderName | null {
  return PROVIDERS.find((provider) => mayCarryKey(provider, address, baseUrls[provider])) ?? null;
}

/** The environment's name for each provider's address, for development and tests. */
export const BASE_URL_VARIABLES: Readonly<Record<ProviderName, string>> = {
  bfl: 'BFL_BASE_URL',
  deepinfra: 'DEEPINFRA_BASE_URL',
  replicate: 'REPLICATE_BASE_URL',
};

/**
 * The providers' addresses: the public ones, or what the environment names: another host of the same provider
 * (`https://api.eu.bfl.ai/v1`), or this machine.
 *
 * @throws WireflowError `bad_input` for any other address: the key would travel there
 */
export function providerBaseUrls(environment: Readonly<Record<string, string | undefined>>): Record<ProviderName, string> {
  const chosen = (provider: ProviderName) => {
    const given = environment[BASE_URL_VARIABLES[provider]]?.trim().replace(/\/+$/, '') ?? '';
    if (given === '') return PUBLIC_BASE_URLS[provider];
    const isHere = URL.canParse(given) && LOOPBACK_HOSTS.has(new URL(given).hostname);
    if (isHere || mayCarryKey(provider, given)) return given;
    throw badInput(BASE_URL_VARIABLES[provider], `${BASE_URL_VARIABLES[provider]} is no address of ${PROVIDER_LABELS[provider]}.`, 'Leave it out, or name another of the provider’s own hosts.');
  };
  return { bfl: chosen('bfl'), deepinfra: chosen('deepinfra'), replicate: chosen('replicate') };
}
