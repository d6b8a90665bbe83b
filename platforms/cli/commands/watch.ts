import type { Outcome } from '../../../core/watching/ended_executions.js';
import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';

export const DEFAULT_EVERY_S = 30;
export const OUTCOMES: Readonly<Record<string, readonly Outcome[]>> = { all: ['completed', 'failed'], completed: ['completed'], failed: ['failed'] };

export const watch: Command = {
  name: 'watch',
  summary: 'Print each execution that ends from now on, as JSON',
  about:
    'Needs the key. One line of JSON for each execution of the account, or of one workflow; what had ended before is left out. Ends with Ctrl-C (exit code 130), or after `--count` (0). It remembers nothing when it ends: for what ended in between, look in Wireflow.',
  options: [
    { ...options.WORKFLOW, help: 'of this workflow only' },
    { name: 'outcome', value: 'WHICH', help: 'all (default), completed or failed', choices: Object.keys(OUTCOMES) },
    { name: 'every', value: 'SECONDS', help: `pause between two looks (default ${DEFAULT_EVERY_S})`, details: 'From 5 to 3,600. A look is one to a few requests of the account’s limit.' },
    { name: 'count', value: 'N', help: 'end after so many executions' },
    options.OUT, options.KEY_FILE, { ...options.JSON_OUTPUT, help: 'as always: one object per line' }, options.HELP,
  ], // prettier-ignore
  examples: [{ command: 'wireflow watch --out images | jq -r .image_file', does: 'saves every image that is made' }],
  run: async (call) => (await import('../actions/watch.js')).watch(call),
};
