import { EXECUTION_STATUSES } from '../model/execution.js';

/** The image providers beside Wireflow, by the names that people type. */
export const PROVIDERS = ['bfl', 'deepinfra', 'replicate'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

export const PROVIDER_LABELS: Readonly<Record<ProviderName, string>> = {
  bfl: 'Black Forest Labs',
  deepinfra: 'DeepInfra',
  replicate: 'Replicate',
};

/** The states of an execution, and the one that only a provider tells apart: its filter stopped the picture. */
export const JOB_STATUSES = [...EXECUTION_STATUSES, 'moderated'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** A picture as a provider hands it over: behind a link that dies, or in the reply itself. */
export interface JobImage {
  readonly url: string | null;
  /** The file's bytes in base64, where the reply held them. */
  readonly base64: string | null;
  /** What the provider calls it; the bytes may be something else. Null where it says nothing. */
  readonly contentType: string | null;
  /** When the link dies at the earliest, ms since 1970; null where nothing is known, or there is no link. */
  readonly expiresAtMs: number | null;
}

/** One paid call to a provider, as last seen. */
export interface Job {
  readonly provider: ProviderName;
  /** The provider's own name of the model. */
  readonly model: string;
  readonly id: string;
  /** Where to look at it again; null where the provider has no such place. Checked: the key may go there. */
  readonly lookUpUrl: string | null;
  readonly status: JobStatus;
  readonly images: readonly JobImage[];
  readonly seed: number | null;
  /** What the provider says it cost, in millionths of a US dollar; null where it says nothing. */
  readonly costMicroUsd: number | null;
  /** ISO 8601 with zone. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** What the provider's support asks for. */
  readonly requestId: string | null;
  /** Why there is no picture, in the provider's words. */
  readonly error: string | null;
}

/** What is enough to find a job again, in a later step or another day. */
export type JobReference = Pick<Job, 'provider' | 'id' | 'lookUpUrl'> & { readonly model?: string };

/** Whether a job will never change again. */
export function jobHasEnded({ status }: Pick<Job, 'status'>): boolean {
  return status !== 'queued' && status !== 'running';
}

/** A job of which only the reference is known. */
export function unknownJob({ provider, id, lookUpUrl, model = '' }: JobReference): Job {
  return {
    provider,
    model,
    id,
    lookUpUrl,
    status: 'queued',
    images: [],
    seed: null,
    costMicroUsd: null,
    startedAt: null,
    finishedAt: null,
    requestId: null,
    error: null,
  };
}

/** The newer reading, with what only the older one said: a look leaves out the model and may leave out the cost. */
export function withKnownJobFacts(newer: Job, older: Job): Job {
  return {
    ...newer,
    model: newer.model || older.model,
    seed: newer.seed ?? older.seed,
    costMicroUsd: newer.costMicroUsd ?? older.costMicroUsd,
    startedAt: newer.startedAt ?? older.startedAt,
    finishedAt: newer.finishedAt ?? older.finishedAt,
    lookUpUrl: newer.lookUpUrl ?? older.lookUpUrl,
  };
}
