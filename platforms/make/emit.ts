import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { appFiles } from './app_files.js';

/** `npm run make:emit`: writes the Make app to platforms/make/app, below the folder it is run in, and removes what it no longer has. */
const folder = resolve('platforms', 'make', 'app');
const files = appFiles();

for (const [path, text] of files) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
// Local secrets and notes of Make's editor (dot files) stay.
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
  if (entry.isFile() && !/(^|[/\\])\./.test(path) && !files.has(path.replaceAll('\\', '/'))) await rm(join(folder, path));
}
process.stdout.write(`${files.size} files written to ${folder}\n`);
