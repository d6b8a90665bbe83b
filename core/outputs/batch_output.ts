import { sumOf } from '../model/amounts.js';
import { EXECUTION_STATUSES, type Execution } from '../model/execution.js';
import { withOwnNames } from '../model/own_names.js';
import { workflowUrl } from '../model/workflow.js';
import type { BatchResult } from '../runs/batch/run_batch.js';
import type { ItemState } from '../runs/batch/batch_plan.js';
import { costNothing } from '../runs/cost_of_failure.js';
import { executionOutput, type FileOf } from './execution_output.js';
import type { OutputField } from './output_field.js';

/** What Generate Images gives: the totals, an outcome for each prompt, and each image in a line of its own. */
export const BATCH_OUTPUT_FIELDS: readonly OutputField[] = [
  { key: 'all_completed', label: 'All Completed', type: 'boolean', always: true },
  { key: 'prompt_count', label: 'Number of Prompts', type: 'integer', always: true },
  { key: 'started_count', label: 'Number Started', type: 'integer', always: true },
  { key: 'completed_count', label: 'Number Completed', type: 'integer', always: true },
  { key: 'failed_count', label: 'Number Failed', type: 'integer', always: true },
  { key: 'not_started_count', label: 'Number Not Started', type: 'integer', always: true },
  { key: 'uncertain_count', label: 'Number That May Have Started', type: 'integer', always: true },
  { key: 'image_count', label: 'Number of Images', type: 'integer', always: true },
  { key: 'credits', label: 'Credits in All', type: 'number' },
  { key: 'message', label: 'Message', type: 'text' },
  { key: 'run_id', label: 'Only Once ID', type: 'text' },
  {
    key: 'outcomes',
    label: 'Outcomes',
    type: 'list',
    items: [
      { key: 'number', label: 'Prompt Number', type: 'integer', always: true },
      { key: 'prompt', label: 'Prompt', type: 'text', always: true },
      { key: 'status', label: 'Status', type: 'text', always: true },
      { key: 'image_url', label: 'First Image URL', type: 'text' },
      { key: 'image_file', label: 'First Image File', type: 'file' },
      { key: 'image_count', label: 'Image Count', type: 'integer', always: true },
      { key: 'error', label: 'Error', type: 'text' },
      { key: 'message', label: 'Note', type: 'text' },
      { key: 'execution_id', label: 'Execution ID', type: 'text' },
      { key: 'credits', label: 'Credits', type: 'number' },
    ],
  },
  {
    key: 'images',
    label: 'Images',
    type: 'list',
    items: [
      { key: 'url', label: 'Image URLs', type: 'text', always: true },
      { key: 'file', label: 'Image Files', type: 'file' },
      { key: 'filename', label: 'Image File Names', type: 'text' },
      { key: 'number', label: 'Image Prompt Numbers', type: 'integer', always: true },
      { key: 'prompt', label: 'Image Prompts', type: 'text', always: true },
      { key: 'execution_id', label: 'Image Execution IDs', type: 'text', always: true },
    ],
  },
  { key: 'workflow_name', label: 'Workflow Name', type: 'text' },
  { key: 'workflow_url', label: 'Workflow URL', type: 'text' },
  { key: 'workflow_id', label: 'Workflow ID', type: 'text' },
];

/** What may have become of a prompt: the status of its execution, or why it has none. */
export const OUTCOME_STATUSES = [...EXECUTION_STATUSES, 'refused', 'may_have_started', 'not_started'] as const;

/** A type, not an interface: platforms take plain records. */
export type OutcomeOutput = {
  number: number;
  prompt: string;
  status: (typeof OUTCOME_STATUSES)[number];
  image_url: string | null;
  image_file: string | null;
  image_count: number;
  error: string | null;
  message: string | null;
  execution_id: string | null;
  credits: number | null;
};

export type BatchOutput = {
  all_completed: boolean;
  prompt_count: number;
  started_count: number;
  completed_count: number;
  failed_count: number;
  not_started_count: number;
  uncertain_count: number;
  image_count: number;
  credits: number | null;
  message: string | null;
  run_id: string | null;
  outcomes: OutcomeOutput[];
  images: { url: string; file: string | null; filename: string | null; number: number; prompt: string; execution_id: string }[];
  workflow_name: string | null;
  workflow_url: string | null;
  workflow_id: string | null;
};

