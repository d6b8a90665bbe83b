import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { badInput, WireflowError } from '../../../core/model/errors.js';
import { fluxOutput, type KeptImage } from '../../../core/outputs/flux_output.js';
import { jobHasEnded, PROVIDER_LABELS, PROVIDERS, type JobImage, type ProviderName } from '../../../core/providers/job.js';
import { knownProviders, PROVIDER_KEY_FIELDS, type KnownProviders } from '../../../core/providers/known_providers.js';
import type { Provider } from '../../../core/providers/provider.js';
import { CHEAPEST, type ProviderChoice } from '../../../core/runs/flux/choose_offer.js';
import { runFlux, type FluxResult } from '../../../core/runs/flux/flux_run.js';
import { valueOf, valuesOf, type Call, type Values } from '../definition/command.js';
import { codeOfStatus, EXIT, type ExitCode } from '../exit_codes.js';
import { downloadImage } from '../files/download.js';
import { fileMemory } from '../files/file_memory.js';
import { contentTypeOf, imageExtension } from '../files/image_bytes.js';
import { prepareFolder, saveImages } from '../files/save_images.js';
import { stateFolder } from '../files/state_folder.js';
import type { Host } from '../host.js';
import { printOutcome } from '../printing/print_outcome.js';
import { inCliWords } from '../printing/words.js';
import type { Outcome } from './hand_over.js';
import { untilInterrupted, type Stage } from './interruption.js';
import { readRunOptions } from './run_options.js';
import { clockOf, transportOf } from './session.js';
import { readPrompt } from './start_values.js';
import { readMegapixels, readShape, readTier } from './tier_values.js';

/** The names that the providers' own clients read. */
const KEY_VARIABLES: Readonly<Record<ProviderName, string>> = { bfl: 'BFL_API_KEY', deepinfra: 'DEEPINFRA_API_KEY', replicate: 'REPLICATE_API_TOKEN' };
/** A start may take long: DeepInfra answers only when the picture is there. */
const START_MS = 120_000;
/** A picture travels inside the request, a third larger. */
const MOST_INPUT_BYTES = 10 * 1024 * 1024;
/** What `generate` has for Wireflow's workflows only. */
const NOT_HERE = ['webhook', 'workflow', 'style', 'max-credits', 'after-failure', 'reuse', 'uncertain-cost', 'input'];

/** `generate --provider`: buys one picture from a provider beside Wireflow. @throws WireflowError before anything is bought; Interrupted */
export async function generateAtProvider(call: Call): Promise<ExitCode> {
  const { host, values, printer } = call;
  const other = NOT_HERE.find((name) => values[name] !== undefined && (name !== 'input' || valuesOf(values, 'input').length > 0));
  if (other !== undefined) throw badInput(other, `--${other} is for Wireflow’s workflows.`, 'Leave it out, or leave --provider out.');
  const choice = readChoice(valueOf(values, 'provider') ?? '');
  const { runId, waitMs, folder: named } = await readRunOptions(values, true);
  const folder = named ?? '.';
  if (waitMs === null) throw badInput('wait', '--wait 0 would lose the image: its link dies within minutes.', 'Leave it out, or give it more time.');
  const { promptBody } = await import('../../../core/fields/prompt_body.js');
  const { prompt, seed = null } = promptBody({ prompt: await readPrompt(host, valueOf(values, 'prompt')), seed: valueOf(values, 'seed') }) as { prompt: string; seed?: number };
  const inputImage = await inputImageOf(host, valueOf(values, 'image'));
  const wish = readWish(values, inputImage);
  const clock = clockOf(host);
  const deadlineMs = clock.now() + START_MS + waitMs;
  const track: { stage: Stage } = { stage: { at: 'before' } };
  const known = tracked(openProviders(host, choice, deadlineMs), host, track);
  await prepareFolder(host.folder, folder);

  printer.progress(`Buying from ${choice === CHEAPEST ? 'the cheapest provider' : PROVIDER_LABELS[choice]}.`);
  const buying = runFlux(known, fileMemory(stateFolder(host.env), host.now), clock, {
    choice, wish, prompt, seed, format: 'png', inputImages: inputImage === null ? [] : [inputImage], count: 1, runId, afterFailure: 'again_if_free', reuse: 'off', keeper: null, maxUsd: null,
    wait: 'up_to_25_s', deadlineMs: clock.now() + waitMs, canLookAgain: false,
  }); // prettier-ignore
  const verdict = await untilInterrupted(buying, host.signal, () => track.stage);
  if (!('result' in verdict)) throw new Error('An image that is waited for once has no later look');
  const saving = save(host, known, verdict.result, folder, runId);
  return printOutcome(printer, await untilInterrupted(saving, host.signal, () => track.stage));
}

function readChoice(given: string): ProviderChoice {
  const word = given.trim().toLowerCase();
  const name = word === CHEAPEST ? CHEAPEST : PROVIDERS.find((provider) => provider === word);
  if (name === undefined) throw badInput('provider', `--provider takes one of: ${[...PROVIDERS, CHEAPEST].join(', ')}.`, 'Leave it out for Wireflow.');
  return name;
}

