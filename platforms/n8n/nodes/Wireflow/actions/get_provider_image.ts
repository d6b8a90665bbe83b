import type { INodeExecutionData } from 'n8n-workflow';
import { findJobs } from '../../../../../core/runs/flux/find_jobs.js';
import type { ProviderStep } from '../engine/provider_step.js';
import { parameter, timeoutMs } from './parameters.js';
import { providerItems } from './provider_items.js';
import { lookUntil } from './wait_for_purchase.js';

/** Image: Get From Provider: images that an earlier step has bought, as soon as they are ready. */
export async function getProviderImage(step: ProviderStep, item: number): Promise<INodeExecutionData[]> {
  const sinceMs = step.clock.now();
  const deadlineMs = sinceMs + timeoutMs(step.host, item);
  const found = await findJobs(step.until(deadlineMs), String(parameter(step.host, 'job', item) ?? ''));
  const { jobs, message } = await lookUntil(step, found, { sinceMs, deadlineMs });
  return providerItems(step, item, { jobs, files: [], estimate: null, note: message });
}
