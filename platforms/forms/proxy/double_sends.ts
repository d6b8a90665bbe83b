import { Refusal } from './refusal.js';

/** A browser without JavaScript sends a double click twice; no person fills in the same form again this fast. */
const SAME_WITHIN_MS = 10_000;

/** Answers the same content from the same address once: whoever comes second gets the first one's answer. */
export class DoubleSends<Answer> {
  readonly #underWay = new Map<string, { readonly answer: Promise<Answer>; untilMs: number }>();
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
    // As long as it is under way, however slow the service is, and a while after that.
    const entry = { answer, untilMs: Infinity };
    this.#underWay.set(key, entry);
    answer.then(
      () => void (entry.untilMs = this.#now() + SAME_WITHIN_MS),
      (error: unknown) => {
        entry.untilMs = this.#now() + SAME_WITHIN_MS;
        // What surely started nothing may be tried again at once.
        if (error instanceof Refusal && error.started === 'no') this.#underWay.delete(key);
      },
    );
    return answer;
  }
}
