import type { Bundle, ZObject } from 'zapier-platform-core';
import { PROVIDERS } from '../../core/providers/job.js';
import { providersOf } from './flux_step.js';
import type { StepTime } from './step_time.js';

/** Asks each provider that the connection has a key of whether it takes it; free. */
export async function checkProviderKeys(z: ZObject, bundle: Pick<Bundle, 'authData'>, time: StepTime): Promise<void> {
  const known = await providersOf(z, bundle, time);
  await Promise.all(PROVIDERS.filter((name) => known.hasKey(name)).map((name) => known.provider(name).checkKey()));
}
