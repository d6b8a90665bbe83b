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
export const STEP_BUDGET_MS = 25_000;

/** What a step works with. */
export interface Wireflow {
  readonly client: WireflowClient;
  readonly baseUrl: string;
  readonly memory: LockingMemory;
  /** When the step must be done, ms since 1970. */
  readonly deadlineMs: number;
  /** Aborted when its time is over: requests, bodies, files and Zapier's own store all obey it. */
  readonly signal: AbortSignal;
}

/** Runs one step against Wireflow; whatever goes wrong in it reaches the person as a sentence in the right class. */
export async function wireflowStep<T>(z: ZObject, bundle: Pick<Bundle, 'authData'>, run: (wireflow: Wireflow) => Promise<T>): Promise<T> {
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(), STEP_BUDGET_MS);
  const { signal } = time;
  try {
    const baseUrl = baseUrlFrom(process.env);
    const deadlineMs = clock.now() + STEP_BUDGET_MS;
    const apiKey = readApiKey(bundle.authData['api_key']);
    const client = new WireflowClient({ transport: zapierTransport(z), baseUrl, apiKey, now: () => clock.now(), deadlineMs, signal });
    return await run({ client, baseUrl, memory: zapierMemory(z, signal), deadlineMs, signal });
  } catch (error) {
    throw error instanceof WireflowError ? toZapierError(z, error) : error;
  } finally {
    clearTimeout(timer);
    // What was begun and not waited for ends with its step.
    time.abort();
  }
}
