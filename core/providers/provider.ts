import type { Job, JobReference, ProviderName } from './job.js';
import type { Offer } from './offers.js';

/** What one picture is made from. Sizes are in the offer, snapped to what its model takes. */
export interface FluxRequest {
  readonly offer: Offer;
  readonly prompt: string;
  /** A whole number from 0; null leaves it to the provider. */
  readonly seed: number | null;
  readonly format: ImageFormat;
  /** Links that the provider can open, or `data:` addresses. */
  readonly inputImages: readonly string[];
}

export const IMAGE_FORMATS = ['png', 'jpeg'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** One provider with one person's key: what every adapter can do. All methods throw `WireflowError` without secrets. */
export interface Provider {
  readonly name: ProviderName;
  /**
   * Buys one picture; sends one request, never a second one.
   *
   * @throws WireflowError `start_unknown` when the job may exist all the same; every other kind means that nothing was
   *   started
   */
  start(request: FluxRequest): Promise<Job>;
  /**
   * Looks at a job; free.
   *
   * @throws WireflowError `not_found` when the provider does not know it (yet, or any more)
   */
  look(job: JobReference): Promise<Job>;
  /** Stops a job, where the provider can; null where it can't. */
  readonly cancel: ((job: JobReference) => Promise<Job>) | null;
  /** Asks whether the key is accepted; free. @throws WireflowError `bad_key` */
  checkKey(): Promise<void>;
  /** What is left on the account, in millionths of a US dollar; null where the provider does not tell. */
  readonly balance: (() => Promise<number>) | null;
}
