import { inputsOf } from '../../../core/runs/saved_workflow.js';
import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';
import { EXIT } from '../exit_codes.js';
import { columns } from '../printing/columns.js';
import { openSession } from '../runs/session.js';
import { readWorkflow } from '../runs/start_values.js';

export const inputs: Command = {
  name: 'inputs',
  summary: 'List what a workflow asks for',
  about: 'Needs the key. Names, node IDs, kinds and saved values of a workflow’s inputs, as `run --input` takes them.',
  operand: { name: 'WORKFLOW', help: 'its ID, or its exact name', required: true },
  options: [options.KEY_FILE, options.JSON_OUTPUT, options.HELP],
  examples: [{ command: 'wireflow inputs cm1abc123', does: 'lists its inputs' }],
  async run(call) {
    const { client } = await openSession(call);
    client.requireKey();
    const found = await inputsOf(client, await readWorkflow(client, call.operand ?? ''));
    if (call.printer.isJson) {
      for (const { nodeId, label, type, required, description, default: saved, choices } of found) {
        call.printer.result({ id: nodeId, label, type, required, description, default: saved, choices: choices.map(({ value }) => value) }, '');
      }
    } else if (found.length > 0) {
      const rows = found.map((input) => [input.label, input.nodeId, input.type, input.required ? 'required' : 'optional', note(input.default, input.choices.map(({ value }) => value))]);
      call.printer.result({}, columns(rows));
    } else call.printer.say('This workflow asks for nothing.');
    return EXIT.done;
  },
};

function note(saved: string | number | boolean | null, choices: readonly (string | number | boolean)[]): string {
  const parts = [saved === null || saved === '' ? '' : `saved: ${String(saved).replace(/\s+/g, ' ').slice(0, 60)}`, choices.length === 0 ? '' : `one of: ${choices.join(', ')}`];
  return parts.filter(Boolean).join('; ');
}
