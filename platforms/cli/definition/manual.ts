import { EXIT_MEANINGS } from '../exit_codes.js';
import type { Command, Option } from './command.js';

/** The options of a command as rows of a table; what the core's fields say about limits and choices is theirs. */
function rowOf(option: Option): string {
  const { name, value, help, details, field } = option;
  const limits = [
    field?.maxLength === undefined ? '' : `At most ${field.maxLength.toLocaleString('en-US')} characters.`,
    field?.min === undefined || field.max === undefined ? '' : `From ${field.min.toLocaleString('en-US')} to ${field.max.toLocaleString('en-US')}.`,
    details === undefined && field?.choices ? `One of ${field.choices.map((choice) => `\`${choice.value}\``).join(', ')}${name === 'style' ? ', or your own' : ''}.` : '',
  ].filter(Boolean);
  const said = withCode(help, option);
  const says = `${said[0]?.toUpperCase()}${said.slice(1)}.`;
  return `| \`--${name}${value === undefined ? '' : ` ${value}`}\` | ${[says, details ?? '', ...limits].filter(Boolean).join(' ').replaceAll('|', '\\|')} |`;
}

/** What is typed as it stands is code, and no sentence gives it a capital. */
function withCode(help: string, { name, choices = [], field }: Option): string {
  const literal = [...choices, ...(field?.choices ?? []).map(({ value }) => value)].filter((value) => value !== name);
  return literal.length === 0 ? help : help.replace(/[\w.]*\w/g, (word) => (literal.includes(word) ? `\`${word}\`` : word));
}

function headingOf({ name, operand }: Command): string {
  const shown = operand === undefined ? '' : operand.required ? ` ${operand.name}` : ` [${operand.name}]`;
  return `wireflow ${name}${shown}`;
}

/** Every command with a link to its section, by the name that GitHub gives the heading. */
function linksTo(commands: readonly Command[]): string {
  const anchorOf = (heading: string) => heading.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-');
  return commands.map((command) => `[${command.name}](#${anchorOf(headingOf(command))})`).join(' · ');
}

/** One command as a section of docs/cli.md. */
function sectionOf(command: Command): string {
  const { summary, about, operand, options, examples } = command;
  return [
    `### ${headingOf(command)}`,
    `${summary}. ${about}`,
    ['| Option | Says |', '|---|---|', ...(operand === undefined ? [] : [`| \`${operand.name}\` | ${operand.help[0]?.toUpperCase()}${operand.help.slice(1)}. |`]), ...options.filter((option) => option.name !== 'help').map(rowOf)].join('\n'),
    examples.map(({ command, does }) => `- \`${command}\`: ${does}`).join('\n'),
  ].join('\n\n');
}

/** The part of docs/cli.md that is written from the definitions. */
export function manual(commands: readonly Command[]): string {
  const codes = ['| Code | Means | What to do |', '|---|---|---|', ...EXIT_MEANINGS.map(([code, meaning, nextStep]) => `| ${code} | ${meaning} | ${nextStep} |`)];
  return ['## Exit codes', codes.join('\n'), '## Commands', linksTo(commands), ...commands.map(sectionOf), ''].join('\n\n').trimEnd().concat('\n');
}
