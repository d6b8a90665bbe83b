import { WireflowError } from '../model/errors.js';
import type { Estimate } from '../model/workflow.js';

/** "12 credits", or "at least 12 credits" when the estimate is a lower bound. */
export function costInWords({ credits, isComplete }: Estimate): string {
  return `${isComplete ? '' : 'at least '}${credits.toLocaleString('en-US')} credit${credits === 1 ? '' : 's'}`;
}

/**
 * Stops a run that would cost too much, before anything is started.
 *
 * @param maxCredits the most that the person is ready to pay
 * @throws WireflowError `too_expensive` over the cap; `out_of_credits` when the balance does not cover the run
 */
export function assertAffordable(estimate: Estimate, maxCredits: number): void {
  if (estimate.credits > maxCredits) {
    throw new WireflowError({
      kind: 'too_expensive',
      problem: `This run would cost ${costInWords(estimate)}, and the field Maximum Credits allows ${maxCredits.toLocaleString('en-US')}.`,
      nextStep: 'Nothing was started. Raise the maximum, or choose a cheaper workflow.',
    });
  }
  if (estimate.isCovered === false) {
    const left = estimate.available === null ? 'fewer' : estimate.available.toLocaleString('en-US');
    throw new WireflowError({
      kind: 'out_of_credits',
      problem: `This run would cost ${costInWords(estimate)}, and the account has ${left} left.`,
      nextStep: 'Nothing was started. Add credits in Wireflow (https://www.wireflow.ai/docs/credits-and-billing), then run the step again.',
    });
  }
}
