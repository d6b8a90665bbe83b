import type { WireflowError } from '../../../core/model/errors.js';
import type { Option } from '../definition/command.js';

/** What the core says about steps, connections and mappings, in the words of a command line. */
const CLI_WORDS: readonly (readonly [core: RegExp, here: string])[] = [
  [/the step is tried again by itself, or can be run again in a few minutes/g, 'run the command again in a few minutes'],
  [/Nothing was started; the step is tried again by itself after the wait/g, 'Nothing was started; run the command again after the wait'],
  [/The step is tried again by itself after (the wait|a while)/g, 'Run the command again after $1'],
  [/the step is tried again by itself and then gives that execution/g, 'run the command again, and it gives that execution'],
  [/then reconnect Wireflow with it/g, 'then set WIREFLOW_API_KEY to it'],
  [/and reconnect, without/g, 'and set it again, without'],
  [/then reconnect with it/g, 'then set it again'],
  [/ of this connection/g, ''],
  [/This step needs a Wireflow API key, and the connection has none/g, 'This needs a Wireflow API key, and there is none'],
  [/needs a Wireflow API key, and this connection has none/g, 'needs a Wireflow API key, and there is none'],
  [/Add a key to the connection, or leave/g, 'Set WIREFLOW_API_KEY to one, or leave'],
  [/\bThe step sends\b/g, 'The command sends'],
  [/\bAnother step\b/g, 'Another command'],
  [/\bAn earlier step\b/g, 'An earlier command'],
  [/\bA step with this Only Once ID\b/g, 'A command with this Only Once ID'],
  [/(the|this) step again/g, 'the command again'],
  [/the fields of this step(?: or the workflow itself)?/g, 'the options or the workflow itself'],
  [/\bthis step\b/g, 'this command'],
  [/To wait until it has finished, map an Only Once ID, or use Find Execution\./g, 'Wait for it with: wireflow wait ID.'],
  [/find it (?:later|again later) by its Execution ID/g, 'find it with: wireflow get ID'],
  [/Choose a workflow, or paste/g, 'Give a workflow’s ID, or'],
  [/Choose the workflow from the list in place of its address\./g, 'Give the workflow’s ID in place of its address.'],
  [/Choose (?:a|the) workflow from the list\./g, 'List them with: wireflow workflows'],
  [/Choose the workflow again; it may have been deleted\./g, 'See: wireflow workflows'],
  [/Choose it from the list, or map it from an earlier Wireflow step\./g, 'List them with: wireflow workflows'],
  [/Map the Execution ID from an earlier Wireflow step\./g, 'Give the ID that generate, run or batch has printed.'],
  [/Type what the image should show, or map a text from an earlier (?:step|command)\./g, 'Say what the image should show, or use - to read it from standard input.'],
  [/; or “custom” with Width and Height\./g, '.'],
  [/, or map a value from an earlier (?:step|command)/g, ''],
  [/Map a file or a link(?: to your own image| from an earlier (?:step|command))?\./g, 'Give a file or a link.'],
  [/the (?:field|input) Maximum Credits allows/gi, '--max-credits allows'],
  [/the (?:field|input) Maximum Cost allows/gi, '--max-usd allows'],
  [/more than Maximum Credits allows/g, 'more than --max-credits allows'],
  [/choose to start it all the same in the field If the Cost Is Not Certain, or empty Maximum Credits/g, 'use --uncertain-cost start, or leave --max-credits out'],
  [/The input Job Address (is|holds)/g, 'The job address $1'],
  [/Map the Job Address of the step Generate Flux Image\./g, 'Give the address that generate has printed.'],
  [/but something else was mapped/g, 'but something else was given'],
  [/Type or map/g, 'Give'],
  [/Choose one, or map true or false/g, 'Use yes or no'],
  [/Choose one from the list/g, 'Use one of them'],
  [/Type the input’s name to the left of it/g, 'Use the form NAME=VALUE'],
  [/Give each name once; the fields above have their own names/g, 'Give each name once; what has an option of its own is set by that'],
];

/** @param options of the command, whose names stand in for the fields' labels */
export function inCliWords(words: string, options: readonly Option[] = []): string {
  const named = options.reduce((rest, { name, field }) => (field === undefined ? rest : rest.replaceAll(`The field ${field.label} `, `--${name} `)), words);
  const sized = named.replace(/The field (Width|Height) \(in Pixels\) /g, 'The $1 in --size ').replace(/The field (\S)/g, 'The input $1');
  return CLI_WORDS.reduce((rest, [core, here]) => rest.replace(core, here), sized);
}

/** An error as a person reads it in a terminal. */
export function sentenceOf({ problem, nextStep, requestId }: WireflowError, options: readonly Option[]): string {
  const support = requestId === null ? '' : ` (Request ID: ${requestId})`;
  return `${inCliWords(problem, options)} ${inCliWords(nextStep, options)}${support}`;
}
