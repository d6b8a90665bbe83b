import { imagesOf } from '../../../core/model/images.js';
import { hasEnded, type Execution } from '../../../core/model/execution.js';
import { executionOutput } from '../../../core/outputs/execution_output.js';
import { ofWireflow, type RunOutput } from '../../../core/outputs/run_output.js';
import { codeOfStatus, EXIT, type ExitCode } from '../exit_codes.js';
import { downloadImage } from '../files/download.js';
import { saveImages } from '../files/save_images.js';
import { inCliWords } from '../printing/words.js';
import type { Host } from '../host.js';
import { untilInterrupted } from './interruption.js';
import type { Session } from './session.js';

/** A run as a command hands it on. */
export interface Outcome {
  readonly output: RunOutput;
  readonly code: ExitCode;
  /** What went wrong after the run was there, a sentence each. */
  readonly problems: readonly string[];
  /** Whether the folder for images took a file no more. */
  readonly isFolderShut: boolean;
}

/**
 * A run's output, with its images saved where a folder is named. The run has been paid for: nothing here is an error.
 *
 * @param waited whether the end of the run was asked for
 * @throws Interrupted
 */
export async function handOver(host: Host, session: Session, execution: Execution, { folder, runId, waited }: { folder: string | null; runId: string | null; waited: boolean }): Promise<Outcome> {
  const images = folder === null || !hasEnded(execution.status) ? [] : imagesOf(execution.outputs);
  const saving = saveImages(host.folder, folder ?? '.', execution.id, images.map((image) => () => downloadImage(image.url, session.baseUrl, session.signal)));
  const { files, problems, isFolderShut } = await untilInterrupted(saving, session.signal, () => session.stage);
  const said = { ...execution, message: execution.message === null ? null : inCliWords(execution.message) };
  const output = ofWireflow(executionOutput(said, (_id, _image, number) => files.get(number) ?? null, runId));
  const code = codeOfStatus(execution.status, waited);
  return { output, problems, isFolderShut, code: code === EXIT.done && problems.length > 0 ? EXIT.notFinished : code };
}
