import type { EmulatedExecution } from './execution.js';
import { ServiceError } from './service_error.js';

export interface CreditLine {
  nodeId: string;
  nodeLabel: string;
  credits: number;
}

/** The account's balance: checked before a start, charged when a run completes (billing page). */
export class Credits {
  private readonly unsettled = new Set<EmulatedExecution>();
  private settled: number;
  private spent = 0;

  constructor(startingCredits: number) {
    this.settled = startingCredits;
  }

  /** Credits left, after charging the runs that have completed since the last look. */
  available(): number {
    for (const execution of this.unsettled) {
      if (!execution.hasEnded) continue;
      this.unsettled.delete(execution);
      if (execution.status !== 'COMPLETED') continue;
      this.settled -= execution.credits;
      this.spent += execution.credits;
    }
    return this.settled;
  }

  used(): number {
    this.available();
    return this.spent;
  }

  set(credits: number): void {
    this.available();
    this.settled = credits;
  }

  /**
   * The check before a start.
   * Guess: runs that are still going reserve nothing, so several may start on the same credits.
   * @throws ServiceError 402 with the breakdown of reference/errors
   */
  check(breakdown: readonly CreditLine[]): void {
    const required = breakdown.reduce((sum, line) => sum + line.credits, 0);
    const available = this.available();
    if (available >= required) return;
    throw new ServiceError(
      402,
      `Insufficient credits. Required: ${required}, Available: ${available}`,
      'insufficient_credits',
      {
        insufficientCredits: true,
        requiredCredits: required,
        availableCredits: available,
        breakdown: breakdown.map(({ nodeId, nodeLabel, credits }) => ({ nodeId, nodeLabel, credits })),
      },
    );
  }

  /** Charges this run once it has completed. */
  chargeWhenDone(execution: EmulatedExecution): void {
    this.unsettled.add(execution);
  }
}
