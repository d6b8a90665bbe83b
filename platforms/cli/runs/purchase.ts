import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { WireflowError } from '../../../core/model/errors.js';
import { fluxOutput, type FluxOutput, type KeptImage } from '../../../core/outputs/flux_output.js';
import { jobHasEnded, PROVIDER_LABELS, PROVIDERS, type Job, type JobImage, type ProviderName } from '../../../core/providers/job.js';
import { knownProviders, PROVIDER_KEY_FIELDS, type KnownProviders } from '../../../core/providers/known_providers.js';
import type { Provider } from '../../../core/providers/provider.js';
import { CHEAPEST } from '../../../core/runs/flux/choose_offer.js';
import type { FluxPlan, FluxResult } from '../../../core/runs/flux/flux_plan.js';
import { runFlux } from '../../../core/runs/flux/flux_run.js';
import { jobAddress } from '../../../core/runs/flux/job_address.js';
import type { Call } from '../definition/command.js';
import { codeOfStatus, EXIT } from '../exit_codes.js';
import { downloadImage } from '../files/download.js';
import { fileMemory } from '../files/file_memory.js';
import { keptPictures, PICTURES_ON_DISK } from '../files/kept_pictures.js';
import type { Bytes, SavedImages } from '../files/save_images.js';
import { saveOrSpare } from '../files/spare_folder.js';
import { stateFolder } from '../files/state_folder.js';
import type { Host } from '../host.js';
import { inCliWords } from '../printing/words.js';
import type { Outcome } from './hand_over.js';
import { untilInterrupted, type Stage } from './interruption.js';
import { clockOf, transportOf } from './session.js';

/** The names that the providers' own clients read. */
export const KEY_VARIABLES: Readonly<Record<ProviderName, string>> = { bfl: 'BFL_API_KEY', deepinfra: 'DEEPINFRA_API_KEY', replicate: 'REPLICATE_API_TOKEN' };
/** A start may take long: DeepInfra answers only when the picture is there. */
const START_MS = 120_000;

/** A picture to be bought from a provider beside Wireflow, read and checked before anything is sent. */
export interface Purchase extends Pick<FluxPlan, 'choice' | 'wish' | 'prompt' | 'seed' | 'inputImages' | 'inputMarks' | 'target' | 'owner' | 'runId' | 'afterFailure' | 'reuse' | 'maxUsd'> {
  readonly waitMs: number;
  /** Where the picture is saved: the links of providers die within minutes. */
  readonly folder: string;
}

export type PurchaseOutcome = Outcome & { readonly output: FluxOutput };

/** Buys one picture and saves it. @throws WireflowError before anything is bought; Interrupted */
export async function buyAndSave({ host, printer }: Pick<Call, 'host' | 'printer'>, { waitMs, folder, ...plan }: Purchase): Promise<PurchaseOutcome> {
  const clock = clockOf(host);
  const track: { stage: Stage } = { stage: { at: 'before' } };
  const known = tracked(providersOf(host, clock.now() + START_MS + waitMs, clock.now), host, track);
  assertKey(known, plan.choice);
  printer.progress(`Buying from ${plan.choice === CHEAPEST ? 'the cheapest provider' : PROVIDER_LABELS[plan.choice]}.`);
  const buying = runFlux(known, fileMemory(stateFolder(host.env), host.now), clock, {
    ...plan, format: 'png', count: 1, keeper: PICTURES_ON_DISK, wait: 'up_to_25_s', deadlineMs: clock.now() + waitMs, canLookAgain: false,
  }); // prettier-ignore
  const verdict = await untilInterrupted(buying, host.signal, () => track.stage);
  if (!('result' in verdict)) throw new Error('An image that is waited for once has no later look');
  const saving = saveResult(host, known.baseUrls, verdict.result, { folder, runId: plan.runId, waited: true });
  return untilInterrupted(saving, host.signal, () => track.stage);
}

/** The providers that the environment has keys for. @param deadlineMs every request ends before it, ms since 1970 on the clock of `now` */
export function providersOf(host: Host, deadlineMs: number, now = host.now): KnownProviders {
  const keys = Object.fromEntries(PROVIDERS.map((name) => [PROVIDER_KEY_FIELDS[name], host.env[KEY_VARIABLES[name]]]));
  return knownProviders({ keys, environment: host.env, transport: transportOf(host, 'https://localhost'), now, deadlineMs });
}

