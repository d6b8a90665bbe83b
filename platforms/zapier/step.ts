import type { Bundle, ZObject } from 'zapier-platform-core';
import { readApiKey } from '../../core/api/api_key.js';
import { baseUrlFrom } from '../../core/api/base_url.js';
import { WireflowClient } from '../../core/api/client.js';
import { WireflowError } from '../../core/model/errors.js';
import type { LockingMemory } from '../../core/memory.js';
import { clock } from './clock.js';
import { toZapierError } from './errors.js';
import { zapierMemory } from './memory.js';
import { zapierTransport } from './transport.js';

/** Zapier ends a step after 30 s; everything in it, requests included, is done before this. */
const STEP_BUDGET_MS = 25_000;

/** What a step works with. */
export interface Wireflow {
  readonly client: WireflowClient;
  readonly baseUrl: string;
  readonly memory: LockingMemory;
  /** When the step must be done, ms since 1970. */
  readonly deadlineMs: number;
}

/** Runs one step against Wireflow; whatever goes wrong in it reaches the person as a sentence in the right class. */
export async function wireflowStep<T>(z: ZObject, bundle: Pick<Bundle, 'authData'>, run: (wireflow: Wireflow) => Promise<T>): Promise<T> {
  try {
    const baseUrl = baseUrlFrom(process.env);
    const deadlineMs = clock.now() + STEP_BUDGET_MS;
    const apiKey = readApiKey(bundle.authData['api_key']);
    const client = new WireflowClient({ transport: zapierTransport(z), baseUrl, apiKey, now: () => clock.now(), deadlineMs });
    return await run({ client, baseUrl, memory: zapierMemory(z), deadlineMs });
  } catch (error) {
    throw error instanceof WireflowError ? toZapierError(z, error) : error;
  }
}
