import type { LockingMemory } from '../../memory.js';
import type { Estimate } from '../../prices/image_price.js';
import { PROVIDERS, type Job, type ProviderName } from '../../providers/job.js';
import type { KnownProviders } from '../../providers/known_providers.js';
import type { Wish } from '../../providers/offers.js';
import type { FluxRequest, ImageFormat } from '../../providers/provider.js';
import type { MadeBefore, Reuse } from '../made_before.js';
import type { Owner } from '../owner.js';
import type { AfterFailure, Wait } from '../start_run.js';
import type { Clock } from '../wait_for_end.js';
import { chooseOffer, type ChosenOffer, type ProviderChoice } from './choose_offer.js';
import type { FileKeeper, KeptFile } from './images_made_before.js';

/** As long as an Only Once ID is kept. */
const RUN_ID_LASTS_S = 24 * 60 * 60;

export interface FluxPlan {
  readonly choice: ProviderChoice;
  readonly wish: Wish;
  readonly prompt: string;
  readonly seed: number | null;
  readonly format: ImageFormat;
  readonly inputImages: readonly string[];
  /** What stands for them where it is asked whether the same was made before; null where their links are all that is known. */
  readonly inputMarks?: readonly string[] | null;
  /** How many images, 1 to 4. */
  readonly count: number;
  /** What an Only Once ID stands for beside itself: the tier where nothing else is said. */
  readonly target?: string;
  /** Whose that target is; without one, the image's own account. */
  readonly owner?: Owner;
  /** Null where the person maps none: then no two runs are ever merged. */
  readonly runId: string | null;
  readonly afterFailure: AfterFailure;
  readonly reuse: Reuse;
  /** Null where the platform keeps no files: then what was made before is found only while the provider has it. */
  readonly keeper: FileKeeper | null;
  /** For all images together; null for no cap. */
  readonly maxUsd: number | null;
  readonly wait: Wait;
  readonly deadlineMs: number;
  /** Whether the platform can run the step again later. */
  readonly canLookAgain: boolean;
}

export interface FluxResult {
  readonly jobs: readonly Job[];
  /** Of one image, by the price list; null where it is not known, or the run is an earlier one. */
  readonly estimate: Estimate | null;
  readonly message: string | null;
  /** The pictures' files where an earlier step has kept them; null where they are to be fetched now. */
  readonly files: readonly KeptFile[] | null;
  /** Keeps the files of all pictures, for a later step that is to give them again. Never throws. */
  keep(files: readonly KeptFile[]): Promise<void>;
}

export type FluxVerdict = { readonly result: FluxResult } | { readonly lookAgainInMs: number };

/** What one run of a step works with. */
export interface Step {
  readonly known: KnownProviders;
  readonly memory: LockingMemory;
  readonly clock: Clock;
  readonly plan: FluxPlan;
  /** What the Only Once ID stands for; null without one. */
  readonly key: string | null;
}

/** The offer that the plan comes to today. @throws WireflowError */
export function choose({ known, clock, plan }: Step): ChosenOffer {
  return chooseOffer(plan.choice, plan.wish, (name) => known.hasKey(name), new Date(clock.now()).toISOString().slice(0, 10));
}

export function requestOf({ prompt, seed, format, inputImages }: FluxPlan, { offer }: ChosenOffer): FluxRequest {
  return { offer, prompt, seed, format, inputImages };
}

/** A request with what stands for its input images. */
export function asMarked({ inputMarks }: FluxPlan, request: FluxRequest): FluxRequest {
  return { ...request, inputImages: inputMarks ?? request.inputImages };
}

/**
 * Whose images of a provider are: its account's, by its key. No provider tells of two keys whether one account has both, and one of
 * them may show a job to whoever knows its address: an image is bought again rather than handed to somebody else.
 *
 * @param provider that the next image is bought from
 */
export function ownerOfImages(known: Pick<KnownProviders, 'account' | 'hasKey'>, provider: ProviderName | null): Owner {
  const own = new Set(PROVIDERS.filter((name) => known.hasKey(name)).map((name) => known.account(name)));
  return { account: provider === null ? null : known.account(provider), isOwn: async (account) => own.has(account) };
}

/** Under what the files of an Only Once ID are kept. */
export function filesOf({ known, key }: Pick<Step, 'known' | 'key'>, provider: ProviderName): MadeBefore | null {
  return key === null ? null : { key: `files:${known.account(provider)}:${key}`, lastsS: RUN_ID_LASTS_S };
}
