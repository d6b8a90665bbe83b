import type { ZObject } from 'zapier-platform-core';
import { megapixelsOf, type FluxOptions } from '../../core/fields/flux_options.js';
import { fluxOutput, type FluxOutput, type KeptImage } from '../../core/outputs/flux_output.js';
import type { ProviderName } from '../../core/providers/job.js';
import type { FluxPlan, FluxResult, FluxVerdict } from '../../core/runs/flux/flux_plan.js';
import { runFlux } from '../../core/runs/flux/flux_run.js';
import type { KeptFile } from '../../core/runs/flux/images_made_before.js';
import { clock } from './clock.js';
import { imageMarkFor } from './files.js';
import { storeImages } from './flux_images.js';
import { fileKeeper, filesOf } from './flux_keeper.js';
import type { Flux } from './flux_step.js';

const MS_PER_S = 1000;

/** Buys images as the fields of Generate Flux Image say, and stores them. */
export async function generate(z: ZObject, flux: Flux, options: FluxOptions, canLookAgain: boolean): Promise<FluxOutput> {
  const { provider, tier, prompt, size, megapixels, count, input_image, seed, format, wait, run_id, after_failure, reuse, max_usd } = options;
  const inputImages = input_image === null ? [] : [input_image];
  const marks = reuse === 'off' || input_image === null ? null : await marksOf(z, flux, [input_image]);
  // Where nobody can tell what an image shows, it is made anew.
  const asked = input_image !== null && marks === null ? 'off' : reuse;
  const wish = { tier, size, megapixels: megapixelsOf(tier, megapixels), inputImages: inputImages.length };
  return buyAndStore(z, flux, { choice: provider, wish, prompt, seed, format, inputImages, inputMarks: marks, count, runId: run_id, afterFailure: after_failure, reuse: asked, maxUsd: max_usd, wait, canLookAgain });
}

/** What stands for input images where it is asked whether the same was made before; null where one can't be had. */
async function marksOf(z: ZObject, { known, providerDeadlineMs, signal }: Flux, links: readonly string[]): Promise<readonly string[] | null> {
  const wire = { baseUrl: known.baseUrls.bfl, deadlineMs: providerDeadlineMs, signal };
  return Promise.all(links.map((link) => imageMarkFor(z, wire, { key: 'input_image', label: 'Input Image' }, link))).catch(() => null);
}

/** Buys images as a plan says, within the time of the step, and stores them at once. */
export async function buyAndStore(z: ZObject, { known, memory, signal, providerDeadlineMs }: Flux, plan: Omit<FluxPlan, 'deadlineMs' | 'keeper'>): Promise<FluxOutput> {
  const limits = (provider: ProviderName) => ({ baseUrl: known.baseUrls[provider], signal });
  const verdict = await runFlux(known, memory, clock, { ...plan, keeper: fileKeeper(z, limits), deadlineMs: providerDeadlineMs });
  const result = settleImages(z, verdict);
  const { jobs, estimate } = result;
  if (result.files !== null) return fluxOutput(jobs, result.files.map(asKept), { estimate, message: result.message, runId: plan.runId });
  const stored = await storeImages(z, jobs, limits(jobs[0]?.provider ?? 'bfl'));
  const files = filesOf(stored);
  if (files !== null) await result.keep(files);
  return fluxOutput(jobs, stored.images, { estimate, message: [result.message, stored.note].filter((words) => words !== null).join(' ') || null, runId: plan.runId });
}

/** Sends the step back into Zapier's queue where the verdict says so, otherwise hands the images over. */
export function settleImages(z: ZObject, verdict: FluxVerdict): FluxResult {
  if ('result' in verdict) return verdict.result;
  throw new z.errors.ThrottledError('The images have not finished yet. Nothing is wrong: Zapier looks again by itself.', Math.ceil(verdict.lookAgainInMs / MS_PER_S));
}

/** A kept file is its own link: the provider's has died, or soon will. */
function asKept({ address, ...facts }: KeptFile): KeptImage {
  return { url: address, file: address, ...facts };
}
