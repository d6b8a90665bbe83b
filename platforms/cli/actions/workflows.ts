import { findWorkflows } from '../../../core/account/find_workflows.js';
import { byLastUse } from '../../../core/model/workflow.js';
import { workflowOutput } from '../../../core/outputs/account_output.js';
import { type Call, valueOf } from '../definition/command.js';
import { EXIT, type ExitCode } from '../exit_codes.js';
import { columns } from '../printing/columns.js';
import { openSession } from '../runs/session.js';

export async function workflows(call: Call): Promise<ExitCode> {
  const { client } = await openSession(call);
  const name = valueOf(call.values, 'name');
  const found = name === undefined ? (await client.listWorkflows()).sort(byLastUse) : await findWorkflows(client, name);
  const outputs = found.map(workflowOutput);
  if (call.printer.isJson) for (const output of outputs) call.printer.result(output, '');
  else if (outputs.length > 0) {
    const rows = outputs.map((each) => [each.id, each.is_active ? 'active' : 'off', each.has_webhook ? 'webhook' : '-', each.last_executed_at?.slice(0, 10) ?? 'never run', each.name]);
    call.printer.result({}, columns(rows));
  } else call.printer.say(name === undefined ? 'This account has no workflows.' : 'No workflow has that in its name.');
  return EXIT.done;
}
