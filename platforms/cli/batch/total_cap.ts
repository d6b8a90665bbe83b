import { costInWords, type UncertainCost } from '../../../core/runs/cost_cap.js';
import { amountInWords, sumOf, times } from '../../../core/model/amounts.js';
import { WireflowError } from '../../../core/model/errors.js';
import type { Estimate } from '../../../core/model/workflow.js';
import type { Entry } from './report.js';

/** What all runs of a batch may cost together, those of its earlier uses included. */
export class TotalCap {
  readonly #most: number;
  readonly #estimate: Estimate;
  readonly #uncertainCost: UncertainCost;
  #spent: number;

  /**
   * @param most credits
   * @param estimate of one run
   * @param entries what was started before; where Wireflow does not say what a run cost, the estimate counts, and once for each
   *   try of which nothing is written any more
   * @throws WireflowError `too_expensive` where the estimate is a lower bound and certainty is wanted
   */
  constructor(most: number, estimate: Estimate, uncertainCost: UncertainCost, entries: readonly Entry[]) {
    if (uncertainCost === 'stop' && !estimate.isComplete) throw notCertain(`An execution costs ${costInWords(estimate)}, and how much more is not known`);
    this.#most = most;
    this.#uncertainCost = uncertainCost;
    this.#estimate = estimate;
    const { credits } = estimate;
    this.#spent = sumOf(entries.flatMap((entry) => [hasStarted(entry) && entry.status !== 'starting' ? (entry.credits ?? credits) : 0, times(credits, entry.tries)]));
  }

  /**
   * Before anything is started.
   *
   * @param runs how many are still to be started
   * @throws WireflowError `too_expensive`
   */
  check(runs: number): void {
    if (sumOf([this.#spent, times(this.#estimate.credits, runs)]) > this.#most) throw this.#tooMuch(runs);
  }

  /**
   * Takes one run out of the cap before it is started, so that rows at the same moment can't pass it together.
   *
   * @param unestimated what the row sends that the estimate does not know, in words
   * @returns told how the row ended: what surely was no start is given back, and a cost that is known takes the estimate's place
   * @throws WireflowError `too_expensive`: its cost is not certain, or earlier runs have cost more than was estimated
   */
  reserve(unestimated: readonly string[]): (entry: Entry | undefined) => void {
    const [unknown] = unestimated;
    if (unknown !== undefined && this.#uncertainCost === 'stop') throw notCertain(`Wireflow estimates workflows as they are saved, without ${unknown}`);
    this.check(1);
    const { credits } = this.#estimate;
    this.#spent = sumOf([this.#spent, credits]);
    return (entry) => {
      this.#spent = sumOf([this.#spent, entry !== undefined && hasStarted(entry) ? (entry.credits ?? credits) : 0, -credits]);
    };
  }

  #tooMuch(runs: number): WireflowError {
    const { credits } = this.#estimate;
    const [more, spent] = [{ ...this.#estimate, credits: times(credits, runs) }, this.#spent];
    return new WireflowError({
      kind: 'too_expensive',
      problem: `${runs === 1 ? 'One more row' : `${runs} more rows`} would cost ${costInWords(more)}${spent > 0 ? `, after ${amountInWords(spent)} before` : ''}, and --max-total-credits allows ${amountInWords(this.#most)}.`,
      nextStep: 'Nothing more was started. Raise it, or shorten the table.',
    });
  }
}

function notCertain(why: string): WireflowError {
  return new WireflowError({
    kind: 'too_expensive',
    problem: `${why}, so that --max-total-credits can not be kept.`,
    nextStep: 'It was not started. To start it all the same, use --uncertain-cost start, or leave --max-total-credits out.',
  });
}

const hasStarted = ({ status }: Entry): boolean => status !== 'not_started';