function readWish(values: Values, inputImage: string | null) {
  const tier = readTier(valueOf(values, 'tier') ?? (inputImage === null ? 'final' : 'edit'));
  if (tier === 'edit' && inputImage === null) throw badInput('image', 'The tier “edit” changes an image, and there is none.', 'Give it with --image.');
  return { tier, size: readShape(valueOf(values, 'size')), megapixels: readMegapixels(valueOf(values, 'megapixels')) ?? (tier === 'ultra' ? 4 : 1), inputImages: inputImage === null ? 0 : 1 } as const;
}

/** @throws WireflowError `no_key` that names the variable */
function openProviders(host: Host, choice: ProviderChoice, deadlineMs: number): KnownProviders {
  const keys = Object.fromEntries(PROVIDERS.map((name) => [PROVIDER_KEY_FIELDS[name], host.env[KEY_VARIABLES[name]]]));
  const known = knownProviders({ keys, environment: host.env, transport: transportOf(host, 'https://localhost'), now: host.now, deadlineMs });
  const wanted = choice === CHEAPEST ? PROVIDERS : [choice];
  if (!wanted.some((name) => known.hasKey(name))) {
    const label = choice === CHEAPEST ? 'an image provider' : PROVIDER_LABELS[choice];
    throw new WireflowError({ kind: 'no_key', problem: `This needs a key of ${label}, and there is none.`, nextStep: `Set ${wanted.map((name) => KEY_VARIABLES[name]).join(' or ')} to it.` });
  }
  return known;
}

/** The same providers, telling how far a start has come. */
function tracked(known: KnownProviders, host: Host, track: { stage: Stage }): KnownProviders {
  const provider = (name: ProviderName): Provider => {
    const found = known.provider(name);
    return {
      ...found,
      async start(request) {
        if (host.signal.aborted) throw new WireflowError({ kind: 'unavailable', problem: 'Interrupted.', nextStep: 'Nothing was started.' });
        track.stage = { at: 'starting' };
        const job = await found.start(request).catch((error: unknown) => {
          track.stage = { at: 'before' };
          throw error;
        });
        track.stage = { at: 'started', executionId: job.id };
        return job;
      },
    };
  };
  return { ...known, provider };
}

async function save(host: Host, { baseUrls }: KnownProviders, { jobs, estimate, message }: FluxResult, folder: string, runId: string | null): Promise<Outcome> {
  const images = jobs.filter(jobHasEnded).flatMap(({ provider, images: made }) => made.map((image) => ({ image, baseUrl: baseUrls[provider] })));
  const name = jobs[0]?.id ?? 'image';
  const { files, problems } = await saveImages(host.folder, folder, name, images.map(({ image, baseUrl }) => () => bytesOf(image, baseUrl, host.signal)));
  const kept = images.map(({ image: { url, contentType } }, index): KeptImage => {
    const file = files.get(index + 1) ?? null;
    return { url, file, width: null, height: null, contentType, filename: file === null ? null : path.basename(file) };
  });
  const output = fluxOutput(jobs, kept.filter(({ url, file }) => url !== null || file !== null), { estimate, message: message === null ? null : inCliWords(message), runId });
  const code = codeOfStatus(output.status, true);
  return { output, problems, code: code === EXIT.done && problems.length > 0 ? EXIT.notFinished : code };
}

async function bytesOf({ base64, url }: JobImage, baseUrl: string, signal: AbortSignal): Promise<Uint8Array> {
  return base64 === null ? downloadImage(url ?? '', baseUrl, signal) : Buffer.from(base64, 'base64');
}

/** An input image as the providers take it: a link, or the file's own bytes. @throws WireflowError `bad_input` */
async function inputImageOf(host: Host, given: string | undefined): Promise<string | null> {
  const typed = given?.trim();
  if (typed === undefined) return null;
  if (/^https:\/\//i.test(typed) && URL.canParse(typed)) return typed;
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(typed)) throw badInput('image', '--image needs a link that starts with https://, or a file.', 'Correct it, or leave it out.');
  const bytes = await readFile(path.resolve(host.folder, typed)).catch(() => null);
  const named = `--image: the file “${path.basename(typed)}”`;
  if (bytes === null) throw badInput('image', `${named} can not be read.`, 'Check its path, or use a link that starts with https://.');
  const extension = imageExtension(bytes);
  if (extension === null) throw badInput('image', `${named} is not an image.`, 'Use a PNG, JPEG or WebP file.');
  if (bytes.byteLength > MOST_INPUT_BYTES) throw badInput('image', `${named} is larger than ${MOST_INPUT_BYTES / 1024 / 1024} MB.`, 'Make it smaller.');
  return `data:${contentTypeOf(extension)};base64,${bytes.toString('base64')}`;
}
