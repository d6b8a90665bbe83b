import type { IExecuteFunctions } from 'n8n-workflow';
import { isObject, number, text, type JsonObject } from '../../../../../core/json.js';
import { WireflowError } from '../../../../../core/model/errors.js';
import { markOf } from '../../../../../core/runs/run_key.js';

/** A run of an item, and whether this try of the step started it. */
export interface ItemRun<T> {
  readonly executionId: string;
  /** What the service said to the start; null when an earlier try made it. */
  readonly started: T | null;
  /** ms since 1970. */
  readonly startedAtMs: number;
  /** What was kept beside the id. */
  readonly kept: JsonObject;
}

/**
 * What an item stands for: n8n calls the node again for all items when one of them fails, when a person retries the
 * execution, and for each turn of a loop. Runs are told apart by turn and item.
 */
export interface ItemKey {
  readonly runIndex: number;
  readonly itemIndex: number;
  /** A mark of the workflow and the inputs: what somebody has changed before a retry is another run. */
  readonly inputs: string;
  /** Where a person sees whether it has been started. */
  readonly seenAt: string;
}

const KEY = 'startedRuns';
const ORIGIN_KEY = 'firstExecutionId';
const HIGHLIGHT_KEY = 'wireflow_runs';
/** n8n takes ten such values, and cuts each off after 512 characters. */
const MOST_HIGHLIGHTS = 10;
const LONGEST_HIGHLIGHT = 512;

interface CustomData {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/**
 * The runs that this node has started in this execution. They stand in the node's context, which n8n keeps with the
 * execution: it lasts over *Retry On Fail* and over the *Retry* button, and ends with the execution.
 */
export class RememberedRuns {
  readonly #kept: Record<string, unknown>;
  readonly #executionId: string;
  /** The first execution's id and the node's: a retry is another execution with the same runs. */
  readonly #origin: string;

  readonly #highlighted: CustomData;

  constructor(host: IExecuteFunctions) {
    this.#highlighted = customDataOf(host);
    const context = host.getContext('node');
    if (!isObject(context[KEY])) context[KEY] = {};
    this.#kept = context[KEY] as Record<string, unknown>;
    this.#executionId = host.getExecutionId();
    context[ORIGIN_KEY] ??= this.#executionId;
    this.#origin = `${String(context[ORIGIN_KEY])}:${host.getNode().id}`;
  }

  /**
   * The run that an earlier try has started for the item, or null.
   *
   * @throws WireflowError `start_unknown` when an earlier try began a start of which nobody knows the end
   */
  earlier(key: ItemKey): ItemRun<never> | null {
    const kept = this.#kept[nameOf(key)];
    if (!isObject(kept) || !this.#isSame(kept, key)) return null;
    const executionId = text(kept['executionId']);
    if (executionId === null) throw mayHaveStarted(key);
    return { executionId, started: null, startedAtMs: number(kept['startedAtMs']) ?? 0, kept: isObject(kept['more']) ? kept['more'] : {} };
  }

  /** The same for every try of the item, for calls where the service knows such keys. */
  idempotencyKey({ runIndex, itemIndex, inputs }: ItemKey): string {
    return markOf(`${this.#origin}:${runIndex}:${itemIndex}:${inputs}`);
  }

  /**
   * Starts the item's run. It is remembered before it is sent, so that whatever happens in between starts no second one;
   * it is forgotten only when surely nothing started.
   *
   * @param send what it gives is remembered by its id, and with its `kept` where it has one
   */
  async start<T extends { readonly id: string; readonly kept?: JsonObject }>(key: ItemKey, nowMs: number, send: () => Promise<T>): Promise<ItemRun<T>> {
    const name = nameOf(key);
    const kept = { n8nExecutionId: this.#executionId, inputs: key.inputs, startedAtMs: nowMs };
    this.#kept[name] = kept;
    return send().then(
      (started) => {
        const more = started.kept ?? {};
        this.#kept[name] = { ...kept, executionId: started.id, more };
        this.#highlight(started.id);
        return { executionId: started.id, started, startedAtMs: nowMs, kept: more };
      },
      (error: unknown) => {
        if (isSurelyNotStarted(error)) delete this.#kept[name];
        throw error;
      },
    );
  }

  /** Shows the ids with the execution, where they last even when somebody stops it and n8n drops what the node gave. */
  #highlight(executionId: string): void {
    for (let number = 1; number <= MOST_HIGHLIGHTS; number += 1) {
      const key = number === 1 ? HIGHLIGHT_KEY : `${HIGHLIGHT_KEY}_${number}`;
      const ids = this.#highlighted.get(key);
      const more = ids ? `${ids}, ${executionId}` : executionId;
      if (ids && more.length > LONGEST_HIGHLIGHT) continue;
      return this.#highlighted.set(key, more);
    }
  }

  /** Within one execution nobody can have changed the inputs, though expressions such as a time come out anew. */
  #isSame(kept: JsonObject, { inputs }: ItemKey): boolean {
    return kept['n8nExecutionId'] === this.#executionId || kept['inputs'] === inputs;
  }
}

/** What n8n shows with an execution; hosts without it show none. */
function customDataOf(host: IExecuteFunctions): CustomData {
  const { $execution: execution } = host.getWorkflowDataProxy(0);
  const data = isObject(execution) ? execution['customData'] : undefined;
  return isObject(data) ? (data as unknown as CustomData) : { get: () => undefined, set: () => undefined };
}

/** Whether a start that ended with this error has bought nothing. */
export function isSurelyNotStarted(error: unknown): boolean {
  return error instanceof WireflowError && error.kind !== 'start_unknown';
}

function nameOf({ runIndex, itemIndex }: ItemKey): string {
  return `${runIndex}:${itemIndex}`;
}

function mayHaveStarted({ seenAt }: ItemKey): WireflowError {
  return new WireflowError({
    kind: 'start_unknown',
    problem: 'An earlier try of this step lost its connection while it started this, so it may have started.',
    nextStep: `Nothing was started now. Look at ${seenAt}; to start it anew, execute the workflow again instead of retrying it.`,
  });
}
