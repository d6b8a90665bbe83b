import type { ZObject } from 'zapier-platform-core';
import { megapixelsOf, type FluxOptions } from '../../core/fields/flux_options.js';
import { fluxOutput, type FluxOutput } from '../../core/outputs/flux_output.js';
import { runFlux } from '../../core/runs/flux/flux_run.js';
import { clock } from './clock.js';
import { storeImages } from './flux_images.js';
import type { Flux } from './flux_step.js';

const MS_PER_S = 1000;

/** Buys images as the step's fields say, and stores them. */
export async function generate(z: ZObject, { known, memory, signal, providerDeadlineMs }: Flux, options: FluxOptions, canLookAgain: boolean): Promise<FluxOutput> {
  const { provider, tier, prompt, size, megapixels, count, input_image, seed, format, wait, run_id, max_usd } = options;
  const inputImages = input_image === null ? [] : [input_image];
  const verdict = await runFlux(known, memory, clock, {
    choice: provider,
    wish: { tier, size, megapixels: megapixelsOf(tier, megapixels), inputImages: inputImages.length },
    prompt,
    seed,
    format,
    inputImages,
    count,
    runId: run_id,
    maxUsd: max_usd,
    wait,
    deadlineMs: providerDeadlineMs,
    canLookAgain,
  });
  if ('lookAgainInMs' in verdict) {
    throw new z.errors.ThrottledError('The images have not finished yet. Nothing is wrong: Zapier looks again by itself.', Math.ceil(verdict.lookAgainInMs / MS_PER_S));
  }
  const { jobs, estimate, message } = verdict.result;
  const stored = await storeImages(z, jobs, { baseUrl: known.baseUrls[jobs[0]?.provider ?? 'bfl'], signal });
  return fluxOutput(jobs, stored.images, { estimate, message: [message, stored.note].filter((words) => words !== null).join(' ') || null, runId: run_id });
}
