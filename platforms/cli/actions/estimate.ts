import { estimateOutput } from '../../../core/outputs/account_output.js';
import { amountInWords } from '../../../core/model/amounts.js';
import { EXIT, type ExitCode } from '../exit_codes.js';
import { columns } from '../printing/columns.js';
import { openSession } from '../runs/session.js';
import { readWorkflow } from '../runs/start_values.js';
import type { Call } from '../definition/command.js';

export async function estimate(call: Call): Promise<ExitCode> {
  const { client } = await openSession(call);
  client.requireKey();
  const id = await readWorkflow(client, call.operand ?? '');
  const output = estimateOutput(id, await client.estimate(id));
  const left = output.available_credits === null ? [] : [`${amountInWords(output.available_credits)} are left.`];
  const parts = output.nodes.map(({ label, model, credits }) => [`  ${label}`, model ?? '', String(credits)]);
  call.printer.result(output, [[output.summary, ...left].join(' '), ...(parts.length > 0 ? [columns(parts)] : [])].join('\n'));
  return EXIT.done;
}
