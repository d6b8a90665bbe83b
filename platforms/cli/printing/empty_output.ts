import { unknownExecution } from '../../../core/model/execution.js';
import { executionOutput } from '../../../core/outputs/execution_output.js';
import { ofWireflow, type RunOutput } from '../../../core/outputs/run_output.js';

/** The output of a command that has no run: the same keys, all empty but what is known. */
export function emptyOutput(known: Partial<Record<keyof RunOutput, unknown>>): Record<string, unknown> {
  return { ...ofWireflow(executionOutput(unknownExecution(''), () => null)), id: null, execution_id: null, status: null, ...known };
}
