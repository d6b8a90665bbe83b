import type { ProviderEmulatorOptions } from './account.js';
import { startBfl } from './bfl/bfl.js';
import { startDeepInfra } from './deepinfra/deepinfra.js';
import { startReplicate } from './replicate/replicate.js';

export type { ProviderEmulatorOptions };
export { startBfl, startDeepInfra, startReplicate };

/** All three providers on this machine, each on its own port with its own account and clock. */
export async function startProviders(options: ProviderEmulatorOptions = {}) {
  const [bfl, deepinfra, replicate] = await Promise.all([startBfl(options), startDeepInfra(options), startReplicate(options)]);
  return {
    bfl,
    deepinfra,
    replicate,
    close: async () => void (await Promise.all([bfl.close(), deepinfra.close(), replicate.close()])),
  };
}

export type Providers = Awaited<ReturnType<typeof startProviders>>;
