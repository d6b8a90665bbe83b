import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';

export const estimate: Command = {
  name: 'estimate',
  summary: 'Show what an execution of a workflow would cost',
  about: 'Needs the key. Wireflow’s own estimate in credits, part by part; free.',
  operand: { name: 'WORKFLOW', help: 'its ID, or its exact name', required: true },
  options: [options.KEY_FILE, options.JSON_OUTPUT, options.HELP],
  examples: [{ command: 'wireflow estimate cm1abc123', does: 'prints the cost of one execution' }],
  run: async (call) => (await import('../actions/estimate.js')).estimate(call),
};
