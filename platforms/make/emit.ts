import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { appFiles } from './app_files.js';
import { BLUEPRINT_FOLDERS, blueprintFiles } from './blueprints/files.js';
import { ICON, renderIcon } from './listing/icon.js';

/**
 * `npm run make:emit`: writes the Make app, its blueprints and its icon, below the folder it is run in, and removes what
 * the app no longer has.
 */
const APP_FOLDER = 'platforms/make/app';
const app = new Map([...appFiles()].map(([path, text]): [string, string] => [`${APP_FOLDER}/${path}`, text]));
const files = new Map([...app, ...blueprintFiles()]);

for (const [path, text] of files) await write(path, text);
await write(ICON, await renderIcon());
for (const folder of [APP_FOLDER, ...BLUEPRINT_FOLDERS]) {
  // Local secrets and notes of Make's editor (dot files) stay.
  for (const entry of await readdir(resolve(folder), { recursive: true, withFileTypes: true })) {
    const path = `${folder}/${join(entry.parentPath, entry.name).slice(resolve(folder).length + 1).replaceAll('\\', '/')}`;
    if (entry.isFile() && !/(^|\/)\./.test(path) && !files.has(path)) await rm(resolve(path));
  }
}
process.stdout.write(`${files.size} files and the icon written\n`);

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(resolve(path)), { recursive: true });
  await writeFile(resolve(path), content);
}
