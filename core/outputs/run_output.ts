import type { ProviderName } from '../providers/job.js';
import { EXECUTION_FIELDS, type ExecutionOutput } from './execution_output.js';
import type { OutputField } from './output_field.js';

/** What a step gives for one run where it may have been made elsewhere: the same keys on every path. */
export const RUN_FIELDS: readonly OutputField[] = [...EXECUTION_FIELDS, { key: 'provider', label: 'Provider', type: 'text', always: true }];

export type RunOutput = ExecutionOutput & { provider: ProviderName | 'wireflow' };

/** A run of Wireflow. */
export function ofWireflow(output: ExecutionOutput): RunOutput {
  return { ...output, provider: 'wireflow' };
}
