import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { withoutCommands } from '../cli/printing/runner_commands.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** GitHub cuts a step's summary off above a megabyte, all of it. */
const MOST_SUMMARY_BYTES = 1000 * 1024;

/**
 * The runner's protocol (docs.github.com, "Workflow commands for GitHub Actions"): inputs in the environment, commands on
 * standard output, files for outputs and the summary.
 */
export class Runner {
  readonly #env: Environment;
  readonly #write: (text: string) => void;

  constructor(env: Environment, write: (text: string) => void) {
    this.#env = env;
    this.#write = write;
  }

  /** An input without outer blanks; one that is empty was not given: a fork's missing secret looks the same. */
  input(name: string): string | undefined {
    const value = this.#env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`]?.trim();
    return value === '' ? undefined : value;
  }

  /** Has every later line of the log show `***` in place of a secret. */
  mask(secret: string): void {
    this.#command('add-mask', {}, secret);
  }

  /** A line of the log; somebody else's words can give the runner no commands. */
  log(words: string): void {
    this.#write(`${withoutCommands(words)}\n`);
  }

  notice(title: string, words: string): void {
    this.#command('notice', { title }, words);
  }

  warning(title: string, words: string): void {
    this.#command('warning', { title }, words);
  }

  error(title: string, words: string): void {
    this.#command('error', { title }, words);
  }

  /** Hands a value to later steps. The delimiter is drawn anew: a value that holds it would set another output. */
  output(name: string, value: string): void {
    const file = this.#env['GITHUB_OUTPUT'];
    const end = `end-${randomUUID()}`;
    if (file) appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
  }

  summary(markdown: string): void {
    const file = this.#env['GITHUB_STEP_SUMMARY'];
    if (file && Buffer.byteLength(markdown) <= MOST_SUMMARY_BYTES) appendFileSync(file, `${markdown}\n\n`);
  }

  #command(name: string, properties: Readonly<Record<string, string>>, words: string): void {
    const escaped = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
    const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escaped(value).replace(/:/g, '%3A').replace(/,/g, '%2C')}`);
    this.#write(`::${name}${pairs.length > 0 ? ` ${pairs.join(',')}` : ''}::${escaped(words)}\n`);
  }
}
