import type { WireflowClient } from '../api/client.js';
import { amountInWords, times } from '../model/amounts.js';
import { WireflowError } from '../model/errors.js';
import type { Estimate } from '../model/workflow.js';

/** What happens under a cap to a run whose cost is not certain. */
export const UNCERTAIN_COSTS = ['stop', 'start'] as const;
export type UncertainCost = (typeof UNCERTAIN_COSTS)[number];

/** What a cap has to know about a run. */
export interface CostPlan {
  readonly unestimated: readonly string[];
  readonly uncertainCost: UncertainCost;
  /** Where the cap is for several alike runs: how many they are, and how many of them are still to be started. */
  readonly runs?: Runs;
  workflow(): Promise<{ readonly id: string; readonly isCertain: boolean }>;
}

export interface Runs {
  readonly all: number;
  readonly toStart: number;
}

/** "12 credits", or "at least 12 credits" when the estimate is a lower bound. */
export function costInWords({ credits, isComplete }: Pick<Estimate, 'credits' | 'isComplete'>): string {
  return `${isComplete ? '' : 'at least '}${amountInWords(credits)} credit${credits === 1 ? '' : 's'}`;
}

/**
 * Stops a run that would, or might, cost more than the person allows. The service estimates a workflow as it is saved; what is
 * sent beside that, it does not know.
 *
 * @param maxCredits the most that the person is ready to pay
 * @returns what to tell the person about a cost that is not certain, or null
 * @throws WireflowError as `assertCertain` and `assertAffordable`; as the estimate, where its failure may pass or the person
 *   wants certainty
 */
export async function checkCost(client: WireflowClient, plan: CostPlan, maxCredits: number): Promise<string | null> {
  const isCertain = plan.uncertainCost === 'stop';
  const { runs = { all: 1, toStart: 1 } } = plan;
  if (isCertain) assertCertain(plan.unestimated);
  const estimate = await estimateOf(client, plan).then((one) => together(one, runs)).catch((error: unknown) => {
    if (isCertain || !(error instanceof WireflowError) || error.canRetry || error.kind === 'no_key' || error.kind === 'bad_key') throw error;
    return null;
  });
  if (estimate === null) return runs.all === 1 ? 'The cost of this execution could not be estimated.' : 'The cost of these executions could not be estimated.';
  assertAffordable(estimate, maxCredits, runs.all);
  if (isCertain) assertCertain([], estimate);
  if (plan.unestimated.length > 0) return `The estimate of ${costInWords(estimate)} leaves out ${inWords(plan.unestimated)}.`;
  return estimate.isComplete ? null : `The estimate is a lower bound: ${costInWords(estimate)}.`;
}

async function estimateOf(client: WireflowClient, plan: CostPlan): Promise<Estimate> {
  const { id, isCertain } = await plan.workflow();
  if (!isCertain) throw notCertain('Wireflow does not tell which workflow this address belongs to, so nothing tells what the execution would cost', 'Choose the workflow from the list in place of its address. ');
  return client.estimate(id);
}

/** What several alike runs cost: all of them count for the cap, and the balance has to cover those that are not started yet. */
function together(one: Estimate, { all, toStart }: Runs): Estimate {
  const isTooMuch = one.available !== null && times(one.credits, toStart) > one.available;
  return { ...one, credits: times(one.credits, all), isCovered: isTooMuch && all > 1 ? false : one.isCovered };
}

/**
 * Stops a run whose cost the cap can not cover.
 *
 * @param unestimated what is sent that the estimate does not know, in words
 * @throws WireflowError `too_expensive`
 */
export function assertCertain(unestimated: readonly string[], estimate: Estimate | null = null): void {
  if (unestimated.length > 0) throw notCertain(`Wireflow estimates workflows as they are saved, without ${inWords(unestimated)}, so this execution might cost more than the field Maximum Credits allows`, 'Leave that out. ');
  if (estimate !== null && !estimate.isComplete) throw notCertain(`This execution would cost ${costInWords(estimate)}, and how much more is not known, so it might cost more than the field Maximum Credits allows`);
}

/**
 * Stops a run that would cost too much, before anything is started.
 *
 * @param maxCredits the most that the person is ready to pay
 * @param runs how many runs the estimate is for
 * @throws WireflowError `too_expensive` over the cap; `out_of_credits` when the balance does not cover the run
 */
export function assertAffordable(estimate: Estimate, maxCredits: number, runs = 1): void {
  const [would, cheaper] = runs === 1 ? ['this execution would cost', 'choose a cheaper workflow'] : [`these ${runs} executions would cost`, 'shorten the list'];
  if (!(estimate.credits <= maxCredits)) {
    throw new WireflowError({
      kind: 'too_expensive',
      problem: `The field Maximum Credits allows ${amountInWords(maxCredits)}, and ${would} ${costInWords(estimate)}.`,
      nextStep: `Nothing was started. Raise the maximum, or ${cheaper}.`,
    });
  }
  if (estimate.isCovered === false) {
    const left = estimate.available === null ? 'fewer' : amountInWords(estimate.available);
    throw new WireflowError({
      kind: 'out_of_credits',
      problem: `${would.replace(/^t/, 'T')} ${costInWords(estimate)}, and the account has ${left} left.`,
      nextStep: 'Nothing was started. Add credits in Wireflow (https://www.wireflow.ai/docs/credits-and-billing), then run the step again.',
    });
  }
}

/** @param instead what makes the cost certain, as a sentence with a blank behind it: starting all the same gives up the cap */
function notCertain(problem: string, instead = ''): WireflowError {
  return new WireflowError({
    kind: 'too_expensive',
    problem: `${problem}.`,
    nextStep: `Nothing was started. ${instead}Only if it may cost more, choose to start it all the same in the field If the Cost Is Not Certain, or empty Maximum Credits.`,
  });
}

/** "a", "a and b", "a, b and c". */
function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
