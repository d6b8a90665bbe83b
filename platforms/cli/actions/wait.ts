import { readExecutionId } from '../../../core/fields/chosen_ids.js';
import { isJobAddress } from '../../../core/runs/flux/job_address.js';
import { prepareFolder } from '../files/save_images.js';
import { printOutcome } from '../printing/print_outcome.js';
import { handOver } from '../runs/hand_over.js';
import { untilInterrupted } from '../runs/interruption.js';
import { readFolder, readWait } from '../runs/run_options.js';
import { openSession } from '../runs/session.js';
import { waitOn } from '../runs/start_and_wait.js';
import type { Call } from '../definition/command.js';
import type { ExitCode } from '../exit_codes.js';

export async function wait(call: Call): Promise<ExitCode> {
  const { host, printer, values, operand } = call;
  const folder = readFolder(values);
  const waitMs = readWait(values, true);
  if (isJobAddress(operand ?? '')) {
    const { lookAtJob } = await import('../runs/job_by_address.js');
    // Its link dies within minutes, so it is saved wherever nothing else is said.
    return printOutcome(printer, await lookAtJob(call, operand ?? '', { folder: folder ?? '.', waitMs, waited: true }));
  }
  const id = readExecutionId(operand);
  const session = await openSession(call);
  session.client.requireKey();
  if (folder !== null) await prepareFolder(host.folder, folder);
  session.stage = { at: 'started', executionId: id };
  // The first look is an error where there is no such execution; later ones are told in the run's message.
  const first = await untilInterrupted(session.client.poll(id), session.signal, () => session.stage);
  printer.progress(`Waiting for ${id}.`);
  const execution = waitMs === null ? first : await waitOn(session, first, waitMs);
  return printOutcome(printer, await handOver(host, session, execution, { folder, runId: null, waited: true }));
}
