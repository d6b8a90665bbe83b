import { randomBytes } from 'node:crypto';
import type { Picture } from '../pictures/picture.js';
import { manualClock, realClock, type Clock } from './clock.js';
import { Faults, type Place } from './faults.js';
import type { Recorded } from './http/serve.js';

export interface ProviderEmulatorOptions {
  /** 0 (default) takes any free port. */
  readonly port?: number;
  /** `manual` (default) moves only when it is told to; a clock of the caller's own is shared with others. */
  readonly clock?: 'manual' | 'real' | Clock;
  /** Where a manual clock starts. */
  readonly startAt?: number;
  /** How long a picture takes. */
  readonly durationMs?: number;
  /** What the account can still spend, in US dollars. */
  readonly balanceUsd?: number;
  /** Whether a picture is drawn, or only has its size: for callers that look at sizes and bytes alone. */
  readonly pictures?: 'drawn' | 'plain';
}

/** A picture that is kept for a while behind a link. */
export interface StoredFile {
  readonly picture: Picture;
  readonly format: 'png' | 'jpeg' | 'webp';
  readonly expiresAtMs: number;
}

/** What every emulator keeps: one account at one provider, or several of which each is taken for the same. */
export class Account {
  origin = '';
  readonly clock: Clock;
  readonly faults = new Faults();
  readonly requests: Recorded[] = [];
  /** Which places were asked. */
  readonly places = new Set<Place>();
  /** The prompt of each picture that was paid for, in the order of their making. */
  readonly bought: string[] = [];
  readonly files = new Map<string, StoredFile>();
  readonly durationMs: number;
  readonly pictures: 'drawn' | 'plain';
  /** May be set. */
  balanceUsd: number;
  /** Keys of further accounts, which see each other's jobs: nobody says that a provider keeps them apart. */
  readonly otherKeys = new Set<string>();
  /** Words that the filter stops, in a prompt (before) and in a finished picture (after). */
  readonly filter = { prompt: /forbidden-prompt/i, picture: /forbidden-picture/i };

  constructor(
    readonly key: string,
    { clock = 'manual', startAt = Date.UTC(2026, 10, 25, 12), durationMs = 6_000, balanceUsd = 20, pictures = 'drawn' }: ProviderEmulatorOptions,
  ) {
    this.clock = clock === 'manual' ? manualClock(startAt) : clock === 'real' ? realClock() : clock;
    this.durationMs = durationMs;
    this.balanceUsd = balanceUsd;
    this.pictures = pictures;
  }

  knows(key: string | undefined): boolean {
    return key !== undefined && (key === this.key || this.otherKeys.has(key));
  }

  /** Keeps a picture for `livesMs`. @returns the path to it, below the origin */
  store(picture: Picture, format: StoredFile['format'], livesMs: number): string {
    const name = `${randomBytes(12).toString('hex')}.${format === 'jpeg' ? 'jpg' : format}`;
    this.files.set(name, { picture, format, expiresAtMs: this.clock.now() + livesMs });
    return `/delivery/${name}`;
  }

  /** Takes a picture's price. */
  charge(prompt: string, usd: number): void {
    this.balanceUsd -= usd;
    this.bought.push(prompt);
  }

  /** A number that no other job has, in the provider's manner. */
  newId(): string {
    return randomBytes(13).toString('hex');
  }
}
