import type { ZObject } from 'zapier-platform-core';
import { megapixelsOf, type FluxOptions } from '../../core/fields/flux_options.js';
import { fluxOutput, type FluxOutput } from '../../core/outputs/flux_output.js';
import { runFlux, type FluxPlan } from '../../core/runs/flux/flux_run.js';
import { clock } from './clock.js';
import { storeImages } from './flux_images.js';
import type { Flux } from './flux_step.js';

const MS_PER_S = 1000;

/** Buys images as the fields of Generate Flux Image say, and stores them. */
export async function generate(z: ZObject, flux: Flux, options: FluxOptions, canLookAgain: boolean): Promise<FluxOutput> {
  const { provider, tier, prompt, size, megapixels, count, input_image, seed, format, wait, run_id, max_usd } = options;
  const inputImages = input_image === null ? [] : [input_image];
  const wish = { tier, size, megapixels: megapixelsOf(tier, megapixels), inputImages: inputImages.length };
  return buyAndStore(z, flux, { choice: provider, wish, prompt, seed, format, inputImages, count, runId: run_id, maxUsd: max_usd, wait, canLookAgain });
}

/** Buys images as a plan says, within the time of the step, and stores them at once. */
export async function buyAndStore(z: ZObject, { known, memory, signal, providerDeadlineMs }: Flux, plan: Omit<FluxPlan, 'deadlineMs'>): Promise<FluxOutput> {
  const verdict = await runFlux(known, memory, clock, { ...plan, deadlineMs: providerDeadlineMs });
  if ('lookAgainInMs' in verdict) {
    throw new z.errors.ThrottledError('The images have not finished yet. Nothing is wrong: Zapier looks again by itself.', Math.ceil(verdict.lookAgainInMs / MS_PER_S));
  }
  const { jobs, estimate, message } = verdict.result;
  const stored = await storeImages(z, jobs, { baseUrl: known.baseUrls[jobs[0]?.provider ?? 'bfl'], signal });
  return fluxOutput(jobs, stored.images, { estimate, message: [message, stored.note].filter((words) => words !== null).join(' ') || null, runId: plan.runId });
}
