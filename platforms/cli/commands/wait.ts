import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';
import { EXECUTION_ID } from './get.js';

export const wait: Command = {
  name: 'wait',
  summary: 'Wait for an execution to finish, save the images',
  about: 'Needs the key. Goes on where `generate`, `run` or `batch` was interrupted or ran out of time; starts nothing. An image from `--provider` or `--fallback` goes by its job address, with the key of that provider.',
  operand: EXECUTION_ID,
  options: [
    { ...options.WAIT, help: 'how long to wait (default 300)', details: 'From 0 to 86,400; `0` looks once.' },
    options.OUT, options.KEY_FILE, options.JSON_OUTPUT, options.HELP,
  ], // prettier-ignore
  examples: [{ command: 'wireflow wait exec_456 --out images', does: 'saves the images as soon as they are there' }],
  run: async (call) => (await import('../actions/wait.js')).wait(call),
};
