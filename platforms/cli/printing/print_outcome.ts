import { EXIT, type ExitCode } from '../exit_codes.js';
import type { Outcome } from '../runs/hand_over.js';
import type { RunOutput } from '../../../core/outputs/run_output.js';
import type { Printer } from './printer.js';
import { runWords } from './run_words.js';
import { shellWord } from './shell_word.js';

/** Prints a run, and how to go on where there is more to do. @returns the command's exit code */
export function printOutcome(printer: Printer, { output, code, problems }: Outcome): ExitCode {
  printer.result(output, runWords(output));
  for (const problem of problems) printer.say(problem);
  const { message, status } = output;
  const id = shellWord(foundBy(output));
  if (isNews(message)) printer.say(message);
  if (code === EXIT.notFinished) printer.say(problems.length > 0 ? `Try again with: wireflow get ${id} --out DIR` : `The execution has not finished in time. It goes on: wireflow wait ${id}`);
  if (code === EXIT.done && (status === 'queued' || status === 'running')) printer.say(`The execution goes on. Its images: wireflow wait ${id} --out DIR`);
  return code;
}

/** Whether a message tells anything: what the service says about every start is no news. */
export function isNews(message: string | null): message is string {
  return message !== null && message !== '' && !/^workflow execution (queued|completed|started)/i.test(message);
}

/** What `get` and `wait` find it by: a provider's job goes by its address. */
export function foundBy(output: RunOutput): string {
  return 'job_address' in output && typeof output.job_address === 'string' ? output.job_address : output.execution_id;
}
