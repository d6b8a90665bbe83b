import { access, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { baseUrlFrom } from '../core/api/base_url.js';
import { promptBody } from '../core/fields/prompt_body.js';
import { PROVIDERS } from '../core/providers/job.js';
import { CHEAPEST } from '../core/runs/flux/choose_offer.js';
import type { DemoArguments } from './arguments.js';
import { readWebhookAddress } from '../core/fields/webhook_address.js';

export const OUT_FOLDER = 'out';
const MAKERS: readonly string[] = [CHEAPEST, ...PROVIDERS];

/**
 * Finds what would go wrong after the image is paid, or before anything is sent.
 *
 * @throws Error in one sentence: for a webhook that is none, a key or an address without one, a size or a provider that there is not,
 *   a folder that can't be written
 */
export async function checkBefore({ prompt, size, provider }: Pick<DemoArguments, 'prompt' | 'size' | 'provider'>, environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (provider === undefined) checkService(environment);
  else if (!MAKERS.includes(provider)) throw new Error(`--provider takes one of: ${MAKERS.join(', ')}.`);
  promptBody({ prompt, ...(size === undefined ? {} : { size }) });
  const folder = path.resolve(OUT_FOLDER);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch {
    throw new Error(`The image is saved under ${OUT_FOLDER}/, which can not be written here: make it writable, or go to another folder.`);
  }
}

function checkService(environment: NodeJS.ProcessEnv): void {
  const [webhook, apiKey, baseUrl] = ['WIREFLOW_WEBHOOK', 'WIREFLOW_API_KEY', 'WIREFLOW_BASE_URL'].map((name) => environment[name]?.trim());
  if (webhook) readWebhookAddress(webhook, baseUrlFrom(environment));
  else if (baseUrl) throw new Error('WIREFLOW_BASE_URL is set, and WIREFLOW_WEBHOOK is not: set it to the URL of the webhook to use there, or unset WIREFLOW_BASE_URL to use a local emulator.');
  else if (apiKey) throw new Error('WIREFLOW_API_KEY is set, and WIREFLOW_WEBHOOK is not: set it to the URL of the webhook to use, or unset the key to use the local emulator.');
}
