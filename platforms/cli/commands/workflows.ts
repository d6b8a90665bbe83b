import { findWorkflows } from '../../../core/account/find_workflows.js';
import { byLastUse } from '../../../core/model/workflow.js';
import { workflowOutput } from '../../../core/outputs/account_output.js';
import { valueOf, type Command } from '../definition/command.js';
import * as options from '../definition/options.js';
import { EXIT } from '../exit_codes.js';
import { columns } from '../printing/columns.js';
import { openSession } from '../runs/session.js';

export const workflows: Command = {
  name: 'workflows',
  summary: 'List the workflows of the account',
  about: 'Needs the key. The most recently used first. Webhook IDs are secrets and are not printed.',
  options: [{ name: 'name', value: 'TEXT', help: 'only those whose name holds this' }, options.KEY_FILE, options.JSON_OUTPUT, options.HELP],
  examples: [{ command: 'wireflow workflows --name product', does: 'lists what has “product” in its name' }],
  async run(call) {
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
  },
};
