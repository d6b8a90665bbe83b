import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';

export const workflows: Command = {
  name: 'workflows',
  summary: 'List the workflows of the account',
  about: 'Needs the key. The most recently used first. Webhook IDs are secrets and are not printed.',
  options: [{ name: 'name', value: 'TEXT', help: 'only those whose name holds this' }, options.KEY_FILE, options.JSON_OUTPUT, options.HELP],
  examples: [{ command: 'wireflow workflows --name product', does: 'lists what has “product” in its name' }],
  run: async (call) => (await import('../actions/workflows.js')).workflows(call),
};
