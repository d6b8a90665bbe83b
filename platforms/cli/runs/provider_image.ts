import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { badInput } from '../../../core/model/errors.js';
import { PROVIDERS } from '../../../core/providers/job.js';
import { pictureMark } from '../../../core/runs/made_before.js';
import { CHEAPEST, type ProviderChoice } from '../../../core/runs/flux/choose_offer.js';
import { valueOf, valuesOf, type Call, type Values } from '../definition/command.js';
import { downloadImage } from '../files/download.js';
import { contentTypeOf, imageExtension } from '../files/image_bytes.js';
import { prepareFolder } from '../files/save_images.js';
import type { Host } from '../host.js';
import { assertKey, buyAndSave, providersOf, type PurchaseOutcome } from './purchase.js';
import { readRunOptions } from './run_options.js';
import { readPrompt } from './start_values.js';
import { readMegapixels, readShape, readTier } from './tier_values.js';

/** A picture travels inside the request, a third larger. */
const MOST_INPUT_BYTES = 10 * 1024 * 1024;
/** What `generate` has for Wireflow's workflows only. */
const NOT_HERE = ['webhook', 'workflow', 'style', 'max-credits', 'uncertain-cost', 'fallback', 'input'];

/** `generate --provider`: buys one picture from a provider beside Wireflow. @throws WireflowError before anything is bought; Interrupted */
export async function generateAtProvider(call: Call): Promise<PurchaseOutcome> {
  const { host, values } = call;
  const other = NOT_HERE.find((name) => values[name] !== undefined && (name !== 'input' || valuesOf(values, 'input').length > 0));
  if (other !== undefined) throw badInput(other, `--${other} is for Wireflow’s workflows.`, 'Leave it out, or leave --provider out.');
  const choice = readChoice(valueOf(values, 'provider') ?? '');
  const { runId, afterFailure, reuse, waitMs, folder: named } = await readRunOptions(values, true);
  const folder = named ?? '.';
  if (waitMs === null) throw badInput('wait', '--wait 0 would lose the image: its link dies within minutes.', 'Leave it out, or give it more time.');
  const { promptBody } = await import('../../../core/fields/prompt_body.js');
  const { prompt, seed = null } = promptBody({ prompt: await readPrompt(host, valueOf(values, 'prompt')), seed: valueOf(values, 'seed') }) as { prompt: string; seed?: number };
  const inputImage = await inputImageOf(host, valueOf(values, 'image'));
  const wish = readWish(values, inputImage);
  const { readFluxOptions } = await import('../../../core/fields/flux_options.js');
  const { max_usd: maxUsd } = readFluxOptions({ prompt, max_usd: valueOf(values, 'max-usd') });
  const known = providersOf(host, Infinity);
  assertKey(known, choice);
  await prepareFolder(host.folder, folder);
  const mark = reuse === 'off' || inputImage === null ? null : await inputImage.mark(known.baseUrls.bfl).catch(() => null);
  // Where nobody can tell what an image shows, it is made anew.
  const asked = inputImage !== null && mark === null ? 'off' : reuse;
  const pictures = inputImage === null ? {} : { inputMarks: mark === null ? null : [mark] };
  return buyAndSave(call, { choice, wish, prompt, seed, inputImages: inputImage === null ? [] : [inputImage.address], ...pictures, runId, afterFailure, reuse: asked, maxUsd, waitMs, folder });
}

function readChoice(given: string): ProviderChoice {
  const word = given.trim().toLowerCase();
  const name = word === CHEAPEST ? CHEAPEST : PROVIDERS.find((provider) => provider === word);
  if (name === undefined) throw badInput('provider', `--provider takes one of: ${[...PROVIDERS, CHEAPEST].join(', ')}.`, 'Leave it out for Wireflow.');
  return name;
}

function readWish(values: Values, inputImage: InputImage | null) {
  const tier = readTier(valueOf(values, 'tier') ?? (inputImage === null ? 'final' : 'edit'));
  if (tier === 'edit' && inputImage === null) throw badInput('image', 'The tier “edit” changes an image, and there is none.', 'Give it with --image.');
  return { tier, size: readShape(valueOf(values, 'size')), megapixels: readMegapixels(valueOf(values, 'megapixels')) ?? (tier === 'ultra' ? 4 : 1), inputImages: inputImage === null ? 0 : 1 } as const;
}

interface InputImage {
  /** As the providers take it: a link, or the file's own bytes. */
  readonly address: string;
  /** What tells it from another by what it shows. @throws WireflowError where it can't be fetched */
  mark(baseUrl: string): Promise<string>;
}

/** @throws WireflowError `bad_input` */
async function inputImageOf(host: Host, given: string | undefined): Promise<InputImage | null> {
  const typed = given?.trim();
  if (typed === undefined) return null;
  if (/^https:\/\//i.test(typed) && URL.canParse(typed)) return { address: typed, mark: async (baseUrl) => pictureMark(await downloadImage(typed, baseUrl, host.signal)) };
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(typed)) throw badInput('image', '--image needs a link that starts with https://, or a file.', 'Correct it, or leave it out.');
  const bytes = await readFile(path.resolve(host.folder, typed)).catch(() => null);
  const named = `--image: the file “${path.basename(typed)}”`;
  if (bytes === null) throw badInput('image', `${named} can not be read.`, 'Check its path, or use a link that starts with https://.');
  const extension = imageExtension(bytes);
  if (extension === null) throw badInput('image', `${named} is not an image.`, 'Use a PNG, JPEG or WebP file.');
  if (bytes.byteLength > MOST_INPUT_BYTES) throw badInput('image', `${named} is larger than ${MOST_INPUT_BYTES / 1024 / 1024} MB.`, 'Make it smaller.');
  return { address: `data:${contentTypeOf(extension)};base64,${bytes.toString('base64')}`, mark: async () => pictureMark(bytes) };
}
