/** A workflow as the account's list shows it. */
export interface Workflow {
  readonly id: string;
  readonly name: string;
  /** The webhook's id while the webhook is enabled, otherwise null. A secret: whoever holds it spends credits. */
  readonly webhookId: string | null;
  readonly isActive: boolean;
  /** ISO 8601; null when it has never run. */
  readonly lastExecutedAt: string | null;
  readonly updatedAt: string | null;
}

export const WORKFLOW_INPUT_TYPES = ['text', 'image', 'url', 'number', 'boolean', 'select'] as const;

/** One input that a workflow asks for. */
export interface WorkflowInput {
  readonly nodeId: string;
  readonly label: string;
  readonly type: (typeof WORKFLOW_INPUT_TYPES)[number];
  readonly required: boolean;
  readonly description: string | null;
  readonly default: string | number | boolean | null;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** What a run would cost, in credits. */
export interface Estimate {
  readonly credits: number;
  /** False when `credits` is a lower bound. */
  readonly isComplete: boolean;
  readonly available: number | null;
  readonly isCovered: boolean | null;
  readonly nodes: readonly { readonly label: string; readonly model: string | null; readonly credits: number }[];
}

/** A webhook as its keyless info call describes it. */
export interface WebhookInfo {
  readonly workflowId: string | null;
  readonly name: string | null;
  readonly isActive: boolean;
}

/** Where the workflow opens in Wireflow's editor (docs/service.md, "Links"). */
export function workflowUrl(workflowId: string): string {
  return `https://www.wireflow.ai/workflow/${encodeURIComponent(workflowId)}`;
}

/** Most recently used first; what has never run comes last, most recently changed first. */
export function byLastUse(a: Workflow, b: Workflow): number {
  return compareTimes(b.lastExecutedAt, a.lastExecutedAt) || compareTimes(b.updatedAt, a.updatedAt);
}

function compareTimes(a: string | null, b: string | null): number {
  return (a ?? '').localeCompare(b ?? '');
}
