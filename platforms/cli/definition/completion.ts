import type { Command, Option } from './command.js';

export const COMPLETION_SHELLS = ['bash', 'zsh', 'fish'] as const;
export type CompletionShell = (typeof COMPLETION_SHELLS)[number];

/** A script that completes commands, options, and the values that options and operands are known to take. */
export function completionScript(shell: CompletionShell, commands: readonly Command[]): string {
  return { bash, zsh, fish }[shell](commands);
}

function choicesOf({ choices, field }: Option): readonly string[] {
  return choices ?? field?.choices?.map(({ value }) => value).filter((value) => value !== 'custom') ?? [];
}

/** One case of a shell's `case`, for the word before the cursor. */
function bashCases(command: Command): string[] {
  return command.options.flatMap((option) => {
    if (option.value === undefined) return [];
    const choices = choicesOf(option);
    const words = choices.length > 0 ? `COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$current"))` : option.completes === 'folder' ? 'COMPREPLY=($(compgen -d -- "$current"))' : option.completes === 'file' ? 'COMPREPLY=($(compgen -f -- "$current"))' : 'COMPREPLY=()';
    return [`        ${command.name}:--${option.name}) ${words}; return ;;`];
  });
}

function bash(commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const options = commands.map((command) => `        ${command.name}) words='${[...command.options.map(({ name }) => `--${name}`), ...(command.operand?.choices ?? [])].join(' ')}' ;;`);
  return `# bash completion for wireflow
_wireflow() {
    local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=''
    # To bash, "--size=story" is three words.
    if [ "$current" = '=' ]; then
        current=''
    elif [ "$before" = '=' ]; then
        before="\${COMP_WORDS[COMP_CWORD-2]}"
    fi
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W '${names} --help --version' -- "$current"))
        return
    fi
    case "$command:$before" in
${commands.flatMap(bashCases).join('\n')}
    esac
    case "$command" in
${options.join('\n')}
    esac
    if [[ "$current" == -* || -n "$words" && "$command" == completion ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$current"))
    else
        COMPREPLY=($(compgen -f -- "$current"))
    fi
}
complete -F _wireflow wireflow
`;
}

/** Quotes for a single-quoted word of zsh, in which brackets and colons mean something. */
const zshWords = (text: string) => text.replace(/'/g, `'\\''`).replace(/[[\]:]/g, '\\$&');

function zsh(commands: readonly Command[]): string {
  const argument = (option: Option) => {
    const choices = choicesOf(option);
    const action = choices.length > 0 ? `(${choices.join(' ')})` : option.completes === 'folder' ? '_files -/' : option.completes === 'file' ? '_files' : ' ';
    const value = option.value === undefined ? '' : `:${zshWords(option.value.toLowerCase())}:${action}`;
    return `                '${option.many ? '*' : ''}--${option.name}${option.value === undefined ? '' : '='}[${zshWords(option.help)}]${value}'`;
  };
  const operand = ({ operand: wanted }: Command) => (wanted === undefined ? [] : [`                '1:${zshWords(wanted.name.toLowerCase())}:${wanted.choices ? `(${wanted.choices.join(' ')})` : wanted.completes === 'file' ? '_files' : ' '}'`]);
  const cases = commands.map((command) => `            ${command.name})\n            _arguments \\\n${[...command.options.map(argument), ...operand(command)].join(' \\\n')}\n            ;;`);
  return `#compdef wireflow
_wireflow() {
    local -a commands
    commands=(
${commands.map(({ name, summary }) => `        '${name}:${zshWords(summary)}'`).join('\n')}
    )
    if (( CURRENT == 2 )); then
        _describe 'command' commands
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
${cases.join('\n')}
    esac
}
if [ "$funcstack[1]" = "_wireflow" ]; then
    _wireflow "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i; }
    compdef _wireflow wireflow
fi
`;
}

/** The condition under which what follows a command's name is completed. */
const fishFor = ({ name }: Command) => `-n '__fish_seen_subcommand_from ${name}'`;

function fishOption(option: Option): string {
  const choices = choicesOf(option);
  const value = option.value === undefined ? '' : choices.length > 0 ? ` -xa ${fishWords(choices.join(' '))}` : option.completes === undefined ? ' -x' : ' -rF';
  return `-l ${option.name} -d ${fishWords(option.help)}${value}`;
}

function fishOperand({ operand }: Command): string[] {
  if (operand?.choices) return [`-a ${fishWords(operand.choices.join(' '))}`];
  return operand?.completes === undefined ? [] : ['-F'];
}

const fishWords = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap((command) => [
    `complete -c wireflow -n __fish_use_subcommand -a ${command.name} -d ${fishWords(command.summary)}`,
    ...[...command.options.map(fishOption), ...fishOperand(command)].map((what) => `complete -c wireflow ${fishFor(command)} ${what}`),
  ]);
  return ['# fish completion for wireflow', 'complete -c wireflow -f', ...lines, ''].join('\n');
}
