import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Check address, keys, scopes, limits and clock; free',
  about: 'Starts nothing and costs nothing. The keys for `--provider` and `--fallback` are tried too, where they are set. What can’t be tried for free is called unknown. The exit code is that of the first fault.',
  options: [options.WEBHOOK, options.KEY_FILE, { ...options.JSON_OUTPUT, help: 'one object per check' }, options.HELP],
  examples: [{ command: 'wireflow doctor', does: 'tells what would stop an execution' }],
  run: async (call) => (await import('../actions/doctor.js')).doctor(call),
};
