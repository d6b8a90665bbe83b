import type { ZObject } from 'zapier-platform-core';
import type { Execution } from '../../core/model/execution.js';
import { executionOutput } from '../../core/outputs/execution_output.js';
import { ofWireflow, type RunOutput } from '../../core/outputs/run_output.js';
import { SAMPLE_FINISHED } from '../../core/outputs/samples.js';
import { imageFile } from './hydrators.js';

/**
 * An execution as every step hands it on. Files are only promised here: Zapier fetches each when a later step asks
 * for it. The promise names the picture by its link, so that file and URL are one picture whenever it is fetched, and
 * the execution, so that a link that has died by then is looked up again.
 */
export function zapierOutput(z: ZObject, execution: Execution, runId: string | null = null): RunOutput {
  return ofWireflow(executionOutput(execution, (executionId, { url }) => z.dehydrateFile(imageFile, { execution_id: executionId, url }), runId));
}

/** A sample's files: shown in the editor, never fetched. */
export function sampleOutput(execution: Execution): RunOutput {
  return ofWireflow(executionOutput(execution, () => 'https://cdn.wireflow.ai/00000000-0000-1000-8000-000000000000.png'));
}

/** What every step about an execution shows: one object for all of them, since Zapier's runtime copies each once at every call. */
export const SAMPLE_OUTPUT: RunOutput = sampleOutput(SAMPLE_FINISHED);
