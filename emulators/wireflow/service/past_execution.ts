import { executionId, uuid } from '../ids.js';
import { withParams, imageModel, withValue } from '../graph/nodes.js';
import type { EmulatedExecution, ExecutionStatus } from './execution.js';
import { keep } from './start.js';
import type { State } from './state.js';

type Moment = number | string | Date;

/**
 * An execution for the account's history. All parts are optional.
 * A run that has an end shows it once the clock is there: until then it is queued or running.
 */
export interface NewExecution {
  id?: string;
  /** A workflow's short name or id. Default: text-to-image. */
  workflow?: string;
  workflowId?: string;
  /** QUEUED and RUNNING never end by themselves. Default COMPLETED. */
  status?: ExecutionStatus;
  /** Default: ten seconds before `finishedAt`, or before now. */
  startedAt?: Moment;
  /** Default: ten seconds after `startedAt`. */
  finishedAt?: Moment;
  error?: string;
  /** How many images its first image node makes. */
  images?: number;
  /** Values by node id. */
  inputs?: Record<string, unknown>;
}

const USUAL_DURATION_MS = 10_000;

/** Writes one execution into the history. It costs no credits and counts against no limit. */
export function addPastExecution(state: State, parts: NewExecution): EmulatedExecution {
  const wanted = parts.workflow ?? parts.workflowId ?? 'text-to-image';
  const workflow = state.workflows.find((each) => each.slug === wanted || each.id === wanted);
  if (!workflow) throw new Error(`The emulator has no workflow "${wanted}"`);
  const { status = 'COMPLETED', images, inputs = {} } = parts;
  const finishedAt = parts.finishedAt === undefined ? undefined : ms(parts.finishedAt);
  const startedAt = parts.startedAt === undefined ? (finishedAt ?? state.clock.now()) - USUAL_DURATION_MS : ms(parts.startedAt);
  const endless = status === 'RUNNING' || status === 'QUEUED';
  const maker = images === undefined ? undefined : workflow.nodes.find((node) => imageModel(node));
  const changed = images !== undefined || Object.keys(inputs).length > 0;
  const nodes = workflow.nodes.map((node) => {
    if (node.id === maker?.id) return withParams(node, { num_images: images });
    return Object.hasOwn(inputs, node.id) ? withValue(node, inputs[node.id]) : node;
  });
  return keep(state, {
    id: parts.id ?? executionId(),
    batchId: uuid(),
    workflowId: workflow.id,
    workflowName: workflow.name,
    startedBy: 'seed',
    request: null,
    nodes: changed ? nodes : workflow.nodes,
    edges: workflow.edges,
    credits: 0,
    createdAt: startedAt,
    runsAt: status === 'QUEUED' ? Infinity : startedAt,
    endsAt: endless ? Infinity : (finishedAt ?? startedAt + USUAL_DURATION_MS),
    outcome: endless ? 'COMPLETED' : status,
    error: parts.error ?? (status === 'FAILED' ? 'The execution failed' : null),
  });
}

const ms = (moment: Moment): number => (typeof moment === 'number' ? moment : new Date(moment).getTime());
