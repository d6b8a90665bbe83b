import { ENDPOINTS, urlOf, type EndpointName } from './endpoints.js';
import { errorFromResponse, startUnknown } from './error_from_response.js';
import { WireflowError } from '../model/errors.js';
import type { Execution } from '../model/execution.js';
import type { JsonObject } from '../json.js';
import { NetworkError } from './network_error.js';
import * as read from './readers/index.js';
import { hide, withoutSecrets } from './redact.js';
import { readRateLimits, type RateLimits } from './rate_limits.js';
import type { HttpResponse, Transport } from './transport.js';
import type { Estimate, WebhookInfo, Workflow, WorkflowInput } from '../model/workflow.js';

/** A start may take a while to be accepted; Zapier ends a step after 30 s. */
const START_TIMEOUT_MS = 20_000;
const READ_TIMEOUT_MS = 10_000;
/** With less than this left, a request is not begun. */
const SHORTEST_TIMEOUT_MS = 1_000;
/** A start that breaks off has to be called lost, so it gets more. */
const SHORTEST_START_MS = 5_000;

export interface ClientOptions {
  readonly transport: Transport;
  /** Without a trailing slash, as `baseUrlFrom` gives it. */
  readonly baseUrl: string;
  /** Null for a connection that only knows webhooks. */
  readonly apiKey: string | null;
  /** The present, ms since 1970. */
  readonly now?: () => number;
  /** When the step must be done, ms since 1970: requests end before it, and none begins close to it. */
  readonly deadlineMs?: number;
}

/** What goes into one call; endpoints say the rest. */
export interface Call {
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Bytes in place of JSON. With a `url` they go there, where the service wants them, and the reply says nothing. */
  readonly upload?: { readonly data: Uint8Array; readonly headers: Readonly<Record<string, string>>; readonly url?: string };
  readonly idempotencyKey?: string | undefined;
}

/**
 * The service's endpoints, one method each. Every method throws `WireflowError`; replies are read tolerantly
 * (`readers.ts`). Nothing is sent twice, except a poll under its second known path.
 */
export class WireflowClient {
  readonly #transport: Transport;
  readonly #baseUrl: string;
  readonly #apiKey: string | null;
  readonly #now: () => number;
  readonly #deadlineMs: number;
  #limits: RateLimits = {};
  #pollPaths: readonly ['poll' | 'getExecution', 'poll' | 'getExecution'] = ['poll', 'getExecution'];

  constructor({ transport, baseUrl, apiKey, now = Date.now, deadlineMs = Infinity }: ClientOptions) {
    this.#transport = transport;
    this.#baseUrl = baseUrl;
    this.#apiKey = apiKey;
    this.#now = now;
    this.#deadlineMs = deadlineMs;
  }

  get hasKey(): boolean {
    return this.#apiKey !== null;
  }