/** A prompt of the list, and the place that the person sees it at. */
export interface NumberedPrompt {
  readonly number: number;
  readonly prompt: string;
}

const FAILED: ReadonlySet<OutcomeOutput['status']> = new Set(['failed', 'cancelled', 'timed_out']);
const NOT_STARTED: ReadonlySet<OutcomeOutput['status']> = new Set(['refused', 'not_started']);
const OTHER_PROMPT = 'The prompt has changed since; this execution was started with the earlier one.';

/**
 * The same keys whatever has become of the prompts, in their order: an outcome for each, so that a list of the step before and
 * this one stay in step, and beside it only the images that there are, each with its prompt.
 *
 * @param workflow what was started, where it is known
 * @param runId what the person mapped to know the step by
 */
export function batchOutput(prompts: readonly NumberedPrompt[], { states, changed, notes }: BatchResult, fileOf: FileOf, { runId, workflow }: { runId: string | null; workflow: { readonly id: string | null; readonly name: string | null } }): BatchOutput {
  // Every prompt's images are saved side by side.
  const taken = new Set<string>();
  let before = 0;
  const outcomes = prompts.map((prompt, index) => {
    const state = states[index] as ItemState;
    const own = state.as === 'started' ? { ...state, execution: { ...state.execution, outputs: withOwnNames(state.execution.outputs, taken) } } : state;
    const outcome = outcomeOf(prompt, own, (id, image, number) => fileOf(id, image, before + number), changed);
    before += outcome.images.length;
    return outcome;
  });
  const executions = states.flatMap((state) => (state.as === 'started' ? [state.execution] : []));
  const count = (is: (status: OutcomeOutput['status']) => boolean) => outcomes.filter(({ outcome }) => is(outcome.status)).length;
  const workflowId = workflow.id ?? executions.find((execution) => execution.workflowId !== null)?.workflowId ?? null;
  const images = outcomes.flatMap(({ images: own }) => own);
  return {
    all_completed: count((status) => status === 'completed') === outcomes.length,
    prompt_count: outcomes.length,
    started_count: executions.length,
    completed_count: count((status) => status === 'completed'),
    failed_count: count((status) => FAILED.has(status)),
    not_started_count: count((status) => NOT_STARTED.has(status)),
    uncertain_count: count((status) => status === 'may_have_started'),
    image_count: images.length,
    credits: creditsOf(executions),
    message: notes.join(' ') || null,
    run_id: runId,
    outcomes: outcomes.map(({ outcome }) => outcome),
    images,
    workflow_name: workflow.name ?? executions.find(({ workflowName }) => workflowName !== null)?.workflowName ?? null,
    workflow_url: workflowId === null ? null : workflowUrl(workflowId),
    workflow_id: workflowId,
  };
}

function outcomeOf({ number, prompt }: NumberedPrompt, state: ItemState, fileOf: FileOf, changed: ReadonlySet<number>): { outcome: OutcomeOutput; images: BatchOutput['images'] } {
  if (state.as !== 'started') {
    const error = state.error === null ? null : state.as === 'not_started' ? state.error.problem : state.error.message;
    return { outcome: { number, prompt, status: state.as, image_url: null, image_file: null, image_count: 0, error, message: null, execution_id: null, credits: null }, images: [] };
  }
  const { status, image_url, image_file, image_count, error, message, execution_id, credits, images } = executionOutput(state.execution, fileOf);
  const notes = [message, changed.has(number) ? OTHER_PROMPT : null].filter((note) => note !== null).join(' ');
  return {
    outcome: { number, prompt, status, image_url, image_file, image_count, error, message: notes || null, execution_id, credits },
    images: images.map(({ url, file, filename }) => ({ url, file, filename, number, prompt, execution_id })),
  };
}

/** Null while the service has not said it of each: a sum of some would pass for the whole. */
function creditsOf(executions: readonly Execution[]): number | null {
  const credits = executions.map((execution) => execution.credits ?? (costNothing(execution) ? 0 : null));
  return credits.every((one) => one !== null) ? sumOf(credits) : null;
}
