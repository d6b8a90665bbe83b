import { startProviders, type Providers } from '../../emulators/providers/index.js';
import type { EmulatorOptions } from '../../emulators/wireflow/index.js';
import type { ProviderName } from '../../core/providers/job.js';
import { hosts, startWorld, type Run, type World } from './world.js';

export interface ProviderWorld extends World {
  readonly providers: Providers;
  /** A connection with every key that there is. */
  readonly run: Run;
  /** Everything as it was in the first moment, at Zapier, Wireflow and the providers. */
  freshen(): void;
}

/** A world with the three image providers beside Wireflow; all read its one clock. */
export async function startProviderWorld(options: EmulatorOptions = {}): Promise<ProviderWorld> {
  const world = await startWorld(options);
  const { clock } = world.emulator;
  const isReal = options.clock === 'real';
  const pass = (ms: number) => (isReal ? new Promise<void>((resolve) => setTimeout(resolve, ms)) : Promise.resolve(clock.advance(ms)));
  const providers = await startProviders({ clock: { now: () => clock.now(), advance: (ms) => clock.advance(ms), pass }, balanceUsd: 1e9, pictures: 'plain' });
  const { bfl, deepinfra, replicate } = providers;
  tellHosts(providers);
  const urls = { BFL_BASE_URL: bfl.url, DEEPINFRA_BASE_URL: deepinfra.url, REPLICATE_BASE_URL: replicate.url };
  Object.assign(process.env, urls);
  return {
    ...world,
    providers,
    run: world.connectionWith({ api_key: world.emulator.keys.full, bfl_key: bfl.account.key, deepinfra_key: deepinfra.account.key, replicate_key: replicate.account.key }),
    freshen() {
      world.emulator.reset();
      world.standIn.cache.clear();
      for (const { account } of [bfl, deepinfra, replicate]) {
        account.faults.clear();
        account.requests.length = 0;
        account.places.clear();
        account.bought.length = 0;
      }
    },
    close: async () => {
      for (const name of Object.keys(urls)) delete process.env[name];
      await Promise.all([world.close(), providers.close()]);
    },
  };
}

/** Tells whoever watches what is sent where each provider is. */
export function tellHosts({ bfl, deepinfra, replicate }: Providers): void {
  for (const [name, { origin }] of Object.entries({ bfl, deepinfra, replicate })) hosts.set(new URL(origin).host, name as ProviderName);
}
