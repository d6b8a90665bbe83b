import type { Job } from '../providers/job.js';
import type { KeptImage } from './flux_output.js';

const LINK = 'https://cdn.wireflow.ai/00000000-0000-1000-8000-000000000000.png';

/** A finished job, as an example of what to map. Everything in it is invented. */
export const SAMPLE_JOB: Job = {
  provider: 'bfl',
  model: 'flux-2-pro',
  id: '0123456789abcdef',
  lookUpUrl: 'https://api.bfl.ai/v1/get_result?id=0123456789abcdef',
  status: 'completed',
  images: [],
  seed: 7,
  costMicroUsd: 30_000,
  startedAt: '2026-03-20T12:01:00.000Z',
  finishedAt: '2026-03-20T12:01:09.000Z',
  requestId: 'req_example_1',
  error: null,
};

/** The same job as it is found again: by its address, which tells neither the model nor what the picture is like. */
export const SAMPLE_FOUND_JOB: Job = { ...SAMPLE_JOB, model: '' };

export const SAMPLE_PROMISED_IMAGE: KeptImage = { url: LINK, file: LINK, width: null, height: null, contentType: null, filename: null };

export const SAMPLE_KEPT_IMAGE: KeptImage = { url: LINK, file: LINK, width: 1024, height: 1024, contentType: 'image/png', filename: 'flux-0a1b2c3d-1.png' };
