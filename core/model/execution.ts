/** The closed set of states that people filter on; the same words on every platform and path. */
export const EXECUTION_STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled', 'timed_out'] as const;
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number];

/** What a node gave: a file behind a link, or text. A file without a link says so in its text. */
export interface Output {
  readonly kind: 'image' | 'video' | 'audio' | 'text' | 'file';
  /** The link to the file; null for text, and for a picture that stands in the reply itself. */
  readonly url: string | null;
  readonly text: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly contentType: string | null;
  readonly filename: string | null;
  /** The node's name on the canvas, or its id where it has none. */
  readonly nodeLabel: string | null;
}

/** One run of a workflow, whichever of the documented replies it was read from. */
export interface Execution {
  readonly id: string;
  readonly status: ExecutionStatus;
  /** What the service says about a run that has just been accepted. */
  readonly message: string | null;
  /** Why the run failed, in the service's words, led by the node that failed. */
  readonly error: string | null;
  readonly workflowId: string | null;
  readonly workflowName: string | null;
  /** ISO 8601 with zone. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** `X-Request-Id` of the reply this was read from: what support asks for. */
  readonly requestId: string | null;
  /** What the run cost, where the service says so. */
  readonly credits: number | null;
  /** Empty while it goes on: what stands there until then is a draft. */
  readonly outputs: readonly Output[];
  /** The label of a node behind the first files that has a place for a result and nothing in it, of a completed run. */
  readonly emptyNode?: string;
}

/** Whether a run in this state will never change again. */
export function hasEnded(status: ExecutionStatus): boolean {
  return status !== 'queued' && status !== 'running';
}

/** Whether a run has given a file yet. Text alone says nothing: some replies repeat the prompt as a node's output. */
export function hasFile({ outputs }: Execution): boolean {
  return outputs.some(({ kind }) => kind !== 'text');
}

/** Whether an ended run says all that it has to: its files, or why it failed. */
export function isWhole(execution: Execution): boolean {
  if (execution.status === 'completed') return hasFile(execution) && execution.emptyNode === undefined;
  return execution.status !== 'failed' || execution.error !== null;
}

/** The newer reading of an execution, with what only the older one said: a poll may leave out what the list knew. */
export function withKnownFacts(newer: Execution, older: Execution): Execution {
  return {
    ...newer,
    workflowId: newer.workflowId ?? older.workflowId,
    workflowName: newer.workflowName ?? older.workflowName,
    startedAt: newer.startedAt ?? older.startedAt,
    finishedAt: newer.finishedAt ?? older.finishedAt,
    credits: newer.credits ?? older.credits,
    // What a run had made when it failed is no result of its going on.
    outputs: hasFile(newer) || !hasFile(older) || (newer.status === 'completed' && older.status !== 'completed') ? newer.outputs : older.outputs,
  };
}

/** An execution of which only the id is known. */
export function unknownExecution(id: string): Execution {
  return {
    id,
    status: 'queued',
    message: null,
    error: null,
    workflowId: null,
    workflowName: null,
    startedAt: null,
    finishedAt: null,
    requestId: null,
    credits: null,
    outputs: [],
  };
}
