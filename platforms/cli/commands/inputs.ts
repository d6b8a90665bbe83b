import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';

export const inputs: Command = {
  name: 'inputs',
  summary: 'List what a workflow asks for',
  about: 'Needs the key. Names, node IDs, kinds and saved values of a workflow’s inputs, as `run --input` takes them.',
  operand: { name: 'WORKFLOW', help: 'its ID, or its exact name', required: true },
  options: [options.KEY_FILE, options.JSON_OUTPUT, options.HELP],
  examples: [{ command: 'wireflow inputs cm1abc123', does: 'lists its inputs' }],
  run: async (call) => (await import('../actions/inputs.js')).inputs(call),
};
