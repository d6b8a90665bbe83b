import type { Clock } from '../clock.js';
import type { GraphEdge, GraphNode } from '../graph/nodes.js';
import type { NodeOutput } from './outputs.js';
import { outputsOf } from './outputs.js';

export type EndStatus = 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'TIMEOUT';
export type ExecutionStatus = 'QUEUED' | 'RUNNING' | EndStatus;

/** What an execution is made from. Times are milliseconds since 1970; `Infinity` means never. */
export interface ExecutionPlan {
  id: string;
  batchId: string;
  workflowId: string;
  workflowName: string;
  /** Which endpoint started it; `seed` for history that a test wrote. */
  startedBy: 'trigger' | 'execute' | 'run' | 'seed';
  /** The body of the start as the client sent it. */
  request: unknown;
  /** The graph with the values of this run; a snapshot, later edits of the workflow do not reach it. */
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  credits: number;
  createdAt: number;
  runsAt: number;
  endsAt: number;
  outcome: EndStatus;
  error: string | null;
}

/**
 * One run of a workflow. Nothing drives it: its state is worked out from its times whenever somebody looks, so that an
 * account with 10,000 of them costs nothing while it rests.
 */
export class EmulatedExecution {
  readonly id: string;
  readonly batchId: string;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly startedBy: ExecutionPlan['startedBy'];
  readonly request: unknown;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly credits: number;
  readonly createdAt: number;
  private runsAt: number;
  private endsAt: number;
  private outcome: EndStatus;
  private plannedError: string | null;
  private drawn: NodeOutput[] | undefined;

  constructor(
    plan: ExecutionPlan,
    private readonly clock: Clock,
    private readonly publish: (outputs: readonly NodeOutput[]) => void,
  ) {
    this.id = plan.id;
    this.batchId = plan.batchId;
    this.workflowId = plan.workflowId;
    this.workflowName = plan.workflowName;
    this.startedBy = plan.startedBy;
    this.request = plan.request;
    this.nodes = plan.nodes;
    this.edges = plan.edges;
    this.credits = plan.credits;
    this.createdAt = plan.createdAt;
    this.runsAt = plan.runsAt;
    this.endsAt = plan.endsAt;
    this.outcome = plan.outcome;
    this.plannedError = plan.error;
  }

  get status(): ExecutionStatus {
    const now = this.clock.now();
    if (now >= this.endsAt) return this.outcome;
    return now >= this.runsAt ? 'RUNNING' : 'QUEUED';
  }

  get hasEnded(): boolean {
    return this.clock.now() >= this.endsAt;
  }

  get startedAt(): number | null {
    return this.clock.now() >= this.runsAt ? this.runsAt : null;
  }

  get finishedAt(): number | null {
    return this.hasEnded ? this.endsAt : null;
  }

  get error(): string | null {
    return this.hasEnded ? this.plannedError : null;
  }

  /** The values that the input nodes had in this run, by node id. */
  get inputs(): Record<string, unknown> {
    return Object.fromEntries(this.outputs.filter((each) => each.isInput).map((each) => [each.nodeId, each.value]));
  }

  /** What every node gives when all goes well, in run order. Worked out at the first look. */
  get outputs(): readonly NodeOutput[] {
    if (!this.drawn) {
      this.drawn = outputsOf(this);
      this.publish(this.drawn);
    }
    return this.drawn;
  }

  /** How far the run has come: 0 at its start, 1 at its end. */
  get progress(): number {
    const now = this.clock.now();
    if (now < this.runsAt) return 0;
    if (now >= this.endsAt) return 1;
    return this.endsAt === Infinity ? 0.5 : (now - this.runsAt) / (this.endsAt - this.runsAt);
  }

  /** Ends the run now, whatever was planned. */
  end(status: EndStatus, error: string | null): void {
    const now = this.clock.now();
    this.runsAt = Math.min(this.runsAt, now);
    this.endsAt = now;
    this.outcome = status;
    this.plannedError = error;
  }
}
