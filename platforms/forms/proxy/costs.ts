import type { WireflowClient } from '../../../core/api/client.js';
import { unestimatedInPrompt } from '../../../core/fields/unestimated.js';
import type { Estimate } from '../../../core/model/workflow.js';
import { assertAffordable, costInWords, type UncertainCost } from '../../../core/runs/cost_cap.js';
import type { FormValue } from './read_form.js';
import { Refusal } from './refusal.js';

const KNOWN_FOR_MS = 10 * 60_000;

export interface CostRules {
  /** What the owner says that a run costs, in credits; null to ask. */
  readonly given: number | null;
  /** The most that a run may cost, in credits. */
  readonly most: number | null;
  /** What happens to a run whose cost the estimate does not tell for certain. */
  readonly uncertain: UncertainCost;
}

/** What one run costs: as the owner says, or as Wireflow estimates it. */
export class Costs {
  readonly #client: WireflowClient;
  readonly #webhook: string;
  readonly #rules: CostRules;
  #known: { readonly estimate: Estimate; readonly untilMs: number } | null = null;

  constructor(client: WireflowClient, webhook: string, rules: CostRules) {
    this.#client = client;
    this.#webhook = webhook;
    this.#rules = rules;
  }

  /**
   * @param body what the webhook would get
   * @returns credits
   * @throws WireflowError `too_expensive`, `out_of_credits`, or why it can't be told; Refusal `cost_limit` where it is not certain
   */
  async creditsOf(body: Readonly<Record<string, FormValue>>): Promise<number> {
    const { given, most, uncertain } = this.#rules;
    if (given !== null) {
      assertAffordable({ credits: given, isComplete: true, isCovered: null, available: null, nodes: [] }, most ?? Infinity);
      return given;
    }
    const [unknown] = unestimatedInPrompt(body);
    if (uncertain === 'stop' && unknown !== undefined) throw notCertain(`Wireflow estimates workflows as they are saved, without ${unknown}`);
    const estimate = await this.#estimate();
    if (uncertain === 'stop' && !estimate.isComplete) throw notCertain(`Wireflow’s estimate is a lower bound (${costInWords(estimate)})`);
    assertAffordable(estimate, most ?? Infinity);
    this.#known = { estimate, untilMs: this.#known?.untilMs ?? this.#client.now() + KNOWN_FOR_MS };
    return estimate.credits;
  }

  /** What can't be afforded is asked anew each time: the owner may add credits. */
  async #estimate(): Promise<Estimate> {
    if (this.#known !== null && this.#known.untilMs > this.#client.now()) return this.#known.estimate;
    this.#known = null;
    const { workflowId } = await this.#client.triggerInfo(this.#webhook);
    return this.#client.estimate(workflowId ?? this.#webhook);
  }
}

function notCertain(why: string): Refusal {
  const cause = new Error(`${why}, so an image might cost more than is allowed. Say what one costs at most in FORM_CREDITS_PER_RUN, or set FORM_UNCERTAIN_COST to start.`);
  return new Refusal({ status: 402, code: 'cost_limit', message: 'It is not certain what this image would cost, so it is not made. Nothing was started; please tell the owner of this page.', cause });
}
