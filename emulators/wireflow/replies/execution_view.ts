import type { EmulatedExecution, ExecutionStatus } from '../service/execution.js';
import type { Settings } from '../options.js';
import type { NodeOutput } from '../service/outputs.js';
import { hashOf } from '../../pictures/random.js';

/** How a reply about executions is to differ from the truth (a fault). */
export interface ViewTweak {
  withoutOutput?: boolean | undefined;
  /** Another word in place of the status; null leaves the status out. */
  statusWord?: string | null | undefined;
}

export interface ImageView {
  url: string;
  /** Unknown of a picture that was put in. */
  width?: number;
  height?: number;
}

export interface NodeView {
  nodeId: string;
  label: string;
  status: 'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED';
  error: string | null;
  images: ImageView[];
  text: string | null;
  requestId: string | null;
}

/** What a reply may tell about an execution at this moment, before it takes the shape of a profile. */
export interface ExecutionView {
  id: string;
  batchId: string;
  workflowId: string;
  status: ExecutionStatus;
  /** The status as it is written; null when it is to be left out. */
  word: string | null;
  error: string | null;
  /** What it has cost so far; null while it goes on. */
  creditsUsed: number | null;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  nodes: NodeView[];
}

const USUAL = { runError: 'general', inputsShowPictures: false } as const;

/** Looks at an execution now. `cdn` is what comes before an image's file name. */
export function viewOf(execution: EmulatedExecution, cdn: string, tweak: ViewTweak, withNodes = true, { runError: words, inputsShowPictures }: Pick<Settings, 'runError' | 'inputsShowPictures'> = USUAL): ExecutionView {
  const { status } = execution;
  return {
    id: execution.id,
    batchId: execution.batchId,
    workflowId: execution.workflowId,
    status,
    word: tweak.statusWord === undefined ? status : tweak.statusWord,
    error: runError(execution, status, words),
    creditsUsed: execution.hasEnded ? (status === 'COMPLETED' ? execution.credits : 0) : null,
    createdAt: execution.createdAt,
    startedAt: execution.startedAt,
    finishedAt: execution.finishedAt,
    nodes: withNodes ? nodeViews(execution, status, cdn, tweak.withoutOutput === true, inputsShowPictures) : [],
  };
}

/** Guess: the words. The node holds the provider's reason, and the run may say no more than that (wireflow-skill, wf.sh prints both). */
function runError(execution: EmulatedExecution, status: ExecutionStatus, words: 'general' | 'same'): string | null {
  const { error } = execution;
  if (error === null || status !== 'FAILED' || words === 'same') return error;
  return execution.outputs.some(({ images }) => images.length > 0) ? 'Workflow execution failed: 1 node failed' : error;
}

function nodeViews(execution: EmulatedExecution, status: ExecutionStatus, cdn: string, hideImages: boolean, showsInputs: boolean): NodeView[] {
  const { outputs, error, progress } = execution;
  const working = outputs.filter((output) => !output.isInput);
  // Guess: a failed run fails at its last image node, so that a chain shows what it had made until then.
  const failing = status === 'FAILED' ? working.findLast((output) => output.images.length > 0) : undefined;
  return outputs.map((output) => {
    const state = output.isInput
      ? inputState(status)
      : workingState(working.indexOf(output), working.length, progress, status, failing ? working.indexOf(failing) : -1);
    const done = state === 'COMPLETED' && !hideImages;
    return {
      nodeId: output.nodeId,
      label: output.label,
      status: state,
      error: state === 'FAILED' ? error : null,
      images: done ? [...output.images.map((image) => imageView(image, cdn)), ...(showsInputs && output.takesImage && typeof output.value === 'string' && output.value !== '' ? [{ url: output.value }] : [])] : [],
      text: state === 'COMPLETED' && typeof output.value === 'string' ? output.value : null,
      requestId: output.images.length > 0 && state !== 'PENDING' ? providerId(execution.id, output.nodeId) : null,
    };
  });
}

/** Guess: an execution that waits is polled as QUEUED, with its inputs PENDING. */
const inputState = (status: ExecutionStatus): NodeView['status'] => (status === 'QUEUED' ? 'PENDING' : 'COMPLETED');

function workingState(
  index: number,
  count: number,
  progress: number,
  status: ExecutionStatus,
  failsAt: number,
): NodeView['status'] {
  if (status === 'COMPLETED') return 'COMPLETED';
  if (status === 'FAILED') return index < failsAt ? 'COMPLETED' : index === failsAt ? 'FAILED' : 'PENDING';
  if (status !== 'RUNNING') return 'PENDING';
  // Guess: the nodes share the time of a run evenly.
  if (progress >= (index + 1) / count) return 'COMPLETED';
  return progress >= index / count ? 'RUNNING' : 'PENDING';
}

const imageView = ({ file, picture }: NodeOutput['images'][number], cdn: string): ImageView => ({
  url: `${cdn}${file}`,
  width: picture.width,
  height: picture.height,
});

const providerId = (executionId: string, nodeId: string): string => `provider_${hashOf(executionId + nodeId).toString(16)}`;