  /** @throws WireflowError `no_key` when the connection knows only webhooks */
  requireKey(): void {
    if (this.#apiKey === null) throw noKey();
  }

  /** What the last reply said about the request limit. */
  get limits(): RateLimits {
    return this.#limits;
  }

  now(): number {
    return this.#now();
  }

  /** Starts a run through its webhook, without a key. `webhook` is a webhook id or a workflow id. */
  async trigger(webhook: string, body: JsonObject): Promise<Execution> {
    return this.call('trigger', { id: webhook, body }, read.readStarted);
  }

  /** Asks what a webhook belongs to; free, and starts nothing. */
  async triggerInfo(webhook: string): Promise<WebhookInfo> {
    return this.call('triggerInfo', { id: webhook }, read.readWebhookInfo);
  }

  /** Starts a run from nodes and edges. The same `idempotencyKey` within 24 hours starts nothing new. */
  async execute(workflowId: string, body: JsonObject, idempotencyKey?: string): Promise<Execution> {
    return this.call('execute', { id: workflowId, body, idempotencyKey }, read.readStarted);
  }

  /** Starts a run of the saved workflow with `inputs` by node id. */
  async run(workflowId: string, inputs: JsonObject, idempotencyKey?: string): Promise<Execution> {
    return this.call('run', { id: workflowId, body: { inputs }, idempotencyKey }, read.readStarted);
  }

  async describeInputs(workflowId: string): Promise<WorkflowInput[]> {
    return this.call('describeInputs', { id: workflowId }, read.readWorkflowInputs);
  }

  /** Reads an execution. One source leaves the `/poll` out, so that path is tried where the first is unknown. */
  async poll(executionId: string): Promise<Execution> {
    const look = (endpoint: 'poll' | 'getExecution') =>
      this.call(endpoint, { id: executionId }, (reply) => read.readExecution(reply, executionId));
    const [usual, other] = this.#pollPaths;
    try {
      return await look(usual);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      const execution = await look(other);
      this.#pollPaths = [other, usual];
      return execution;
    }
  }

  /**
   * One page of executions, of one workflow or of the account.
   *
   * @returns null when this is not a path that lists executions
   */
  async listExecutions(
    workflowId: string | null,
    query: Readonly<Record<string, string>>,
    position: { readonly page: number; readonly offset: number },
  ): Promise<read.ExecutionPage | null> {
    const readPage = (reply: read.Reply) => read.readExecutionPage(reply, position);
    const page =
      workflowId === null
        ? this.call('listExecutions', { query }, readPage)
        : this.call('listWorkflowExecutions', { id: workflowId, query }, readPage);
    return page.catch((error: unknown) => {
      // A path or a parameter that the service does not know: either way, not the list that we hoped for.
      if (isNotFound(error) || isRejected(error)) return null;
      throw error;
    });
  }

  async listWorkflows(): Promise<Workflow[]> {
    return this.call('listWorkflows', {}, read.readWorkflows);
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

  /** Sends, checks and reads; whatever goes wrong leaves as a `WireflowError` without secrets in it. */
  async call<T>(endpoint: EndpointName, call: Call, readReply: (reply: read.Reply) => T): Promise<T> {
    const secrets = this.#secrets(endpoint, call);
    try {
      const response = await this.#exchange(endpoint, call);
      this.#limits = readRateLimits((name) => response.header(name), null, this.#now());
      if (response.status < 200 || response.status > 299) {
        const { status, text } = response;
        const shown = { status, header: (name: string) => response.header(name), text: withoutSecrets(text, secrets) };
        throw errorFromResponse(endpoint, shown, this.#now());
      }
      return readReply(call.upload?.url === undefined ? read.parseReply(response, secrets) : read.NO_REPLY);
    } catch (error) {
      if (!(error instanceof WireflowError)) throw error;
      // A start that was accepted in words that can't be read has most likely happened.
      const isLostStart = ENDPOINTS[endpoint].starts && error.kind === 'unreadable';
      throw hide(isLostStart ? error.with(startUnknown(error.problem)) : error, secrets);
    }
  }

  async #exchange(endpoint: EndpointName, { id, query, body, upload, idempotencyKey }: Call): Promise<HttpResponse> {
    const { auth, method, starts } = ENDPOINTS[endpoint];
    if (auth === 'key') this.requireKey();
    const timeLeftMs = this.#deadlineMs - this.#now();
    if (timeLeftMs < (starts ? SHORTEST_START_MS : SHORTEST_TIMEOUT_MS)) throw fromNetworkError(new NetworkError(true, false), starts);
    const headers: Record<string, string> = { accept: 'application/json', ...upload?.headers };
    if (auth === 'key') headers['authorization'] = `Bearer ${this.#apiKey}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
    try {
      return await this.#transport({
        endpoint,
        method,
        url: upload?.url ?? urlOf(this.#baseUrl, endpoint, id, query),
        headers,
        timeoutMs: Math.min(starts ? START_TIMEOUT_MS : READ_TIMEOUT_MS, timeLeftMs),
        ...(upload ? { body: upload.data } : body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      if (error instanceof NetworkError) throw fromNetworkError(error, starts);
      throw error;
    }
  }

  #secrets(endpoint: EndpointName, call: Call): string[] {
    const webhook = ENDPOINTS[endpoint].thing === 'webhook' ? call.id : undefined;
    return [this.#apiKey, webhook].filter((secret): secret is string => typeof secret === 'string');
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof WireflowError && error.kind === 'not_found';
}

function isRejected(error: unknown): boolean {
  return error instanceof WireflowError && error.kind === 'rejected';
}

function noKey(): WireflowError {
  return new WireflowError({
    kind: 'no_key',
    problem: 'This step needs a Wireflow API key, and the connection has none.',
    nextStep: 'Create a key under Settings > API Keys in Wireflow (https://www.wireflow.ai/docs/api/authentication), then reconnect Wireflow with it.',
  });
}

function fromNetworkError(error: NetworkError, starts: boolean): WireflowError {
  const problem = error.timedOut ? 'Wireflow did not answer in time.' : 'The connection to Wireflow failed.';
  if (starts && error.mayHaveArrived) return new WireflowError({ ...startUnknown(problem), cause: error });
  return new WireflowError({
    kind: error.timedOut ? 'timed_out' : 'unreachable',
    problem,
    nextStep: `${starts ? 'Nothing was started' : 'Nothing is lost'}: the step is tried again by itself, or can be run again in a few minutes.`,
    canRetry: true,
    cause: error,
  });
}
