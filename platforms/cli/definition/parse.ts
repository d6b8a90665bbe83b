import { parseArgs, type ParseArgsConfig } from 'node:util';
import { badInput, type WireflowError } from '../../../core/model/errors.js';
import { isObject } from '../../../core/json.js';
import type { Command, Option, Values } from './command.js';
import { nearest } from './nearest.js';

export interface Parsed {
  readonly values: Values;
  readonly operand: string | undefined;
}

/**
 * Reads what was typed behind a command's name.
 *
 * @throws WireflowError `bad_input` that names the option, and the one that was most likely meant
 */
export function parse(command: Command, args: readonly string[]): Parsed {
  const { values, positionals } = tokens(command, args);
  const [operand, ...more] = positionals;
  const { operand: wanted } = command;
  if (wanted === undefined ? operand !== undefined : more.length > 0) {
    throw usage(command, `“wireflow ${command.name}” takes ${wanted === undefined ? 'options only' : `one ${wanted.name}`}, and there is more.`, 'Put a text with spaces in quotes.');
  }
  if (wanted?.required && values['help'] !== true && (operand === undefined || operand.trim() === '')) {
    throw usage(command, `“wireflow ${command.name}” needs ${wanted.name}: ${wanted.help}.`, `See: wireflow ${command.name} --help`);
  }
  const blank = command.options.find(({ name, guards }) => guards && isBlank(values[name]));
  if (blank !== undefined) throw badInput(blank.name, `--${blank.name} is empty.`, 'Give it a value (a variable of the script may not be set), or leave the option out.');
  return { values, operand };
}

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

function tokens(command: Command, args: readonly string[]): { values: Values; positionals: readonly string[] } {
  const options: ParseArgsConfig['options'] = Object.fromEntries(
    command.options.map(({ name, value, many }) => [name, { type: value === undefined ? 'boolean' : 'string', ...(many ? { multiple: true } : {}), ...(name === 'help' ? { short: 'h' } : {}) } as const]),
  );
  // A value that begins with a dash looks like an option to the parser; "-" alone is standard input.
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as Values, positionals };
  } catch (error) {
    throw explained(command, error);
  }
}

/** The parser's own sentence may repeat a value, which may be a secret: only the option's name is taken from it. */
function explained(command: Command, error: unknown): WireflowError {
  const { code, message } = isObject(error) ? error : {};
  const named = /(--?[A-Za-z][\w-]*)/.exec(String(message))?.[1] ?? 'An option';
  const next = `See: wireflow ${command.name} --help`;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    if (/^--(api-?)?key$/.test(named)) {
      return usage(command, `There is no option ${named}: arguments show in process lists.`, 'Set WIREFLOW_API_KEY, or use --api-key-file FILE.');
    }
    const meant = nearest(named.replace(/^-+/, ''), command.options.map(({ name }) => name));
    return usage(command, `“wireflow ${command.name}” knows no option ${named}.`, meant === null ? next : `Did you mean --${meant}?`);
  }
  const option = command.options.find(({ name }) => `--${name}` === named);
  return usage(command, option === undefined ? `The options of “wireflow ${command.name}” can not be read.` : sentenceAbout(option), next);
}

function sentenceAbout({ name, value }: Option): string {
  return value === undefined ? `--${name} takes no value.` : `--${name} needs a value: --${name} ${value}, or --${name}=${value} where it begins with a dash.`;
}

function usage(command: Command, problem: string, nextStep: string): WireflowError {
  return badInput(command.name, problem, nextStep);
}
