import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';

export const generate: Command = {
  name: 'generate',
  summary: 'Send a prompt to a workflow’s webhook, wait, save the images',
  about:
    'Without a key the execution is started and its ID printed. With the key in `WIREFLOW_API_KEY` the command waits for the images. With `--provider` the image is bought from that provider in place of Wireflow.',
  options: [
    options.WEBHOOK, options.WORKFLOW, options.PROMPT, options.SIZE, options.STYLE, options.SEED, options.INPUT, options.IMAGE,
    options.WAIT, options.OUT, options.RUN_ID, options.AFTER_FAILURE, options.REUSE, options.MAX_CREDITS, options.UNCERTAIN_COST, options.FALLBACK, options.PROVIDER, options.TIER, options.MEGAPIXELS_OPTION, options.MAX_USD,
    options.KEY_FILE, options.JSON_OUTPUT, options.HELP,
  ], // prettier-ignore
  examples: [
    { command: 'wireflow generate --prompt "A paper boat" --size story --out images', does: 'starts an execution through `WIREFLOW_WEBHOOK` and saves its image' },
    { command: 'echo "A paper boat" | wireflow generate --prompt - --wait 0 --json', does: 'takes the prompt from a pipe and prints the ID at once' },
    { command: 'wireflow generate --provider bfl --tier pro --prompt "A paper boat"', does: 'buys the image from Black Forest Labs' },
  ],
  run: async (call) => (await import('../actions/generate.js')).generate(call),
};
