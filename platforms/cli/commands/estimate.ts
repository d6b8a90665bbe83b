import { estimateOutput } from '../../../core/outputs/account_output.js';
import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';
import { EXIT } from '../exit_codes.js';
import { columns } from '../printing/columns.js';
import { openSession } from '../runs/session.js';
import { readWorkflow } from '../runs/start_values.js';

export const estimate: Command = {
  name: 'estimate',
  summary: 'Show what a run of a workflow would cost',
  about: 'Needs the key. Wireflow’s own estimate in credits, part by part; free.',
  operand: { name: 'WORKFLOW', help: 'its ID, or its exact name', required: true },
  options: [options.KEY_FILE, options.JSON_OUTPUT, options.HELP],
  examples: [{ command: 'wireflow estimate cm1abc123', does: 'prints the cost of one run' }],
  async run(call) {
    const { client } = await openSession(call);
    client.requireKey();
    const id = await readWorkflow(client, call.operand ?? '');
    const output = estimateOutput(id, await client.estimate(id));
    const left = output.available_credits === null ? [] : [`${output.available_credits.toLocaleString('en-US')} are left.`];
    const parts = output.nodes.map(({ label, model, credits }) => [`  ${label}`, model ?? '', String(credits)]);
    call.printer.result(output, [[output.summary, ...left].join(' '), ...(parts.length > 0 ? [columns(parts)] : [])].join('\n'));
    return EXIT.done;
  },
};
