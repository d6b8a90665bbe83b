import { shorten } from '../shorten.js';
import { foldName } from './fold_name.js';

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
  /** In the workflow's order. */
  readonly choices: readonly WorkflowChoice[];
  /** Whether several may be chosen; they are sent as a list. */
  readonly takesSeveral?: true;
}

export interface WorkflowChoice {
  /** Sent as it is, a number as a number. */
  readonly value: string | number | boolean;
  readonly label: string;
  /** What is sent in its place, where no field can hold that: nothing, an object, a list. */
  readonly sends?: unknown;
}

/** Editors show about this much of a label: what differs only behind it looks alike. */
const SEEN_CHARACTERS = 55;

/** Inputs whose labels look alike get a number, so that fields and sentences about them can be told apart. */
export function toldApart(inputs: readonly WorkflowInput[]): WorkflowInput[] {
  const seen = ({ label }: WorkflowInput) => foldName(shorten(label.trim(), SEEN_CHARACTERS));
  const taken = new Set(inputs.map(seen));
  return inputs.map((input, index) => {
    const alike = inputs.filter((other) => other.nodeId !== input.nodeId && seen(other) === seen(input));
    if (alike.length === 0) return input;
    const before = new Set(inputs.slice(0, index).filter((other) => alike.includes(other)).map(({ nodeId }) => nodeId)).size;
    const numbers = Array.from({ length: inputs.length + 1 }, (_, offset) => before + 1 + offset * (alike.length + 1));
    const labels = numbers.map((number) => `${shorten(input.label.trim(), SEEN_CHARACTERS)} (${number})`);
    return { ...input, label: labels.find((label) => !taken.has(foldName(label))) ?? input.nodeId };
  });
}

/** The name of each workflow as a list shows it, by its ID: those of one name with their IDs, and what is off as such. */
export function namesInList(workflows: readonly Workflow[]): ReadonlyMap<string, string> {
  const times = new Map<string, number>();
  for (const { name } of workflows) times.set(foldName(name), (times.get(foldName(name)) ?? 0) + 1);
  return new Map(workflows.map(({ id, name, isActive }) => [id, `${(times.get(foldName(name)) ?? 0) > 1 ? `${name.trim()} (${id})` : name}${isActive ? '' : ' (inactive)'}`]));
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
  return `https://www.wireflow.ai/flow/${encodeURIComponent(workflowId)}`;
}

/** Most recently used first; what has never run comes last, most recently changed first. */
export function byLastUse(a: Workflow, b: Workflow): number {
  return compareTimes(b.lastExecutedAt, a.lastExecutedAt) || compareTimes(b.updatedAt, a.updatedAt);
}

function compareTimes(a: string | null, b: string | null): number {
  return (a ?? '').localeCompare(b ?? '');
}
