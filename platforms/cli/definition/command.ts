import type { Field } from '../../../core/fields/field.js';
import type { ExitCode } from '../exit_codes.js';
import type { Host } from '../host.js';
import type { Printer } from '../printing/printer.js';

/** One option, from which parsing, help, completion and the manual are made. */
export interface Option {
  readonly name: string;
  /** What stands for its value in the help; absent for a switch. */
  readonly value?: string;
  /** Whether it may be given several times. */
  readonly many?: boolean;
  /** One line of the help, at most 50 characters. */
  readonly help: string;
  /** Named at the end of the help, and explained in the manual alone. */
  readonly isRare?: boolean;
  /** More for the manual, in Markdown. */
  readonly details?: string;
  /** The core's field that reads it: its limits and choices are shown in the manual, and errors about it name the option. */
  readonly field?: Field;
  /** Offered by the shell where no field says them. */
  readonly choices?: readonly string[];
  /** What the shell offers in place of words. */
  readonly completes?: 'file' | 'folder';
  /** Whether an empty value is refused: a script's unset variable would else pay twice, without a bound, or for something else. */
  readonly guards?: true;
}

export interface Operand {
  /** As the usage shows it, such as `ID`. */
  readonly name: string;
  readonly help: string;
  readonly required: boolean;
  readonly completes?: 'file';
  readonly choices?: readonly string[];
}

export interface Example {
  readonly command: string;
  readonly does: string;
}

/** Values as typed, by option name. */
export type Values = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** One use of a command. */
export interface Call {
  readonly values: Values;
  readonly operand: string | undefined;
  readonly host: Host;
  readonly printer: Printer;
}

export interface Command {
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** A paragraph for the manual. */
  readonly about: string;
  readonly operand?: Operand;
  readonly options: readonly Option[];
  readonly examples: readonly Example[];
  /** @throws WireflowError, or `Interrupted` */
  run(call: Call): Promise<ExitCode>;
}

/** An option's single value, or undefined. */
export function valueOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** All values of an option that may be repeated. */
export function valuesOf(values: Values, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
