import type { Bundle, ZObject } from 'zapier-platform-core';
import { baseUrlFrom } from '../core/base_url.js';
import { readApiKey } from '../core/api_key.js';
import { WireflowClient } from '../core/client.js';
import { WireflowError } from '../core/errors.js';
import type { Memory } from '../core/memory.js';
import { toZapierError } from './errors.js';
import { zapierMemory } from './memory.js';
import { zapierTransport } from './transport.js';

/** What a step works with. */
export interface Wireflow {
  readonly client: WireflowClient;
  readonly baseUrl: string;
  readonly memory: Memory;
}

/** Runs one step against Wireflow; whatever goes wrong in it reaches the person as a sentence in the right class. */
export async function wireflowStep<T>(z: ZObject, bundle: Pick<Bundle, 'authData'>, run: (wireflow: Wireflow) => Promise<T>): Promise<T> {
  try {
    const baseUrl = baseUrlFrom(process.env);
    const client = new WireflowClient({ transport: zapierTransport(z), baseUrl, apiKey: readApiKey(bundle.authData['api_key']) });
    return await run({ client, baseUrl, memory: zapierMemory(z) });
  } catch (error) {
    throw error instanceof WireflowError ? toZapierError(z, error) : error;
  }
}
