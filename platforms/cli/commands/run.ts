import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';

export const run: Command = {
  name: 'run',
  summary: 'Run a workflow with its own inputs, wait, save the images',
  about:
    'Needs the key. Inputs go by their names or node IDs (`wireflow inputs ID` lists them); a file for an image input is copied to Wireflow. With `--run-id`, Wireflow is asked to keep the execution for 24 hours, so that another machine gets it too (see “What is kept”).',
  operand: { name: 'WORKFLOW', help: 'its ID, or its exact name', required: true },
  options: [
    { ...options.INPUT, help: 'an input by name or node ID; repeatable' },
    { ...options.PROMPT, help: 'for its prompt input; - reads standard input' },
    { ...options.SIZE, details: 'As with `generate`; the workflow needs inputs for it: Width and Height, or Aspect Ratio.' },
    { ...options.WAIT, help: 'how long to wait for the images (default 300)' },
    options.OUT, options.RUN_ID, options.AFTER_FAILURE, options.REUSE, options.MAX_CREDITS, options.UNCERTAIN_COST, options.FALLBACK, options.KEY_FILE, options.JSON_OUTPUT, options.HELP,
  ], // prettier-ignore
  examples: [
    { command: 'wireflow run "Product shots" --input photo=shoe.png --out images', does: 'copies the file, runs the workflow and saves its images' },
    { command: 'wireflow run cm1abc123 --prompt "A paper boat" --run-id order-17', does: 'gives the same execution again when it is repeated' },
  ],
  run: async (call) => (await import('../actions/run.js')).run(call),
};
