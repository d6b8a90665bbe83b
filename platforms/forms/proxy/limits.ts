import type { Counters } from './counters.js';
import { times } from '../../../core/model/amounts.js';
import { Refusal } from './refusal.js';

const HOUR_S = 60 * 60;
const DAY_S = 24 * HOUR_S;
const TRIES_PER_START = 4;
/** Credits are counted in millionths: a shared counter may keep whole numbers alone, and its sums of others end in noise. */
const MILLION = 1_000_000;

export interface Caps {
  readonly perAddressAndHour: number;
  readonly perDay: number;
  readonly creditsPerDay: number | null;
}

/** Counts who asks how often, and what a day costs. Whatever can't be counted is not started. */
export class Limits {
  readonly #counters: Counters;
  readonly #caps: Caps;
  readonly #now: () => number;

  constructor(counters: Counters, caps: Caps, now: () => number) {
    this.#counters = counters;
    this.#caps = caps;
    this.#now = now;
  }

  /**
   * Counts a request that is only about to be read: checks that fail are not free either.
   *
   * @throws Refusal `address_limit`
   */
  async countTry(address: string): Promise<void> {
    const { slot, leftS } = this.#window(HOUR_S);
    const tries = await this.#add(`address:try:${address}:${slot}`, 1, HOUR_S);
    if (tries > this.#caps.perAddressAndHour * TRIES_PER_START) throw tooMany(leftS);
  }

  /**
   * Takes one start out of every cap before it is made, so that requests at the same moment can't pass a cap together.
   *
   * @param credits what the start costs; null when no cap needs it
   * @returns gives it all back, for a start that surely was none
   * @throws Refusal `address_limit`, `day_limit` or `cost_limit`
   */
  async reserve(address: string, credits: number | null): Promise<() => Promise<void>> {
    const hour = this.#window(HOUR_S);
    const day = this.#window(DAY_S);
    const taken: (() => Promise<unknown>)[] = [];
    const giveBack = async (): Promise<void> => void (await Promise.allSettled(taken.splice(0).map((undo) => undo())));
    const take = async (key: string, amount: number, ttlS: number, most: number, refusal: () => Refusal): Promise<void> => {
      const total = await this.#add(key, amount, ttlS);
      taken.push(() => this.#counters.add(key, -amount, ttlS));
      if (total > most) throw refusal();
    };
    try {
      await take(`address:start:${address}:${hour.slot}`, 1, HOUR_S, this.#caps.perAddressAndHour, () => tooMany(hour.leftS));
      await take(`day:starts:${day.slot}`, 1, DAY_S, this.#caps.perDay, () => closedToday(day.leftS, 'day_limit'));
      const { creditsPerDay } = this.#caps;
      if (creditsPerDay !== null && credits !== null) {
        await take(`day:millionths:${day.slot}`, Math.ceil(times(credits, MILLION)), DAY_S, Math.floor(times(creditsPerDay, MILLION)), () => closedToday(day.leftS, 'cost_limit'));
      }
    } catch (error) {
      await giveBack();
      throw error;
    }
    return giveBack;
  }

  async #add(key: string, amount: number, ttlS: number): Promise<number> {
    const total = await this.#counters.add(key, amount, ttlS).catch((cause: unknown) => {
      throw notCounted(cause);
    });
    if (!Number.isFinite(total)) throw notCounted(new Error('The counters gave no number.'));
    return total;
  }

  #window(lengthS: number): { slot: number; leftS: number } {
    const nowS = this.#now() / 1000;
    const slot = Math.floor(nowS / lengthS);
    return { slot, leftS: Math.ceil((slot + 1) * lengthS - nowS) };
  }
}

function tooMany(retryAfterS: number): Refusal {
  const minutes = Math.ceil(retryAfterS / 60);
  return new Refusal({
    status: 429,
    code: 'address_limit',
    message: `You have asked for as many images as one person may in an hour. Nothing was started; please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    retryAfterS,
  });
}

const closedToday = (retryAfterS: number, code: 'day_limit' | 'cost_limit'): Refusal =>
  new Refusal({ status: 429, code, message: 'No more images are made here today. Nothing was started; please come back tomorrow.', retryAfterS });

const notCounted = (cause: unknown): Refusal =>
  new Refusal({ status: 503, code: 'unavailable', message: 'This form can not take requests at the moment. Nothing was started; please try again later.', retryAfterS: 60, cause });
