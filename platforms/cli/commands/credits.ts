import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';

export const credits: Command = {
  name: 'credits',
  summary: 'Show how many credits are left',
  about: 'Needs the key.',
  options: [options.KEY_FILE, options.JSON_OUTPUT, options.HELP],
  examples: [{ command: 'wireflow credits', does: 'prints the balance' }],
  run: async (call) => (await import('../actions/credits.js')).credits(call),
};
