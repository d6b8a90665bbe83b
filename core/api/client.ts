import { isObject, objectsIn, type JsonObject } from '../json.js';
import { WireflowError } from '../model/errors.js';
import type { Execution } from '../model/execution.js';
import { linkKeysIn } from '../model/own_inputs.js';
import type { Estimate, WebhookInfo, Workflow, WorkflowInput } from '../model/workflow.js';
import { Exchange } from './exchange.js';
import * as read from './readers/index.js';
import { walkPages, type Place } from './walk_pages.js';

const MAX_WORKFLOW_PAGES = 25;
const SURELY_WHOLE = 10;
/** Left for the steps that share the account's request limit. */
const RESERVED_REQUESTS = 1;

/**
 * The service's endpoints, one method each. Every method throws `WireflowError`; replies are read tolerantly
 * (`readers/`). Nothing is sent twice, except a poll under its second known path.
 */
export class WireflowClient extends Exchange {
  readonly #own = { links: new Set<string>(), nodeIds: new Set<string>() };
  #pollPaths: readonly ['poll' | 'getExecution', 'poll' | 'getExecution'] = ['poll', 'getExecution'];

  /**
   * Remembers what goes into a run, so that no look takes it for what came out: a reply may show both alike
   * (docs/service.md, "Where the images are"). What is sent through this client is remembered anyway.
   *
   * @param values whatever holds the links that are sent
   * @param nodeIds of the nodes that take inputs
   */
  knowInputs(values: unknown, nodeIds: Iterable<string> = []): void {
    for (const link of linkKeysIn(values)) this.#own.links.add(link);
    for (const nodeId of nodeIds) this.#own.nodeIds.add(nodeId);
  }

  /** Starts a run through its webhook, without a key. `webhook` is a webhook id or a workflow id. */
  async trigger(webhook: string, body: JsonObject): Promise<Execution> {
    this.knowInputs(body);
    return this.call('trigger', { id: webhook, body }, read.readStarted);
  }

  /** Asks what a webhook belongs to; free, and starts nothing. */
  async triggerInfo(webhook: string): Promise<WebhookInfo> {
    return this.call('triggerInfo', { id: webhook }, read.readWebhookInfo);
  }

  /** Starts a run from nodes and edges. The same `idempotencyKey` within 24 hours starts nothing new. */
  async execute(workflowId: string, body: JsonObject, idempotencyKey?: string): Promise<Execution> {
    const settings = objectsIn(body['nodes']).map(({ data }) => (isObject(data) ? [data['config'], data['params']] : null));
    this.knowInputs([settings, body['inputs'], body['triggerData']]);
    return this.call('execute', { id: workflowId, body, idempotencyKey }, read.readStarted);
  }

  /** Starts a run of the saved workflow with `inputs` by node id. */
  async run(workflowId: string, inputs: JsonObject, idempotencyKey?: string): Promise<Execution> {
    this.knowInputs(inputs, Object.keys(inputs));
    return this.call('run', { id: workflowId, body: { inputs }, idempotencyKey }, read.readStarted);
  }

  async describeInputs(workflowId: string): Promise<WorkflowInput[]> {
    return this.call('describeInputs', { id: workflowId }, read.readWorkflowInputs);
  }

  /** Reads an execution. One source leaves the `/poll` out, so that path is tried where the first is unknown. */
  async poll(executionId: string): Promise<Execution> {
    const look = (endpoint: 'poll' | 'getExecution') =>
      this.call(endpoint, { id: executionId }, (reply) => read.readExecution(reply, executionId, this.#own));
    const [usual, other] = this.#pollPaths;
    try {
      return await look(usual);
    } catch (error) {
      if (!isUnknownPath(error)) throw error;
      const execution = await look(other);
      this.#pollPaths = [other, usual];
      return execution;
    }
  }

  /**
   * The service's other reply about an execution, which may tell its workflow, times and credits where a poll does not.
   *
   * @returns null where the service polls under that path already, and so has said all
   */
  async describeExecution(executionId: string): Promise<Execution | null> {
    if (this.#pollPaths[0] !== 'poll') return null;
    return this.call('getExecution', { id: executionId }, (reply) => read.readExecution(reply, executionId, this.#own));
  }

  /**
   * One page of executions, of one workflow or of the account.
   *
   * @param known ids of executions of which no more than the state and the times are asked for
   * @returns null when this is not a path that lists executions
   * @throws WireflowError `rejected` when the service refuses the query
   */
  async listExecutions(
    workflowId: string | null,
    query: Readonly<Record<string, string>>,
    position: { readonly page: number; readonly offset: number },
    known?: ReadonlySet<string>,
  ): Promise<read.Page<Execution> | null> {
    const slim = known === undefined || known.size === 0 ? {} : { slim: (body: unknown) => read.withoutKnown(body, known) };
    const readPage = (reply: read.Reply) => read.readExecutionPage(reply, position);
    const page =
      workflowId === null
        ? this.call('listExecutions', { query, ...slim }, readPage)
        : this.call('listWorkflowExecutions', { id: workflowId, query, ...slim }, readPage);
    return page.catch((error: unknown) => {
      if (isUnknownPath(error)) return null;
      throw error;
    });
  }

  /**
   * The account's workflows, each once, from as many pages as there are and as the request limit allows: what has come
   * will do where the service stops answering after the first.
   */
  async listWorkflows(): Promise<Workflow[]> {
    const ask = (place: Place) => {
      const page = this.call('listWorkflows', { query: place.query }, (reply) => read.readWorkflows(reply, place));
      return place.by === 'start' ? page : page.catch((error: unknown) => laterPage(error));
    };
    const mayAsk = (requests: number) => requests === 0 || (requests < MAX_WORKFLOW_PAGES && (this.limits.remaining ?? Infinity) > RESERVED_REQUESTS);
    // The documented list is bare and whole. A long one that says nothing about more may have been cut all the same.
    const isEnough = ({ next, length }: read.Page<Workflow>) => next?.by === 'position' && !next.isCertain && length < SURELY_WHOLE;
    return (await walkPages({ ask, mayAsk, isEnough }))?.items ?? [];
  }

  async getWorkflow(workflowId: string): Promise<read.WorkflowGraph> {
    return this.call('getWorkflow', { id: workflowId }, read.readWorkflowGraph);
  }

  async estimate(workflowId: string): Promise<Estimate> {
    return this.call('estimate', { id: workflowId, body: {} }, read.readEstimate);
  }

  /** The credits left in the account. */
  async balance(): Promise<number> {
    return this.call('usage', {}, read.readBalance);
  }
}

/** A path that the service does not know may be answered by its hosting, with a page. */
export function isUnknownPath(error: unknown): boolean {
  return error instanceof WireflowError && (error.kind === 'not_found' || [404, 405, 410].includes(error.status ?? 0));
}

/** Null for a page that does not exist: a service may refuse to be asked for one. */
function laterPage(error: unknown): 'later' | null {
  if (!(error instanceof WireflowError)) throw error;
  if (isUnknownPath(error) || error.kind === 'rejected' || error.kind === 'unreadable') return null;
  if (error.canRetry) return 'later';
  throw error;
}
