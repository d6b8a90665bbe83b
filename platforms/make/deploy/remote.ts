import { createHash } from 'node:crypto';
import type { MakeApi } from './api.js';
import type { Component, ComponentKind, Manifest } from './app_folder.js';
import type { Target } from './target.js';

/** MD5 by column, as Make lists them; null for an empty column. */
export type Checksums = Readonly<Record<string, string | null>>;

/** What stands in Make already. */
export interface Remote {
  readonly exists: boolean;
  readonly isPublic: boolean;
  /** The app's own texts. */
  readonly app: Checksums;
  /** Null where there is none. */
  readonly icon: Uint8Array | null;
  /** By local id; a connection's name in Make is Make's choice, other names are the ids. */
  readonly components: Readonly<Record<ComponentKind, ReadonlyMap<string, { readonly name: string; readonly checksums: Checksums }>>>;
  /** What is there and in no file here: it is left alone. */
  readonly strangers: readonly string[];
}

export const NOTHING_REMOTE: Remote = {
  exists: false,
  isPublic: false,
  app: {},
  icon: null,
  components: { connection: new Map(), rpc: new Map(), module: new Map() },
  strangers: [],
};

interface Listed {
  readonly name: string;
  readonly checksum: Checksums;
}
type ChecksumList = Readonly<Record<'app' | 'accounts' | 'modules' | 'rpcs', readonly Listed[] | undefined>>;

/** Reads what there is, with four requests that change nothing. */
export async function readRemote(api: MakeApi, { app, version }: Target, manifest: Manifest): Promise<Remote> {
  const found = (await api.get(`/${app}/${version}`)) as { readonly app?: { readonly public?: boolean } } | null;
  if (found === null) return NOTHING_REMOTE;
  const checksums = ((await api.get(`/${app}/${version}/checksum`)) ?? {}) as ChecksumList;
  const { appConnections = [] } = ((await api.get(`/${app}/connections`)) ?? {}) as { readonly appConnections?: readonly { readonly name: string; readonly label: string }[] };

  const icon = await api.bytes(`/${app}/${version}/icon/512`);

  const names = pairConnections(manifest.components.connection, appConnections);
  const connection = new Map([...names].map(([id, name]) => [id, { name, checksums: checksumOf(checksums.accounts, name) }]));
  const byId = (kind: ComponentKind, list: readonly Listed[] = []) =>
    new Map(list.filter(({ name }) => name in manifest.components[kind]).map(({ name, checksum }) => [name, { name, checksums: checksum }]));
  return {
    exists: true,
    isPublic: found.app?.public === true,
    app: checksums.app?.[0]?.checksum ?? {},
    icon,
    components: { connection, rpc: byId('rpc', checksums.rpcs), module: byId('module', checksums.modules) },
    strangers: [
      ...appConnections.filter(({ name }) => ![...names.values()].includes(name)).map(({ name }) => `connection ${name}`),
      ...strangersIn('rpc', checksums.rpcs, manifest),
      ...strangersIn('module', checksums.modules, manifest),
    ],
  };
}

/** Make names connections itself, so they are known by their label; a single one on both sides is the same one. */
function pairConnections(local: Readonly<Record<string, Component>>, remote: readonly { readonly name: string; readonly label: string }[]): Map<string, string> {
  const entries = Object.entries(local);
  const pairs = entries.map(([id, { label }]): [string, string | undefined] => [id, remote.find((each) => each.label === label)?.name]);
  if (entries.length === 1 && remote.length === 1 && pairs[0] && remote[0]) pairs[0][1] ??= remote[0].name;
  return new Map(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function checksumOf(list: readonly Listed[] = [], name: string): Checksums {
  return list.find((each) => each.name === name)?.checksum ?? {};
}

function strangersIn(kind: ComponentKind, list: readonly Listed[] = [], manifest: Manifest): string[] {
  return list.filter(({ name }) => !(name in manifest.components[kind])).map(({ name }) => `${kind} ${name}`);
}

/** Whether Make's checksum of a column is that of `value`. A JSONC text may stand under a second name. */
export function hasChecksum(checksums: Checksums, name: string, value: string | number | null): boolean {
  const known = [checksums[name], checksums[`${name}_jsonc`]];
  if (value === null) return checksums[name] === null;
  return known.includes(createHash('md5').update(String(value)).digest('hex'));
}
