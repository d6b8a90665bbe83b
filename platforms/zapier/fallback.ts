import type { Bundle, ZObject } from 'zapier-platform-core';
import type { PlainPicture } from '../../core/fields/plain_picture.js';
import { times } from '../../core/model/amounts.js';
import { asRun } from '../../core/outputs/flux_output.js';
import type { RunOutput } from '../../core/outputs/run_output.js';
import type { Fallback } from '../../core/runs/flux/fallback.js';
import type { OwnedTarget } from '../../core/runs/flux/way_out.js';
import type { Reuse } from '../../core/runs/made_before.js';
import { ownerOf } from '../../core/runs/owner.js';
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

/** Runs a step, and makes one image elsewhere where Wireflow surely started nothing and the person has asked for that. */
export async function withFallback(z: ZObject, bundle: Bundle<Values>, wireflow: Wireflow, wayOut: WayOut, run: () => Promise<RunOutput>): Promise<RunOutput> {
  const { inputData } = bundle;
  // Empty is what most steps have: nothing more is loaded for them.
  if (inputData['fallback'] === undefined || inputData['fallback'] === '' || inputData['fallback'] === null) return run();
  const { readFallback, startOrMakeElsewhere } = await import('./flux_parts.js');
  const fallback = readFallback(inputData);
  const { readStartOptions } = await import('../../core/fields/checks.js');
  const options = readStartOptions(inputData);
  const isSample = bundle.meta?.isLoadingSample === true && options.test_mode === 'sample';
  if (fallback === null || isSample) return run();
  const { action, target: address, workflow } = wayOut;
  return startOrMakeElsewhere(wireflow.memory, clock, {
    action,
    address,
    owner: ownerOf(wireflow.client, action),
    workflow,
    runId: options.run_id,
    start: run,
    isPromptAlone: () => wayOut.picture(inputData) !== null,
    makeElsewhere: async (why, target) => makeElsewhere(z, bundle, wireflow, wayOut, { fallback, options, why, target }),
  });
}

interface Chosen {
  readonly fallback: Fallback;
  readonly options: { readonly run_id: string | null; readonly max_credits: number | null; readonly wait: Wait; readonly after_failure: AfterFailure; readonly reuse: Reuse };
  /** Wireflow's refusal; null for an image that an earlier step has made. */
  readonly why: string | null;
  /** What the Only Once ID stands for beside itself. */
  readonly target: OwnedTarget;
}

async function makeElsewhere(z: ZObject, bundle: Bundle<Values>, { memory, deadlineMs, signal }: Wireflow, wayOut: WayOut, { fallback, options, why, target }: Chosen): Promise<RunOutput> {
  const { buyAndStore, madeElsewhereInWords, USD_PER_CREDIT } = await import('./flux_parts.js');
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
    ...target,
    runId: options.run_id,
    afterFailure: options.after_failure,
    reuse: options.reuse,
    maxUsd: options.max_credits === null ? null : times(options.max_credits, USD_PER_CREDIT),
    wait: options.wait,
    canLookAgain: bundle.meta?.isLoadingSample !== true,
  });
  const made = madeElsewhereInWords(fallback, output, why);
  return { ...asRun(output), message: [made, output.message].filter((words) => words !== null).join(' ') };
}
