import { readFileSync } from 'node:fs';

interface Locked {
  readonly optionalDependencies?: Record<string, string>;
}

/** npm leaves the binaries of other systems out of a lock file that it makes beside a filled `node_modules`. */
test('the lock file names the optional packages of every system, so that npm ci works on each', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
  const isLocked = (folder: string, name: string): boolean => {
    if (`${folder}${folder && '/'}node_modules/${name}` in packages) return true;
    return folder !== '' && isLocked(folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1)), name);
  };
  const wanted = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) => Object.keys(optionalDependencies).map((name) => [folder, name] as const));
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter(([folder, name]) => !isLocked(folder, name))).toEqual([]);
});
