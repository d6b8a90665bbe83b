import { PROMPT, SIZE, WEBHOOK } from '../platforms/cli/definition/options.js';
import { inCliWords } from '../platforms/cli/printing/words.js';

/** What a demo lacks of the command line: it takes the webhook from the environment alone, and no standard input. */
const HERE: readonly (readonly [command: RegExp, demo: string])[] = [
  [/--webhook /g, 'WIREFLOW_WEBHOOK '],
  [/Give a workflow’s ID, or the webhook URL/g, 'Set it to the webhook URL'],
  [/, or use - to read it from standard input/g, ''],
  [/ after the wait\./g, ' in a few minutes.'],
  [/find it with: wireflow get ID/g, 'find it in Wireflow by its Execution ID'],
];

/** A sentence of the core or of Zapier's app, as it is said in a terminal. */
export function inTerminalWords(words: string): string {
  return HERE.reduce((rest, [command, demo]) => rest.replace(command, demo), inCliWords(words, [PROMPT, SIZE, WEBHOOK]));
}
