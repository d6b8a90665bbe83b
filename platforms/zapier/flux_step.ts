import type { Bundle, ZObject } from 'zapier-platform-core';
import { WireflowError } from '../../core/model/errors.js';
import type { LockingMemory } from '../../core/memory.js';
import type { KnownProviders } from '../../core/providers/known_providers.js';
import { clock } from './clock.js';
import { toZapierError } from './errors.js';
import { zapierMemory } from './memory.js';
import { STEP_BUDGET_MS } from './step.js';
import { zapierTransport } from './transport.js';

/** What is left of a step after the last request to a provider, to fetch and store the pictures. */
const STORE_MS = 6_000;

/** What a step for the providers beside Wireflow works with. */
export interface Flux {
  readonly known: KnownProviders;
  readonly memory: LockingMemory;
  /** When the step must be done, ms since 1970. */
  readonly deadlineMs: number;
  /** When the last request to a provider must be done. */
  readonly providerDeadlineMs: number;
}

/** Runs one step against the providers; whatever goes wrong in it reaches the person as a sentence in the right class. */
export async function fluxStep<T>(z: ZObject, bundle: Pick<Bundle, 'authData'>, run: (flux: Flux) => Promise<T>): Promise<T> {
  try {
    const deadlineMs = clock.now() + STEP_BUDGET_MS;
    const providerDeadlineMs = deadlineMs - STORE_MS;
    // Loaded by the steps that need it: the app's start need not wait for it.
    const { knownProviders } = await import('../../core/providers/known_providers.js');
    const known = knownProviders({ keys: bundle.authData, environment: process.env, transport: zapierTransport(z), now: () => clock.now(), deadlineMs: providerDeadlineMs });
    return await run({ known, memory: zapierMemory(z), deadlineMs, providerDeadlineMs });
  } catch (error) {
    throw error instanceof WireflowError ? toZapierError(z, error) : error;
  }
}
