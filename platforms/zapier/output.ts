import type { ZObject } from 'zapier-platform-core';
import type { Execution } from '../../core/model/execution.js';
import { nameInLink } from '../../core/model/file_name.js';
import { executionOutput, type FileOf } from '../../core/outputs/execution_output.js';
import { ofWireflow, type RunOutput } from '../../core/outputs/run_output.js';
import { SAMPLE_FINISHED } from '../../core/outputs/samples.js';
import { imageFile } from './hydrators.js';

/**
 * Files are only promised: Zapier fetches each when a later step asks for it. The promise names the picture by its link, so
 * that file and URL are one picture whenever it is fetched, and the execution, so that a link that has died by then is
 * looked up again; and what tells its name from the names of those beside it, where its link does not.
 */
export function promisedFile(z: ZObject): FileOf {
  return (executionId, { url, filename }, number) =>
    z.dehydrateFile(imageFile, {
      execution_id: executionId,
      url,
      ...(number === 1 ? {} : { number }),
      ...(filename === null || filename === nameInLink(url) ? {} : { filename }),
    });
}

/** An execution as every step hands it on. */
export function zapierOutput(z: ZObject, execution: Execution, runId: string | null = null): RunOutput {
  return ofWireflow(executionOutput(execution, promisedFile(z), runId));
}

/** A sample's files: shown in the editor, never fetched. */
export function sampleOutput(execution: Execution): RunOutput {
  return ofWireflow(executionOutput(execution, () => 'https://cdn.wireflow.ai/00000000-0000-1000-8000-000000000000.png'));
}

/** What every step about an execution shows: one object for all of them, since Zapier's runtime copies each once at every call. */
export const SAMPLE_OUTPUT: RunOutput = sampleOutput(SAMPLE_FINISHED);
