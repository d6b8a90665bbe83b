import type { Bundle, ZObject } from 'zapier-platform-core';
import { PROVIDERS } from '../../core/providers/job.js';
import { fluxStep } from './flux_step.js';

/** Asks each provider that the connection has a key of whether it takes it; free. */
export async function checkProviderKeys(z: ZObject, bundle: Pick<Bundle, 'authData'>): Promise<void> {
  await fluxStep(z, bundle, async ({ known }) => {
    for (const name of PROVIDERS.filter((each) => known.hasKey(each))) await known.provider(name).checkKey();
  });
}
