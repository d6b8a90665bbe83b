import { creditBalance } from '../../../core/account/balance.js';
import { balanceOutput } from '../../../core/outputs/account_output.js';
import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';
import { EXIT } from '../exit_codes.js';
import { openSession } from '../runs/session.js';

export const credits: Command = {
  name: 'credits',
  summary: 'Show how many credits are left',
  about: 'Needs the key.',
  options: [options.KEY_FILE, options.JSON_OUTPUT, options.HELP],
  examples: [{ command: 'wireflow credits', does: 'prints the balance' }],
  async run(call) {
    const { client } = await openSession(call);
    const left = await creditBalance(client);
    call.printer.result(balanceOutput(left), `${left.toLocaleString('en-US')} credits`);
    return EXIT.done;
  },
};
