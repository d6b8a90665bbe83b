import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { badInput, WireflowError } from '../../../core/model/errors.js';
import { providerBaseUrls } from '../../../core/providers/hosts.js';
import { PROVIDER_LABELS, PROVIDERS, type ProviderName } from '../../../core/providers/job.js';
import type { Provider } from '../../../core/providers/provider.js';
import { providerWith } from '../../../core/providers/providers.js';
import { contentTypeOf, imageExtension } from '../files/image_bytes.js';
import type { Host } from '../host.js';
import { transportOf } from './session.js';

/** The names that the providers' own clients read. */
const KEY_VARIABLES: Readonly<Record<ProviderName, string>> = { bfl: 'BFL_API_KEY', deepinfra: 'DEEPINFRA_API_KEY', replicate: 'REPLICATE_API_TOKEN' };
const PRINTABLE = /^[\x21-\x7e]+$/;
/** A picture travels inside the request, a third larger. */
const MOST_INPUT_BYTES = 10 * 1024 * 1024;

/** @throws WireflowError `bad_input` */
export function readProviderName(given: string): ProviderName {
  const name = PROVIDERS.find((provider) => provider === given.trim().toLowerCase());
  if (name === undefined) throw badInput('provider', `--provider takes one of: ${PROVIDERS.join(', ')}.`, 'Leave it out for Wireflow.');
  return name;
}

/** @throws WireflowError `no_key` or `bad_key` */
export function openProvider(host: Host, name: ProviderName, deadlineMs: number): { readonly provider: Provider; readonly baseUrl: string } {
  const variable = KEY_VARIABLES[name];
  const apiKey = host.env[variable]?.trim().replace(/^Bearer\s+/i, '') ?? '';
  if (apiKey === '') throw new WireflowError({ kind: 'no_key', problem: `This needs a key of ${PROVIDER_LABELS[name]}, and there is none.`, nextStep: `Set ${variable} to it.` });
  if (!PRINTABLE.test(apiKey)) throw new WireflowError({ kind: 'bad_key', problem: `The key in ${variable} holds characters that no key has.`, nextStep: 'Set it again, without spaces or line breaks.' });
  const baseUrl = providerBaseUrls(host.env)[name];
  return { baseUrl, provider: providerWith(name, { transport: transportOf(host, baseUrl), apiKey, baseUrl, now: host.now, deadlineMs }) };
}

/** An input image as the providers take it: a link, or the file's own bytes. @throws WireflowError `bad_input` */
export async function inputImageOf(host: Host, given: string | undefined): Promise<string | null> {
  const typed = given?.trim();
  if (typed === undefined) return null;
  if (/^https:\/\//i.test(typed) && URL.canParse(typed)) return typed;
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(typed)) throw badInput('image', '--image needs a link that starts with https://, or a file.', 'Correct it, or leave it out.');
  const bytes = await readFile(path.resolve(host.folder, typed)).catch(() => null);
  if (bytes === null) throw badInput('image', `--image: the file “${path.basename(typed)}” can not be read.`, 'Check its path, or use a link that starts with https://.');
  const extension = imageExtension(bytes);
  if (extension === null) throw badInput('image', `--image: the file “${path.basename(typed)}” is not an image.`, 'Use a PNG, JPEG or WebP file.');
  if (bytes.byteLength > MOST_INPUT_BYTES) throw badInput('image', `--image: the file “${path.basename(typed)}” is larger than ${MOST_INPUT_BYTES / 1024 / 1024} MB.`, 'Make it smaller.');
  return `data:${contentTypeOf(extension)};base64,${bytes.toString('base64')}`;
}
