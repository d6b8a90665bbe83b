import type { Clock } from './clock.js';
import { listen } from './http/listen.js';
import type { FaultRule } from './http/faults.js';
import type { RecordedRequest } from './http/recorded_request.js';
import { workflowId, webhookId } from './ids.js';
import { settle } from './options.js';
import type { EmulatorOptions } from './options.js';
import type { EmulatedExecution, EndStatus } from './service/execution.js';
import { executionById } from './service/find.js';
import { KEYS } from './service/keys.js';
import type { EmulatorKeys } from './service/keys.js';
import { addPastExecution } from './service/past_execution.js';
import type { NewExecution } from './service/past_execution.js';
import { makeWorkflow } from './service/seeds.js';
import { newState, resetState } from './service/state.js';
import type { EmulatedWorkflow } from './service/workflow.js';

export type { NewExecution };
export type NewWorkflow = Partial<EmulatedWorkflow>;

/** A running local Wireflow with one account. */
export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** The base of the API: origin + `/api/v1`. */
  url: string;
  keys: EmulatorKeys;
  workflows: EmulatedWorkflow[];
  /** The workflow with this short name ("text-to-image"), or id. */
  workflow(slugOrId: string): EmulatedWorkflow;
  /** The address that a person pastes for this workflow. */
  webhookUrl(slugOrId: string): string;
  /** Every execution ever started or added, in the order of their making. */
  readonly executions: readonly EmulatedExecution[];
  readonly requests: readonly RecordedRequest[];
  clock: Clock;
  /** Credits left; may be set. */
  credits: number;
  fault(rule: FaultRule): void;
  clearFaults(): void;
  addWorkflow(parts?: NewWorkflow): EmulatedWorkflow;
  addExecution(parts?: NewExecution): EmulatedExecution;
  /** Ends an execution now. `status` defaults to COMPLETED. */
  finish(executionId: string, status?: EndStatus, error?: string): void;
  /** Back to the first moment: seeds, no executions, no requests, full credits and limits, no faults. The clock stays. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts the server and hands out its controls. */
export async function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  const state = newState(settle(options));
  const server = await listen(state);
  state.origin = server.origin;
  const workflow = (slugOrId: string): EmulatedWorkflow => {
    const found = state.workflows.find((each) => each.slug === slugOrId || each.id === slugOrId);
    if (!found) throw new Error(`The emulator has no workflow "${slugOrId}"`);
    return found;
  };
  return {
    origin: server.origin,
    url: `${server.origin}/api/v1`,
    keys: KEYS,
    get workflows() {
      return state.workflows;
    },
    workflow,
    webhookUrl: (slugOrId) => `${server.origin}/api/v1/workflow/${workflow(slugOrId).webhookId}/trigger`,
    get executions() {
      return state.executions.all;
    },
    get requests() {
      return state.requests;
    },
    clock: state.clock,
    get credits() {
      return state.credits.available();
    },
    set credits(credits) {
      state.credits.set(credits);
    },
    fault: (rule) => state.faults.add(rule),
    clearFaults: () => state.faults.clear(),
    addWorkflow(parts = {}) {
      const added = makeWorkflow({ id: workflowId(), webhookId: webhookId(), ...parts }, state.clock.now());
      state.workflows.push(added);
      return added;
    },
    addExecution: (parts = {}) => addPastExecution(state, parts),
    finish(executionId, status = 'COMPLETED', error) {
      const words = status === 'FAILED' ? 'The execution failed' : null;
      executionById(state, executionId).end(status, error ?? words);
    },
    reset: () => resetState(state),
    close: () => server.close(),
  };
}
