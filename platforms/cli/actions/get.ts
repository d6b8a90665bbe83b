import { readExecutionId } from '../../../core/fields/chosen_ids.js';
import { isJobAddress } from '../../../core/runs/flux/job_address.js';
import { prepareFolder } from '../files/save_images.js';
import { EXIT, type ExitCode } from '../exit_codes.js';
import { printOutcome } from '../printing/print_outcome.js';
import { handOver, type Outcome } from '../runs/hand_over.js';
import { untilInterrupted } from '../runs/interruption.js';
import { readFolder } from '../runs/run_options.js';
import { openSession } from '../runs/session.js';
import type { Call } from '../definition/command.js';

export async function get(call: Call): Promise<ExitCode> {
  const { host, printer, values, operand } = call;
  const folder = readFolder(values);
  const seen = (outcome: Outcome) => printOutcome(printer, { ...outcome, code: outcome.code === EXIT.runFailed ? EXIT.done : outcome.code });
  if (isJobAddress(operand ?? '')) {
    const { lookAtJob } = await import('../runs/job_by_address.js');
    return seen(await lookAtJob(call, operand ?? '', { folder, waitMs: null, waited: false }));
  }
  const id = readExecutionId(operand);
  const session = await openSession(call);
  session.client.requireKey();
  if (folder !== null) await prepareFolder(host.folder, folder);
  session.stage = { at: 'started', executionId: id };
  const execution = await untilInterrupted(session.client.poll(id), session.signal, () => session.stage);
  return seen(await handOver(host, session, execution, { folder, runId: null, waited: false }));
}
