import { readExecutionId } from '../../../core/fields/chosen_ids.js';
import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';
import { prepareFolder } from '../files/save_images.js';
import { printOutcome } from '../printing/print_outcome.js';
import { handOver } from '../runs/hand_over.js';
import { untilInterrupted } from '../runs/interruption.js';
import { readFolder, readWait } from '../runs/run_options.js';
import { openSession } from '../runs/session.js';
import { waitOn } from '../runs/start_and_wait.js';
import { EXECUTION_ID } from './get.js';

export const wait: Command = {
  name: 'wait',
  summary: 'Wait for an execution to finish, save the images',
  about: 'Needs the key. Goes on where `generate`, `run` or `batch` was interrupted or ran out of time; starts nothing.',
  operand: EXECUTION_ID,
  options: [
    { ...options.WAIT, help: 'how long to wait (default 300)', details: 'From 0 to 86,400; `0` looks once.' },
    options.OUT, options.KEY_FILE, options.JSON_OUTPUT, options.HELP,
  ], // prettier-ignore
  examples: [{ command: 'wireflow wait exec_456 --out images', does: 'saves the images as soon as they are there' }],
  async run(call) {
    const { host, printer, values, operand } = call;
    const id = readExecutionId(operand);
    const folder = readFolder(values);
    const waitMs = readWait(values, true);
    const session = await openSession(call);
    session.client.requireKey();
    if (folder !== null) await prepareFolder(host.folder, folder);
    session.stage = { at: 'started', executionId: id };
    // The first look is an error where there is no such execution; later ones are told in the run's message.
    const first = await untilInterrupted(session.client.poll(id), session.signal, () => session.stage);
    printer.progress(`Waiting for ${id}.`);
    const execution = waitMs === null ? first : await waitOn(session, first, waitMs);
    return printOutcome(printer, await handOver(host, session, execution, { folder, runId: null, waited: true }));
  },
};
