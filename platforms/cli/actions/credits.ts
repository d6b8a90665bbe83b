import { creditBalance } from '../../../core/account/balance.js';
import { amountInWords } from '../../../core/model/amounts.js';
import { balanceOutput } from '../../../core/outputs/account_output.js';
import { EXIT, type ExitCode } from '../exit_codes.js';
import { openSession } from '../runs/session.js';
import type { Call } from '../definition/command.js';

export async function credits(call: Call): Promise<ExitCode> {
  const { client } = await openSession(call);
  const left = await creditBalance(client);
  call.printer.result(balanceOutput(left), `${amountInWords(left)} credits`);
  return EXIT.done;
}