/** @throws WireflowError `no_key` that names the variable */
export function assertKey(known: Pick<KnownProviders, 'hasKey'>, choice: FluxPlan['choice']): void {
  const wanted = choice === CHEAPEST ? PROVIDERS : [choice];
  if (wanted.some((name) => known.hasKey(name))) return;
  const label = choice === CHEAPEST ? 'an image provider' : PROVIDER_LABELS[choice];
  throw new WireflowError({ kind: 'no_key', problem: `This needs a key of ${label}, and there is none.`, nextStep: `Set ${wanted.map((name) => KEY_VARIABLES[name]).join(' or ')} to it.` });
}

/** The same providers, telling how far a start has come. */
function tracked(known: KnownProviders, host: Host, track: { stage: Stage }): KnownProviders {
  const provider = (name: ProviderName): Provider => {
    const found = known.provider(name);
    return {
      ...found,
      async start(request) {
        if (host.signal.aborted) throw new WireflowError({ kind: 'unavailable', problem: 'Interrupted.', nextStep: 'Nothing was started.' });
        track.stage = { at: 'starting', seenAt: `your usage at ${PROVIDER_LABELS[name]}` };
        const job = await found.start(request).catch((error: unknown) => {
          track.stage = { at: 'before' };
          throw error;
        });
        track.stage = { at: 'started', executionId: jobAddress([job]) };
        return job;
      },
    };
  };
  return { ...known, provider };
}

/**
 * Jobs as a command hands them on, with their pictures saved: they have been paid for, so that nothing here is an error.
 *
 * @param as.folder null where nothing is to be saved
 * @param as.waited whether the end of the jobs was asked for
 */
export async function saveResult(host: Host, baseUrls: KnownProviders['baseUrls'], result: Pick<FluxResult, 'jobs' | 'estimate' | 'message' | 'files'> & Partial<Pick<FluxResult, 'keep'>>, as: { readonly folder: string | null; readonly runId: string | null; readonly waited: boolean }): Promise<PurchaseOutcome> {
  const { jobs, estimate, message } = result;
  const pictures = picturesOf(host, baseUrls, result);
  const { files, problems, isFolderShut }: SavedImages = as.folder === null ? NOTHING_SAVED : await saveOrSpare(host.folder, as.folder, jobs[0]?.id ?? 'image', pictures.map(({ bytes }) => bytes));
  if (files.size > 0 && files.size === pictures.length) await result.keep?.(keptPictures(host.folder, [...files.values()]));
  const kept = pictures.map(({ url, contentType }, index): KeptImage => {
    const file = files.get(index + 1) ?? null;
    return { url, file, width: null, height: null, contentType, filename: file === null ? null : path.basename(file) };
  });
  const output = fluxOutput(jobs, kept.filter(({ url, file }) => url !== null || file !== null), { estimate, message: message === null ? null : inCliWords(message), runId: as.runId });
  const code = codeOfStatus(output.status, as.waited);
  return { output, problems, isFolderShut, code: code === EXIT.done && problems.length > 0 ? EXIT.notFinished : code };
}

const NOTHING_SAVED: SavedImages = { files: new Map(), problems: [], isFolderShut: false };

interface Picture {
  readonly url: string | null;
  readonly contentType: string | null;
  readonly bytes: Bytes;
}

/** What an earlier command has saved, or what the jobs give now. */
function picturesOf(host: Host, baseUrls: KnownProviders['baseUrls'], { jobs, files }: Pick<FluxResult, 'jobs' | 'files'>): Picture[] {
  if (files !== null) return files.map(({ address, contentType }) => ({ url: null, contentType, bytes: () => readFile(address) }));
  const ended: readonly Job[] = jobs.filter(jobHasEnded);
  return ended.flatMap(({ provider, images }) => images.map((image) => ({ url: image.url, contentType: image.contentType, bytes: () => bytesOf(image, baseUrls[provider], host.signal) })));
}

async function bytesOf({ base64, url }: JobImage, baseUrl: string, signal: AbortSignal): Promise<Uint8Array> {
  return base64 === null ? downloadImage(url ?? '', baseUrl, signal) : Buffer.from(base64, 'base64');
}
