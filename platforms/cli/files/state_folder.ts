import os from 'node:os';
import path from 'node:path';

/**
 * The folder in which this program keeps what it must remember: below `XDG_STATE_HOME`, `LOCALAPPDATA` on Windows, or
 * `~/.local/state` (XDG Base Directory Specification).
 */
export function stateFolder(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform = process.platform): string {
  const chosen = env['XDG_STATE_HOME'];
  // The specification has relative paths ignored.
  if (chosen !== undefined && path.isAbsolute(chosen)) return path.join(chosen, 'wireflow');
  const local = env['LOCALAPPDATA'];
  if (platform === 'win32' && local) return path.join(local, 'wireflow');
  // `os.homedir` says what HOME says, an empty or relative one too: what is kept would then differ from folder to folder.
  const home = [env['HOME'] ?? '', os.homedir()].find((each) => path.isAbsolute(each)) ?? os.userInfo().homedir;
  return path.join(home, '.local', 'state', 'wireflow');
}
