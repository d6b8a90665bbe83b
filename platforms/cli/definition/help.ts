import type { Command } from './command.js';

const WIDTH = 80;

/** The help of one command; no line is longer than a terminal is wide. */
export function commandHelp(command: Command): string {
  const { name, summary, operand, options, examples } = command;
  const shown = operand === undefined ? '' : operand.required ? ` ${operand.name}` : ` [${operand.name}]`;
  const rows = [
    ...(operand === undefined ? [] : [[operand.name, operand.help] as const]),
    ...options.filter(({ isRare }) => !isRare).map((option) => [`--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`, option.help] as const),
  ];
  const rare = options.filter(({ isRare }) => isRare).map((option) => `--${option.name}`);
  const [example] = examples;
  return [`Usage: wireflow ${name}${shown} [options]`, `${summary}.`, table(rows), ...(rare.length === 0 ? [] : [`Rarely: ${rare.join(', ')} (see the manual)`]), ...(example === undefined ? [] : [`Example: ${example.command}`]), ''].join('\n');
}

/** The help of the whole program. */
export function programHelp(commands: readonly Command[]): string {
  return [
    'Usage: wireflow COMMAND [options]',
    'Wireflow on the command line: start AI image workflows, get the images.',
    '',
    table(commands.map(({ name, summary }) => [name, summary] as const)),
    '',
    'wireflow COMMAND --help says more. The key comes from WIREFLOW_API_KEY, the',
    'webhook from WIREFLOW_WEBHOOK. Exit codes: 0 done, 1 run failed, 2 wrong usage,',
    '3 key refused, 4 too expensive, 5 nothing started, 6 may have started, 7 not',
    'finished in time, 130 interrupted.',
    '',
  ].join('\n');
}

function table(rows: readonly (readonly [left: string, right: string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`.slice(0, WIDTH).trimEnd()).join('\n');
}
