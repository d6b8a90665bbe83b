import { shorten } from '../../../core/shorten.js';
import { inputsOf } from '../../../core/runs/saved_workflow.js';
import { EXIT, type ExitCode } from '../exit_codes.js';
import { columns } from '../printing/columns.js';
import { openSession } from '../runs/session.js';
import { readWorkflow } from '../runs/start_values.js';
import type { Call } from '../definition/command.js';

const LONGEST_SAVED = 60;

export async function inputs(call: Call): Promise<ExitCode> {
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
}

function note(saved: string | number | boolean | null, choices: readonly (string | number | boolean)[]): string {
  const parts = [saved === null || saved === '' ? '' : `saved: ${shorten(String(saved).replace(/\s+/g, ' '), LONGEST_SAVED)}`, choices.length === 0 ? '' : `one of: ${choices.join(', ')}`];
  return parts.filter(Boolean).join('; ');
}
