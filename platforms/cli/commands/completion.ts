import { badInput } from '../../../core/model/errors.js';
import type { Command } from '../definition/command.js';
import * as options from '../definition/options.js';
import { COMPLETION_SHELLS, completionScript, type CompletionShell } from '../definition/completion.js';
import { EXIT } from '../exit_codes.js';

const isShell = (name: string | undefined): name is CompletionShell => COMPLETION_SHELLS.some((shell) => shell === name);

/** @param commands all there are, this one included */
export function completionOf(commands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    summary: 'Print a completion script for bash, zsh or fish',
    about: 'For bash: `source <(wireflow completion bash)` in `~/.bashrc`. For zsh: `source <(wireflow completion zsh)` in `~/.zshrc`. For fish: `wireflow completion fish > ~/.config/fish/completions/wireflow.fish`.',
    operand: { name: 'SHELL', help: COMPLETION_SHELLS.join(', '), required: true, choices: COMPLETION_SHELLS },
    options: [options.HELP],
    examples: [{ command: 'source <(wireflow completion bash)', does: 'completes commands and options in this shell' }],
    async run({ operand, host }) {
      if (!isShell(operand)) throw badInput('shell', `There is completion for ${COMPLETION_SHELLS.join(', ')}.`, 'For example: wireflow completion bash');
      host.stdout.write(completionScript(operand, commands()));
      return EXIT.done;
    },
  };
}
