import type { Execution, Output } from '../model/execution.js';
import { PROVIDER_LABELS, type Job } from '../providers/job.js';
import type { Estimate } from '../prices/image_price.js';
import { dollars } from '../prices/dollars.js';
import { jobAddress } from '../runs/flux/job_address.js';
import { executionOutput } from './execution_output.js';
import type { OutputField } from './output_field.js';
import { RUN_FIELDS, type RunOutput } from './run_output.js';

const MICRO_USD_PER_USD = 1_000_000;

/** What the steps for the providers beside Wireflow give: the keys of every other step, and where and for how much. */
export const FLUX_OUTPUT_FIELDS: readonly OutputField[] = [
  ...RUN_FIELDS,
  { key: 'model', label: 'Model', type: 'text' },
  { key: 'cost_usd', label: 'Cost (in US Dollars)', type: 'number' },
  { key: 'cost_basis', label: 'Basis of the Cost', type: 'text' },
  { key: 'job_id', label: 'Job ID', type: 'text' },
  { key: 'job_address', label: 'Job Address', type: 'text' },
];

export type FluxOutput = RunOutput & {
  model: string | null;
  cost_usd: number | null;
  cost_basis: string | null;
  job_id: string | null;
  job_address: string | null;
};

/** A picture that a platform has fetched, or a promise of one. */
export interface KeptImage {
  /** Where a person can see it; null where there is no such address. */
  readonly url: string | null;
  readonly file: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly contentType: string | null;
  readonly filename: string | null;
}

/**
 * Jobs as a step hands them on. Several jobs of one step are one execution: finished when all are.
 *
 * @param images in the order of the jobs
 * @param estimate of one image, for where the provider does not say what it took
 */
export function fluxOutput(jobs: readonly Job[], images: readonly KeptImage[], { estimate, message, runId = null }: { estimate: Estimate | null; message: string | null; runId?: string | null }): FluxOutput {
  const execution = executionOf(jobs, images, [message, difference(jobs, estimate)].filter((words) => words !== null).join(' ') || null);
  const output = executionOutput(execution, (_, image) => images.find((kept) => linkOf(kept) === image.url)?.file ?? null, runId);
  const [first] = jobs;
  return {
    ...output,
    provider: first?.provider ?? 'wireflow',
    model: first?.model || null,
    ...costOf(jobs, estimate),
    job_id: jobs.map(({ id }) => id).join(', ') || null,
    job_address: jobAddress(jobs) || null,
  };
}

/** An image made elsewhere with the keys of a run of Wireflow: its ID is what Find Flux Job takes. */
export function asRun(output: FluxOutput): RunOutput {
  const known = new Set(RUN_FIELDS.map(({ key }) => key));
  const run = Object.fromEntries(Object.entries(output).filter(([key]) => known.has(key))) as RunOutput;
  return { ...run, execution_id: output.job_address ?? run.execution_id };
}

function costOf(jobs: readonly Job[], estimate: Estimate | null): Pick<FluxOutput, 'cost_usd' | 'cost_basis'> {
  const reported = jobs.map(({ costMicroUsd }) => costMicroUsd);
  if (reported.every((cost) => cost !== null)) return { cost_usd: reported.reduce<number>((sum, cost) => sum + cost, 0) / MICRO_USD_PER_USD, cost_basis: 'reported-by-response' };
  if (estimate === null) return { cost_usd: null, cost_basis: null };
  return { cost_usd: reported.reduce<number>((sum, cost) => sum + (cost ?? estimate.microUsd), 0) / MICRO_USD_PER_USD, cost_basis: estimate.basis };
}

/** Said where the provider took something else than the price list says. */
function difference(jobs: readonly Job[], estimate: Estimate | null): string | null {
  const reported = jobs.map(({ costMicroUsd }) => costMicroUsd);
  if (estimate === null || !reported.every((cost) => cost !== null)) return null;
  const took = reported.reduce((sum, cost) => sum + cost, 0);
  const expected = estimate.microUsd * jobs.length;
  if (took === expected) return null;
  return `It cost $${dollars(took)}; the prices of ${estimate.asOf} say $${dollars(expected)}.`;
}

function executionOf(jobs: readonly Job[], images: readonly KeptImage[], message: string | null): Execution {
  const ids = jobs.map(({ id }) => id).join(', ');
  const error = jobs.find((job) => job.error !== null)?.error ?? null;
  return {
    id: ids,
    status: statusOf(jobs),
    message,
    error,
    workflowId: null,
    workflowName: null,
    startedAt: jobs.map(({ startedAt }) => startedAt).filter((at) => at !== null).toSorted()[0] ?? null,
    finishedAt: jobs.every(({ finishedAt }) => finishedAt !== null) ? (jobs.map(({ finishedAt }) => finishedAt ?? '').toSorted().at(-1) ?? null) : null,
    requestId: jobs[0]?.requestId ?? null,
    credits: null,
    outputs: images.map((image): Output => ({ kind: 'image', url: linkOf(image), text: null, width: image.width, height: image.height, contentType: image.contentType, filename: image.filename, nodeLabel: madeBy(jobs[0]) })),
  };
}

/** What came as bytes has no link but that of its file. */
function linkOf({ url, file }: KeptImage): string | null {
  return url ?? file;
}

/** A filter's refusal is a failed run, whose kind of error says what it was: the states are the same on every step. */
function statusOf(jobs: readonly Job[]): Execution['status'] {
  const states = jobs.map(({ status }) => (status === 'moderated' ? 'failed' : status));
  if (states.includes('running')) return 'running';
  if (states.includes('queued')) return 'queued';
  if (states.includes('completed')) return 'completed';
  return states[0] ?? 'failed';
}

function madeBy(job: Job | undefined): string | null {
  return job === undefined ? null : `${job.model.split('/').at(-1) || 'FLUX'} at ${PROVIDER_LABELS[job.provider]}`;
}
