import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isObject, parseJson } from '../../core/json.js';
import { badInput } from '../../core/model/errors.js';
import type { Values } from '../cli/definition/command.js';
import { textOf } from '../cli/files/text_of.js';
import type { Runner } from './runner.js';

/** The names in action.yml; fixed, since workflows use them. */
export const INPUTS = [
  'webhook', 'workflow', 'api-key', 'prompt', 'prompt-file', 'size', 'inputs', 'wait-minutes', 'output-directory', 'max-credits',
  'uncertain-cost', 'fallback', 'reuse', 'provider', 'tier', 'megapixels', 'max-usd', 'run-id', 'matrix-leg',
] as const; // prettier-ignore

/** What the command line calls by the same name. */
const SAME = ['fallback', 'reuse', 'provider', 'tier', 'megapixels', 'max-usd'] as const;

/** The option of the command line behind an input, for the sentences about it. */
export const INPUT_OF_OPTION: Readonly<Record<string, string>> = { out: 'output-directory', wait: 'wait-minutes', input: 'inputs', prompt: 'prompt', webhook: 'webhook', workflow: 'workflow', size: 'size', 'max-credits': 'max-credits', 'uncertain-cost': 'uncertain-cost', 'run-id': 'run-id', ...Object.fromEntries(SAME.map((name) => [name, name])) };

const SECONDS_PER_MINUTE = 60;

/** What the command line would have been given. @throws WireflowError `bad_input` that names the input */
export async function readValues(runner: Runner, folder: string, runId: string): Promise<Values> {
  const option = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });
  return {
    ...option('webhook', runner.input('webhook')),
    ...option('workflow', runner.input('workflow')),
    ...option('prompt', await readPrompt(runner, folder)),
    ...option('size', runner.input('size')),
    ...option('max-credits', runner.input('max-credits')),
    ...option('uncertain-cost', runner.input('uncertain-cost')),
    ...option('out', runner.input('output-directory')),
    ...option('wait', readWait(runner.input('wait-minutes'))),
    ...Object.fromEntries(SAME.flatMap((name) => (runner.input(name) === undefined ? [] : [[name, runner.input(name)]]))),
    'run-id': runId,
    input: readPairs(runner.input('inputs')),
  };
}

async function readPrompt(runner: Runner, folder: string): Promise<string | undefined> {
  const prompt = runner.input('prompt');
  const file = runner.input('prompt-file');
  if (file === undefined) return prompt;
  if (prompt !== undefined) throw badInput('prompt-file', 'The inputs prompt and prompt-file are both given.', 'Use one of them.');
  const bytes = await readFile(path.resolve(folder, file)).catch(() => null);
  if (bytes === null) throw badInput('prompt-file', 'The file that the input prompt-file names can not be read.', 'Check its path; actions/checkout has to run before this step.');
  const words = textOf(bytes);
  if (words === null) throw badInput('prompt-file', 'The file that the input prompt-file names is not in UTF-8.', 'Save it in UTF-8.');
  return words.replace(/\r?\n$/, '');
}

function readWait(minutes: string | undefined): string | undefined {
  if (minutes === undefined) return undefined;
  if (/^\d{1,4}(\.\d+)?$/.test(minutes)) return String(Number(minutes) * SECONDS_PER_MINUTE);
  throw badInput('wait-minutes', 'The input wait-minutes needs a number of minutes.', 'For example: 5');
}

/** An object of JSON, or a line `name=value` for each input. */
function readPairs(given: string | undefined): string[] {
  if (given === undefined) return [];
  if (!given.startsWith('{')) {
    const lines = given.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
    if (lines.some((line) => line.indexOf('=') < 1)) throw badInput('inputs', 'The input inputs needs a line name=value for each, or an object of JSON.', 'Correct it, or leave it out.');
    return lines.map((line) => line.replace(/\s*=\s*/, '='));
  }
  const parsed = parse(given);
  const isFlat = isObject(parsed) && Object.values(parsed).every((value) => ['string', 'number', 'boolean'].includes(typeof value));
  if (!isFlat) throw badInput('inputs', 'The input inputs is no object of JSON with a text or number for each name.', 'Use the form {"name": "value"}.');
  return Object.entries(parsed).map(([name, value]) => `${name}=${String(value)}`);
}

function parse(json: string): unknown {
  try {
    return parseJson(json);
  } catch {
    return null;
  }
}
