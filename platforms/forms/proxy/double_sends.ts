import { Refusal } from './refusal.js';

/** A browser without JavaScript sends a double click twice; no person fills in the same form again this fast. */
const SAME_WITHIN_MS = 10_000;

/** Answers the same content from the same address once: whoever comes second gets the first one's answer. */
export class DoubleSends<Answer> {
  readonly #underWay = new Map<string, { readonly answer: Promise<Answer>; readonly untilMs: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param key the address and the content */
  once(key: string, work: () => Promise<Answer>): Promise<Answer> {
    const nowMs = this.#now();
    for (const [each, { untilMs }] of this.#underWay) if (untilMs <= nowMs) this.#underWay.delete(each);
    const earlier = this.#underWay.get(key);
    if (earlier) return earlier.answer;
    const answer = work();
    this.#underWay.set(key, { answer, untilMs: nowMs + SAME_WITHIN_MS });
    // What surely started nothing may be tried again at once.
    answer.catch((error: unknown) => {
      if (error instanceof Refusal && error.started === 'no') this.#underWay.delete(key);
    });
    return answer;
  }
}
