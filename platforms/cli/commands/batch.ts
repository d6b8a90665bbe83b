import type { Command, Option } from '../definition/command.js';
import * as options from '../definition/options.js';
import { fieldOf } from '../definition/options.js';

export const AT_ONCE = 3;
export const MOST_AT_ONCE = 10;

export const MAX_TOTAL_CREDITS: Option = {
  name: 'max-total-credits',
  value: 'N',
  help: 'start nothing that brings all rows above this',
  details: 'Counts what the report says was spent, and Wireflow’s estimate for each execution that is about to be started. Needs the key.',
  field: { ...fieldOf('max_credits'), key: 'max_total_credits', label: 'Most Credits of the Batch' },
};

export const batch: Command = {
  name: 'batch',
  summary: 'Make an image for each row of a CSV file; resumable',
  about:
    'The first row names the columns: `prompt`, and, as far as they are there, `size`, `style`, `seed`, `image`, `run_id`; every other column is an input of the workflow. All rows are checked before the first is paid for. The same command again goes on where the last one ended, from its report: what was started is not started again, not even what failed or may have started. A row without a `run_id` is known by what it asks for; the same row twice is two images. One command at a time writes a report; the batch ends where its folder or report takes no more, so that nothing is bought that can’t be kept. The table is in UTF-8, or in UTF-16 with its mark. Where rows end differently, the exit code is the first of these that one of them has: 130, 6, 3, 4, 2, 5, 7, 1, 0.',
  operand: { name: 'FILE.csv', help: 'the table', required: true, completes: 'file' },
  options: [
    options.WEBHOOK, options.WORKFLOW,
    { ...options.WAIT, help: 'how long to wait per image (default 300)', details: '`0` starts the executions and writes their IDs into the report. Without a key nothing can be waited for.' },
    options.OUT,
    { ...options.MAX_CREDITS, help: 'start nothing that would cost more, per image' },
    MAX_TOTAL_CREDITS,
    options.UNCERTAIN_COST,
    { name: 'report', value: 'FILE', help: 'report, .csv or .json (default FILE.report.csv)', details: 'A line per row, with state, Execution ID, credits, files and links; the JSON has totals too. Keep it: it is what the batch resumes from, on any machine.', completes: 'file' },
    { name: 'parallel', value: 'N', help: `runs under way at a time (default ${AT_ONCE})`, details: `From 1 to ${MOST_AT_ONCE}. Starts keep within the account’s limit in any case.` },
    { name: 'retry-failed', help: 'start failed rows anew' },
    { name: 'dry-run', help: 'check the rows, show the cost, start nothing' },
    options.KEY_FILE, { ...options.JSON_OUTPUT, help: 'each execution as a line of JSON, as it ends' }, options.HELP,
  ], // prettier-ignore
  examples: [
    { command: 'wireflow batch products.csv --out images', does: 'makes the images and writes `products.csv.report.csv`' },
    { command: 'wireflow batch products.csv --dry-run', does: 'says what it would cost' },
  ],
  run: async (call) => (await import('../actions/batch.js')).batch(call),
};
