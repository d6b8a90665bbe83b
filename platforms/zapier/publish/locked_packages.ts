/** What `package-lock.json` says of a package, as far as it is needed here. */
export interface LockedPackage {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** By their folder below the top, as in `package-lock.json`. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * The folders that `npm install --omit=dev` would fill for an app with these dependencies: theirs, and those of what
 * they depend on. What is not locked (optional packages of other systems) is left out.
 */
export function foldersOf(names: readonly string[], locked: LockedPackages): string[] {
  const found = new Set<string>();
  const add = (folder: string) => {
    if (found.has(folder)) return;
    found.add(folder);
    const { dependencies, optionalDependencies } = locked[folder] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) addFrom(folder, name);
  };
  const addFrom = (folder: string, name: string) => {
    const at = resolve(folder, name, locked);
    if (at !== null) add(at);
  };
  names.forEach((name) => addFrom('', name));
  return [...found].sort();
}

/** As Node looks for a package: in the folder's own `node_modules`, then in those above. */
function resolve(folder: string, name: string, locked: LockedPackages): string | null {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const wanted = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (wanted in locked) return wanted;
    if (at === '') return null;
  }
}
