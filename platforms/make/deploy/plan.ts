import type { AppFolder, Component, ComponentKind } from './app_folder.js';
import { hasChecksum, type Remote } from './remote.js';
import { CHECKSUM_NAMES, SECTIONS, TYPE_IDS, type Section } from './sections.js';

export type Facts = Readonly<Record<string, string | number | null>>;

/** One request that changes something in Make. `connection` in `facts` is a local id until it is sent. */
export type Action =
  | { readonly do: 'create app' }
  | { readonly do: 'set icon'; readonly icon: Uint8Array }
  | { readonly do: 'create'; readonly kind: ComponentKind; readonly id: string; readonly facts: Facts }
  | { readonly do: 'describe'; readonly kind: ComponentKind; readonly id: string; readonly facts: Facts }
  | { readonly do: 'write'; readonly kind: ComponentKind | 'app'; readonly id: string | null; readonly section: Section; readonly file: string; readonly text: string };

/** References point backwards in this order: modules and RPCs to connections, groups to modules. */
const KINDS = ['connection', 'rpc', 'module'] as const satisfies readonly ComponentKind[];
const GENERAL = ['groups', 'base', 'common', 'readme'] as const;

/**
 * What has to be done so that Make holds what the folder holds: create what is missing, change what differs.
 *
 * @param icon the PNG that Make has to show and does not, or null
 */
export function planFor({ manifest, text }: AppFolder, remote: Remote, icon: Uint8Array | null = null): Action[] {
  const write = (kind: ComponentKind | 'app', id: string | null, key: string, file: string | null, checksums: Remote['app']): Action[] => {
    const section = SECTIONS[kind][key];
    if (file === null) return [];
    if (!section) throw new Error(`makecomapp.json gives ${kind} ${id ?? ''} a code file “${key}”, which is not known here.`);
    const content = text(file);
    return hasChecksum(checksums, section.checksum, content) ? [] : [{ do: 'write', kind, id, section, file, text: content }];
  };

  const components = KINDS.flatMap((kind) =>
    Object.entries(manifest.components[kind]).flatMap(([id, component]): Action[] => {
      const known = remote.components[kind].get(id);
      const facts = factsOf(kind, component);
      const isDescribed = known !== undefined && Object.entries(facts).every(([key, value]) => hasChecksum(known.checksums, CHECKSUM_NAMES[key] ?? key, remoteValue(remote, key, value)));
      return [
        ...(known ? [] : [{ do: 'create', kind, id, facts } as const]),
        // A new connection has no more to it than what it was created with.
        ...(isDescribed || (!known && kind === 'connection') ? [] : [{ do: 'describe', kind, id, facts } as const]),
        ...Object.entries(component.codeFiles).flatMap(([key, file]) => write(kind, id, key, file, known?.checksums ?? {})),
      ];
    }),
  );
  const general = GENERAL.flatMap((key) => write('app', null, key, manifest.generalCodeFiles[key], remote.app));
  return [...(remote.exists ? [] : [{ do: 'create app' } as const]), ...components, ...general, ...(icon === null ? [] : [{ do: 'set icon', icon } as const])];
}

/** What Make keeps of a component beside its texts. */
export function factsOf(kind: ComponentKind, { label, description, moduleType, actionCrud, connection = null, altConnection = null }: Component): Facts {
  if (kind === 'connection') return { label };
  if (kind === 'rpc') return { label, connection, altConnection };
  if (moduleType === undefined) throw new Error(`makecomapp.json gives no type for the module “${label}”.`);
  return {
    label,
    ...(description === undefined ? {} : { description }),
    typeId: TYPE_IDS[moduleType],
    ...(moduleType === 'action' ? { crud: actionCrud ?? null } : {}),
    connection,
    altConnection,
  };
}

function remoteValue(remote: Remote, key: string, value: string | number | null): string | number | null {
  const isReference = key === 'connection' || key === 'altConnection';
  return isReference && typeof value === 'string' ? (remote.components.connection.get(value)?.name ?? '') : value;
}

/** The action as one line for a person. */
export function lineFor(action: Action): string {
  if (action.do === 'create app') return 'create    the app itself, private';
  if (action.do === 'set icon') return 'write     app: icon';
  const what = action.kind === 'app' ? 'app' : `${action.kind} ${action.id}`;
  if (action.do === 'write') return `write     ${what}: ${action.section.route}  (${action.file})`;
  return `${action.do.padEnd(9)} ${what}: “${String(action.facts['label'])}”`;
}
