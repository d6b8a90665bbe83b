import { assertCertain, costInWords, type UncertainCost } from '../../../core/runs/cost_cap.js';
import { WireflowError } from '../../../core/model/errors.js';
import type { Estimate } from '../../../core/model/workflow.js';
import type { Entry } from './report.js';

/** What all runs of a batch may cost together, those of its earlier uses included. */
export class TotalCap {
  readonly #most: number;
  readonly #estimate: Estimate;
  #spent: number;

  /**
   * @param most credits
   * @param estimate of one run
   * @param entries what was started before; where Wireflow does not say what a run cost, the estimate counts, and once for each
   *   try of which nothing is written any more
   * @throws WireflowError `too_expensive` where the estimate is a lower bound and certainty is wanted
   */
  constructor(most: number, estimate: Estimate, uncertainCost: UncertainCost, entries: readonly Entry[]) {
    if (uncertainCost === 'stop') assertCertain([], estimate);
    this.#most = most;
    this.#estimate = estimate;
    const { credits } = estimate;
    this.#spent = entries.reduce((sum, entry) => sum + (hasStarted(entry) && entry.status !== 'starting' ? (entry.credits ?? credits) : 0) + entry.tries * credits, 0);
  }

  /**
   * Before anything is started.
   *
   * @param runs how many are still to be started
   * @throws WireflowError `too_expensive`
   */
  check(runs: number): void {
    if (this.#spent + runs * this.#estimate.credits > this.#most) throw this.#tooMuch(runs);
  }

  /**
   * Takes one run out of the cap before it is started, so that rows at the same moment can't pass it together.
   *
   * @returns told how the row ended: what surely was no start is given back, and a cost that is known takes the estimate's place
   * @throws WireflowError `too_expensive`: earlier runs have cost more than was estimated
   */
  reserve(): (entry: Entry | undefined) => void {
    this.check(1);
    const { credits } = this.#estimate;
    this.#spent += credits;
    return (entry) => {
      this.#spent += (entry !== undefined && hasStarted(entry) ? (entry.credits ?? credits) : 0) - credits;
    };
  }

  #tooMuch(runs: number): WireflowError {
    const { credits } = this.#estimate;
    const [more, spent] = [{ ...this.#estimate, credits: credits * runs }, this.#spent];
    return new WireflowError({
      kind: 'too_expensive',
      problem: `${runs === 1 ? 'One more row' : `${runs} more rows`} would cost ${costInWords(more)}${spent > 0 ? `, after ${spent.toLocaleString('en-US')} before` : ''}, and --max-total-credits allows ${this.#most.toLocaleString('en-US')}.`,
      nextStep: 'Nothing more was started. Raise it, or shorten the table.',
    });
  }
}

const hasStarted = ({ status }: Entry): boolean => status !== 'not_started';
