import { bfl } from './bfl/bfl.js';
import { deepinfra } from './deepinfra/deepinfra.js';
import type { ProviderOptions } from './exchange.js';
import type { ProviderName } from './job.js';
import type { Provider } from './provider.js';
import { replicate } from './replicate/replicate.js';

const ADAPTERS: Readonly<Record<ProviderName, (options: ProviderOptions) => Provider>> = { bfl, deepinfra, replicate };

/** The provider of this name, with one person's key. */
export function providerWith(name: ProviderName, options: ProviderOptions): Provider {
  return ADAPTERS[name](options);
}
