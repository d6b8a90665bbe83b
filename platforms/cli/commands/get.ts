import { readExecutionId } from '../../../core/fields/chosen_ids.js';
import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';
import { prepareFolder } from '../files/save_images.js';
import { EXIT } from '../exit_codes.js';
import { printOutcome } from '../printing/print_outcome.js';
import { handOver } from '../runs/hand_over.js';
import { untilInterrupted } from '../runs/interruption.js';
import { readFolder } from '../runs/run_options.js';
import { openSession } from '../runs/session.js';

export const EXECUTION_ID = { name: 'ID', help: 'the execution’s ID', required: true } as const;

export const get: Command = {
  name: 'get',
  summary: 'Show an execution as it is now',
  about: 'Needs the key. The exit code is 0 whatever became of the run, since looking at it was all that was asked for; `wait` tells it by its code.',
  operand: EXECUTION_ID,
  options: [options.OUT, options.KEY_FILE, options.JSON_OUTPUT, options.HELP],
  examples: [{ command: 'wireflow get exec_456 --json', does: 'prints the execution with its images' }],
  async run(call) {
    const { host, printer, values, operand } = call;
    const id = readExecutionId(operand);
    const folder = readFolder(values);
    const session = await openSession(call);
    session.client.requireKey();
    if (folder !== null) await prepareFolder(host.folder, folder);
    session.stage = { at: 'started', executionId: id };
    const execution = await untilInterrupted(session.client.poll(id), session.signal, () => session.stage);
    const outcome = await handOver(host, session, execution, { folder, runId: null, waited: false });
    return printOutcome(printer, { ...outcome, code: outcome.code === EXIT.runFailed ? EXIT.done : outcome.code });
  },
};
