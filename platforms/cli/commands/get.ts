import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';

export const EXECUTION_ID = { name: 'ID', help: 'the execution’s ID, or a job address', required: true } as const;

export const get: Command = {
  name: 'get',
  summary: 'Show an execution as it is now',
  about: 'Needs the key. The exit code is 0 whatever became of the execution, since looking at it was all that was asked for; `wait` tells it by its code. An image from `--provider` or `--fallback` goes by its job address, with the key of that provider.',
  operand: EXECUTION_ID,
  options: [options.OUT, options.KEY_FILE, options.JSON_OUTPUT, options.HELP],
  examples: [{ command: 'wireflow get exec_456 --json', does: 'prints the execution with its images' }],
  run: async (call) => (await import('../actions/get.js')).get(call),
};
