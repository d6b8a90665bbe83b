import type { EmulatedExecution } from './execution.js';

/** Every execution of the account, quick to find by id and to read in order of start. */
export class ExecutionLog {
  /** In the order in which they were made. */
  readonly all: EmulatedExecution[] = [];
  private readonly byId = new Map<string, EmulatedExecution>();
  private readonly ordered: EmulatedExecution[] = [];
  private readonly orderedByWorkflow = new Map<string, EmulatedExecution[]>();

  add(execution: EmulatedExecution): void {
    this.all.push(execution);
    this.byId.set(execution.id, execution);
    insert(this.ordered, execution);
    const own = this.orderedByWorkflow.get(execution.workflowId);
    if (own) insert(own, execution);
    else this.orderedByWorkflow.set(execution.workflowId, [execution]);
  }

  find(id: string): EmulatedExecution | undefined {
    return this.byId.get(id);
  }

  /** Oldest first; of one workflow only, when it is named. */
  oldestFirst(workflowId?: string): readonly EmulatedExecution[] {
    return workflowId === undefined ? this.ordered : (this.orderedByWorkflow.get(workflowId) ?? []);
  }

  count(workflowId: string): number {
    return this.oldestFirst(workflowId).length;
  }

  /** When the workflow was last started, in milliseconds since 1970. */
  lastStart(workflowId: string): number | null {
    return this.oldestFirst(workflowId).at(-1)?.createdAt ?? null;
  }
}

/** Keeps the list sorted by start; among equal starts the later added stays later. */
function insert(ordered: EmulatedExecution[], execution: EmulatedExecution): void {
  let low = 0;
  let high = ordered.length;
  if (high > 0 && (ordered[high - 1]?.createdAt ?? 0) <= execution.createdAt) low = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ordered[middle]?.createdAt ?? 0) <= execution.createdAt) low = middle + 1;
    else high = middle;
  }
  ordered.splice(low, 0, execution);
}
