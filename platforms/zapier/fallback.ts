import type { Bundle, ZObject } from 'zapier-platform-core';
import type { PlainPicture } from '../../core/fields/plain_picture.js';
import { WireflowError } from '../../core/model/errors.js';
import { asRun, type FluxOutput } from '../../core/outputs/flux_output.js';
import type { RunOutput } from '../../core/outputs/run_output.js';
import { earlierRun, isClaimed } from '../../core/runs/run_id_claim.js';
import { runKey, targetOf } from '../../core/runs/run_key.js';
import type { Fallback } from '../../core/runs/flux/fallback.js';
import { addressAsTarget } from '../../core/runs/workflow_of_address.js';
import type { Reuse } from '../../core/runs/made_before.js';
import type { AfterFailure, Wait } from '../../core/runs/start_run.js';
import { clock } from './clock.js';
import { providersOf, STORE_MS } from './flux_step.js';
import type { Start } from './start.js';
import type { Wireflow } from './step.js';

type Values = Record<string, unknown>;

/** What would be started, and what may be made in its place. */
export interface WayOut extends Pick<Start, 'action' | 'target' | 'workflow'> {
  /** The picture, where a prompt alone describes it; null otherwise. */
  picture(values: Values): PlainPicture | null;
}

/**
 * Runs a step, and makes one image elsewhere where Wireflow surely started nothing and the person has asked for that. A
 * Only Once ID that already stands for such an image gives that image.
 */
export async function withFallback(z: ZObject, bundle: Bundle<Values>, wireflow: Wireflow, wayOut: WayOut, run: () => Promise<RunOutput>): Promise<RunOutput> {
  const { inputData } = bundle;
  // Empty is what most steps have: nothing more is loaded for them.
  if (inputData['fallback'] === undefined || inputData['fallback'] === '' || inputData['fallback'] === null) return run();
  const { bothFailed, isJobAddress, maySwitch, readFallback } = await import('./flux_parts.js');
  const fallback = readFallback(inputData);
  const { readStartOptions } = await import('../../core/fields/checks.js');
  const options = readStartOptions(inputData);
  const isSample = bundle.meta?.isLoadingSample === true && options.test_mode === 'sample';
  if (fallback === null || isSample) return run();

  const { before, target } = await earlierOf(wireflow, wayOut, options.run_id);
  const elsewhere = (why: string) => makeElsewhere(z, bundle, wireflow, wayOut, { fallback, options, why, target });
  if (before !== null && isJobAddress(before)) return elsewhere('');
  try {
    return await run();
  } catch (error) {
    const first = originalOf(error);
    // A run that an earlier step has started is not bought again elsewhere.
    if (first === null || !maySwitch(first) || before !== null) throw error;
    if (wayOut.picture(inputData) === null) throw first.with({ nextStep: `${first.nextStep} It was not made elsewhere, since that needs a prompt alone.` });
    try {
      return await elsewhere(first.problem);
    } catch (second) {
      throw second instanceof WireflowError ? bothFailed(first, second) : second;
    }
  }
}

/**
 * What the Only Once ID stands for already, and the target under which it is to stand. An image that was made while Wireflow did not
 * even tell the workflow stands under the address, so both are looked at.
 */
async function earlierOf({ memory }: Wireflow, { action, target: address, workflow }: WayOut, runId: string | null): Promise<{ readonly before: string | null; readonly target: string }> {
  const byAddress = targetOf(action, addressAsTarget(address));
  if (runId === null) return { before: null, target: byAddress };
  const known = await workflow().catch(() => null);
  const target = known?.isCertain ? targetOf(action, known.id) : byAddress;
  for (const one of new Set([target, byAddress])) {
    const earlier = await earlierRun(memory, runKey(one, runId), clock.now());
    if (isClaimed(earlier)) return { before: earlier.executionId, target: one };
  }
  return { before: null, target };
}

function originalOf(error: unknown): WireflowError | null {
  return error instanceof WireflowError ? error : null;
}

interface Chosen {
  readonly fallback: Fallback;
  readonly options: { readonly run_id: string | null; readonly max_credits: number | null; readonly wait: Wait; readonly after_failure: AfterFailure; readonly reuse: Reuse };
  /** Wireflow's refusal; empty for an image that an earlier step has made. */
  readonly why: string;
  /** What the Only Once ID stands for beside itself. */
  readonly target: string;
}

async function makeElsewhere(z: ZObject, bundle: Bundle<Values>, { memory, deadlineMs, signal }: Wireflow, wayOut: WayOut, { fallback, options, why, target }: Chosen): Promise<RunOutput> {
  const { buyAndStore, USD_PER_CREDIT } = await import('./flux_parts.js');
  const providerDeadlineMs = deadlineMs - STORE_MS;
  const known = await providersOf(z, bundle, { deadlineMs: providerDeadlineMs, signal });
  const picture = wayOut.picture(bundle.inputData) ?? { prompt: '', size: 'square', seed: null };
  const output = await buyAndStore(z, { known, memory, signal, deadlineMs, providerDeadlineMs }, {
    choice: fallback.provider,
    wish: { tier: fallback.tier, size: picture.size, megapixels: 1, inputImages: 0 },
    prompt: picture.prompt,
    seed: picture.seed,
    format: 'png',
    inputImages: [],
    count: 1,
    target,
    runId: options.run_id,
    afterFailure: options.after_failure,
    reuse: options.reuse,
    maxUsd: options.max_credits === null ? null : options.max_credits * USD_PER_CREDIT,
    wait: options.wait,
    canLookAgain: bundle.meta?.isLoadingSample !== true,
  });
  return { ...asRun(output), message: [madeElsewhere(output, fallback, why), output.message].filter((words) => words !== null).join(' ') };
}

/**
 * By which model, where and for how much an image was made in Wireflow's place.
 *
 * @param why what Wireflow has refused it with; empty for an image that an earlier step has made
 */
export function madeElsewhere(output: Pick<FluxOutput, 'cost_usd' | 'model'>, fallback: Fallback, why: string): string {
  const price = output.cost_usd === null ? '' : ` for $${output.cost_usd}`;
  const made = `Made by ${output.model?.split('/').at(-1) ?? 'FLUX'} at ${labelOf(fallback)}${price}${why === '' ? '' : `, because Wireflow could not start it: ${why}`}`;
  return made.replace(/([^.!?])$/, '$1.');
}

function labelOf({ label }: Fallback): string {
  return label.replace(/^Make it at /, '').replace(/ \(.*| with another.*/, '');
}
