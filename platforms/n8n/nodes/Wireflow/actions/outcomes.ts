import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { WireflowError } from '../../../../../core/model/errors.js';
import { nodeErrorFor } from '../engine/errors.js';

/** What the items of a step have come to, in their order. */
export class Outcomes {
  readonly #host: IExecuteFunctions;
  readonly #items: INodeExecutionData[] = [];

  constructor(host: IExecuteFunctions) {
    this.#host = host;
  }

  add(items: readonly INodeExecutionData[]): void {
    this.#items.push(...items);
  }

  /** Where the person lets the step continue, a failure is an item; otherwise it ends the step. */
  fail(error: unknown, item: number, note = ''): void {
    const failure = nodeErrorFor(this.#host.getNode(), error, item, note);
    if (!this.#host.continueOnFail()) throw failure;
    const kind = error instanceof WireflowError ? { errorKind: error.kind } : {};
    // What has an error of its own n8n sends down the error output, or empties of all but the sentence where there is none.
    const branch = this.#host.getNode().onError === 'continueErrorOutput' ? { error: failure } : {};
    this.#items.push({ json: { errorMessage: failure.message, errorDescription: failure.description ?? null, ...kind }, ...branch, pairedItem: { item } });
  }

  get items(): INodeExecutionData[] {
    return this.#items;
  }
}
