import type { Bundle, ZObject } from 'zapier-platform-core';
import { readApiKey } from '../../core/api/api_key.js';
import { baseUrlFrom } from '../../core/api/base_url.js';
import { WireflowClient } from '../../core/api/client.js';
import type { LockingMemory } from '../../core/memory.js';
import { clock } from './clock.js';
import { zapierMemory } from './memory.js';
import { inStepTime, type StepTime } from './step_time.js';
import { zapierTransport } from './transport.js';

/** What a step works with. */
export interface Wireflow extends StepTime {
  readonly client: WireflowClient;
  readonly baseUrl: string;
  readonly memory: LockingMemory;
}

/**
 * Runs one step against Wireflow, within its time.
 *
 * @param keepMs left of that time after the last request, for what the step has to keep
 */
export async function wireflowStep<T>(z: ZObject, bundle: Pick<Bundle, 'authData'>, run: (wireflow: Wireflow) => Promise<T>, keepMs = 0): Promise<T> {
  return inStepTime(z, async ({ deadlineMs, signal }, keeping) => {
    const time = { deadlineMs: deadlineMs - keepMs, signal };
    const baseUrl = baseUrlFrom(process.env);
    const apiKey = readApiKey(bundle.authData['api_key']);
    const client = new WireflowClient({ transport: zapierTransport(z), baseUrl, apiKey, now: () => clock.now(), ...time });
    return run({ client, baseUrl, memory: zapierMemory(z, keeping), ...time });
  });
}
