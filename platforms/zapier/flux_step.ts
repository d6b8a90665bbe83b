import type { Bundle, ZObject } from 'zapier-platform-core';
import type { LockingMemory } from '../../core/memory.js';
import type { KnownProviders } from '../../core/providers/known_providers.js';
import { clock } from './clock.js';
import { zapierMemory } from './memory.js';
import { inStepTime, type StepTime } from './step_time.js';
import { zapierTransport } from './transport.js';

/** What is left of a step after the last request to a provider, to fetch and store the pictures. */
export const STORE_MS = 6_000;

/** What a step for the providers beside Wireflow works with. */
export interface Flux extends StepTime {
  readonly known: KnownProviders;
  readonly memory: LockingMemory;
  /** When the last request to a provider must be done. */
  readonly providerDeadlineMs: number;
}

/** Runs one step against the providers, within its time. */
export async function fluxStep<T>(z: ZObject, bundle: Pick<Bundle, 'authData'>, run: (flux: Flux) => Promise<T>): Promise<T> {
  return inStepTime(z, async (time, keeping) => {
    const providerDeadlineMs = time.deadlineMs - STORE_MS;
    const known = await providersOf(z, bundle, { ...time, deadlineMs: providerDeadlineMs });
    return run({ known, memory: zapierMemory(z, keeping), providerDeadlineMs, ...time });
  });
}

/** The providers that the connection has keys for. */
export async function providersOf(z: ZObject, bundle: Pick<Bundle, 'authData'>, time: StepTime): Promise<KnownProviders> {
  // Loaded by the steps that need it: the app's start need not wait for it.
  const { knownProviders } = await import('./flux_parts.js');
  return knownProviders({ keys: bundle.authData, environment: process.env, transport: zapierTransport(z), now: () => clock.now(), ...time });
}
