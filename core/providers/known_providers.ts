import { createHash } from 'node:crypto';
import type { Transport } from '../api/transport.js';
import { WireflowError } from '../model/errors.js';
import { providerBaseUrls } from './hosts.js';
import { PROVIDER_LABELS, type ProviderName } from './job.js';
import type { Provider } from './provider.js';
import { readProviderKey } from './provider_key.js';
import { providerWith } from './providers.js';

/** The providers that a person has keys for. */
export interface KnownProviders {
  hasKey(provider: ProviderName): boolean;
  /** @throws WireflowError `no_key` */
  provider(name: ProviderName): Provider;
  /** Stands for the account that pays, to tell it from another; the key can not be read back out of it. */
  account(name: ProviderName): string;
  readonly baseUrls: Readonly<Record<ProviderName, string>>;
}

/** Where each provider's key stands among what a person fills in. */
export const PROVIDER_KEY_FIELDS: Readonly<Record<ProviderName, string>> = { bfl: 'bfl_key', deepinfra: 'deepinfra_key', replicate: 'replicate_key' };

export interface KnownProviderOptions {
  /** The keys as typed, by `PROVIDER_KEY_FIELDS`; more may stand beside them. */
  readonly keys: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly transport: Transport;
  now(): number;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

export function knownProviders({ keys, environment, transport, now, deadlineMs, signal }: KnownProviderOptions): KnownProviders {
  const baseUrls = providerBaseUrls(environment);
  const keyOf = (name: ProviderName) => readProviderKey(name, keys[PROVIDER_KEY_FIELDS[name]]);
  return {
    baseUrls,
    hasKey: (name) => keyOf(name) !== null,
    account: (name) => createHash('sha256').update(`${baseUrls[name]}\n${keyOf(name) ?? ''}`).digest('hex'),
    provider(name) {
      const apiKey = keyOf(name);
      if (apiKey === null) throw noKey(PROVIDER_LABELS[name]);
      return providerWith(name, { transport, apiKey, baseUrl: baseUrls[name], now, deadlineMs, signal });
    },
  };
}

function noKey(label: string): WireflowError {
  return new WireflowError({
    kind: 'no_key',
    problem: `This step needs a key of ${label}, and the connection has none.`,
    nextStep: `Reconnect Wireflow with your key of ${label}, or choose another provider.`,
  });
}
