/**
 * Which of a script's options npm has kept for itself, which it does with all that do not stand behind “--”, and names them
 * in the script's environment. PowerShell takes a bare “--” away before npm sees it (github.com/npm/cli/issues/3136).
 *
 * @param command such as "npm start"
 * @param example options as they may be written
 * @returns one sentence that says how to write it; null where nothing was kept
 */
export function keptByNpm(command: string, names: readonly string[], example: string, environment: Readonly<Record<string, string | undefined>>): string | null {
  const kept = names.find((name) => environment[`npm_config_${name}`] !== undefined);
  return kept === undefined ? null : `npm has kept --${kept} for itself: ${behindDashes(command, example)}`;
}

/** How options reach a script. */
export function behindDashes(command: string, example: string): string {
  return `write options behind “--”, as in ${command} -- ${example}; in PowerShell with quotes, ${command} '--' ${example}.`;
}
