import AdmZip from 'adm-zip';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeUploadFolder } from '../../../platforms/zapier/publish/upload_folder.js';
import { strangersIn } from '../../../platforms/zapier/publish/zip_contents.js';
import { minimalApp } from './minimal_app.js';

const run = promisify(execFile);

export interface BuiltApp {
  /** Where the zip is unpacked. */
  readonly folder: string;
  readonly zipBytes: number;
  readonly files: readonly ZippedFile[];
}

export interface ZippedFile {
  readonly name: string;
  readonly bytes: number;
  readonly zippedBytes: number;
}

/**
 * Builds an app as `npm run zapier:build` does: from a folder that holds its bundle and Zapier's runtime, with Zapier's CLI.
 *
 * @param root the checkout, with our bundle in `dist/upload`
 * @param folder an empty one, outside of the checkout: whatever lies in a `node_modules` above it could be picked up
 * @throws when the build fails, or has taken in anything from elsewhere
 */
export async function buildApp(root: string, which: 'ours' | 'minimal', folder: string): Promise<BuiltApp> {
  const bin = path.join(root, 'node_modules/.bin');
  const env = { PATH: `${bin}${path.delimiter}${process.env['PATH']}`, HOME: folder, TMPDIR: folder, DISABLE_ZAPIER_ANALYTICS: '1' };
  const app = which === 'ours' ? root : path.join(folder, 'minimal-source');
  if (which === 'minimal') {
    await mkdir(app);
    const ours = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Parameters<typeof minimalApp>[0];
    await Promise.all(Object.entries(minimalApp(ours)).map(([name, text]) => writeFile(path.join(app, name), text)));
    await run('npm', ['run', '--silent', 'bundle'], { cwd: app, env });
  }
  const uploaded = path.join(folder, which);
  await mkdir(uploaded);
  await makeUploadFolder({ root, app, folder: uploaded, appFile: '.zapierapprc' });
  await run(path.join(bin, 'zapier-platform'), ['build', '--skip-validation', '--skip-dep-install'], { cwd: uploaded, env });
  const file = path.join(uploaded, 'build/build.zip');
  const zip = new AdmZip(file);
  const files = zip.getEntries().map(({ entryName, header }) => ({ name: entryName, bytes: header.size, zippedBytes: header.compressedSize }));
  if (strangersIn(files.map(({ name }) => name)).length > 0) {
    throw new Error(`The build took files from outside of ${uploaded}: set TMPDIR to a place without a node_modules above it`);
  }
  const unpacked = path.join(folder, `${which}-unpacked`);
  zip.extractAllTo(unpacked);
  return { folder: unpacked, zipBytes: (await readFile(file)).length, files };
}
