import { WireflowError } from '../../core/model/errors.js';
import { COMMANDS } from './commands/index.js';
import type { Command } from './definition/command.js';
import { commandHelp, programHelp } from './definition/help.js';
import { nearest } from './definition/nearest.js';
import { parse } from './definition/parse.js';
import { codeOfKind, EXIT, type ExitCode } from './exit_codes.js';
import type { Host } from './host.js';
import { createPrinter, type Printer } from './printing/printer.js';
import { proxyHint } from './printing/proxy_hint.js';
import { besideTheRunner } from './printing/runner_commands.js';
import { sentenceOf } from './printing/words.js';
import { emptyOutput } from './printing/empty_output.js';
import { asInterrupted, Interrupted, interruptionSentence, untilInterrupted } from './runs/interruption.js';

/** Commands whose JSON is one run: with them an error is an object of the same keys. */
const WITH_A_RUN = new Set(['generate', 'run', 'get', 'wait']);

/**
 * Runs `wireflow` with the arguments behind its name.
 *
 * @param version of the package
 * @returns the exit code; whatever goes wrong has been said on `machine.stderr`
 */
export async function runProgram(args: readonly string[], machine: Host, version: string): Promise<ExitCode> {
  const host = besideTheRunner(machine);
  const [first, ...rest] = args;
  if (first === undefined || first === '--help' || first === '-h') return help(host, first === undefined ? EXIT.wrongUsage : EXIT.done, undefined);
  if (first === 'help') return help(host, EXIT.done, rest[0]);
  if (first === '--version' || first === '-v') {
    host.stdout.write(`${version}\n`);
    return EXIT.done;
  }
  const command = COMMANDS.find(({ name }) => name === first);
  if (command === undefined) return unknown(host, first);
  return runCommand(command, rest, host);
}

function help(host: Host, code: ExitCode, name: string | undefined): ExitCode {
  const command = COMMANDS.find((each) => each.name === name);
  if (name !== undefined && command === undefined) return unknown(host, name);
  (code === EXIT.done ? host.stdout : host.stderr).write(command === undefined ? programHelp(COMMANDS) : commandHelp(command));
  return code;
}

function unknown(host: Host, typed: string): ExitCode {
  const meant = nearest(typed, COMMANDS.map(({ name }) => name));
  host.stderr.write(typed.startsWith('-') ? 'A command comes first, then its options. See: wireflow --help\n' : `There is no command of that name. ${meant === null ? 'See: wireflow --help' : `Did you mean: wireflow ${meant}?`}\n`);
  return EXIT.wrongUsage;
}

/** The spinner is loaded when it is shown: most uses never need it. */
const makeSpinner = async (stream: NodeJS.WriteStream) => (await import('yocto-spinner')).default({ stream });

async function runCommand(command: Command, args: readonly string[], host: Host): Promise<ExitCode> {
  const printer = createPrinter(host, args.includes('--json'), makeSpinner);
  try {
    const { values, operand } = parse(command, args);
    if (values['help'] === true) {
      host.stdout.write(commandHelp(command));
      return EXIT.done;
    }
    const { stdin, signal } = host;
    return await command.run({ values, operand, host: { ...host, stdin: async () => untilInterrupted(stdin(), signal, () => ({ at: 'before' })) }, printer });
  } catch (error) {
    return failed(command, asInterrupted(error, host.signal), printer, host);
  } finally {
    printer.quiet();
  }
}

function failed(command: Command, error: unknown, printer: Printer, { env }: Host): ExitCode {
  const hasRun = printer.isJson && WITH_A_RUN.has(command.name);
  if (error instanceof Interrupted) {
    const { stage } = error;
    const sentence = interruptionSentence(stage);
    if (hasRun) printer.result(emptyOutput({ message: sentence, ...(stage.at === 'started' ? { id: stage.executionId, execution_id: stage.executionId, status: 'running' } : {}) }), '');
    printer.say(sentence);
    return EXIT.interrupted;
  }
  if (error instanceof WireflowError) {
    const sentence = `${sentenceOf(error, command.options)}${proxyHint(error.kind, env)}`;
    if (hasRun) printer.result(emptyOutput({ error: sentence, error_kind: error.kind, can_retry: error.canRetry, request_id: error.requestId }), '');
    printer.say(sentence);
    return codeOfKind(error.kind);
  }
  throw error;
}
