import type { WireflowClient } from '../../../core/api/client.js';
import { assertAffordable } from '../../../core/runs/cost_cap.js';

const KNOWN_FOR_MS = 10 * 60_000;

/** What one run costs: as the owner says, or as Wireflow estimates it. */
export class Costs {
  readonly #client: WireflowClient;
  readonly #webhook: string;
  readonly #given: number | null;
  readonly #most: number | null;
  #known: { readonly credits: number; readonly untilMs: number } | null = null;

  /**
   * @param given what the owner says that a run costs, in credits; null to ask
   * @param most the most that a run may cost, in credits
   */
  constructor(client: WireflowClient, webhook: string, given: number | null, most: number | null) {
    this.#client = client;
    this.#webhook = webhook;
    this.#given = given;
    this.#most = most;
  }

  /** @throws WireflowError `too_expensive`, `out_of_credits`, or why it can't be told; nothing was started */
  async creditsOfARun(): Promise<number> {
    if (this.#given !== null) {
      assertAffordable({ credits: this.#given, isComplete: true, isCovered: null, available: null, nodes: [] }, this.#most ?? Infinity);
      return this.#given;
    }
    if (this.#known && this.#known.untilMs > this.#client.now()) return this.#known.credits;
    const { workflowId } = await this.#client.triggerInfo(this.#webhook);
    const estimate = await this.#client.estimate(workflowId ?? this.#webhook);
    assertAffordable(estimate, this.#most ?? Infinity);
    this.#known = { credits: estimate.credits, untilMs: this.#client.now() + KNOWN_FOR_MS };
    return estimate.credits;
  }
}
