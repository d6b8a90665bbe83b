import type { AppDefinition, ConnectionDefinition, Json, ModuleDefinition, RpcDefinition } from './component.js';

type Kind = 'connection' | 'module' | 'rpc';

/** Make's own way from an id to a folder name (vscode-apps-sdk, local development). */
export function kebab(id: string): string {
  return id.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** The files of one component, by the key that makecomapp.json calls them, each with its path and content. */
function codeFiles(kind: Kind, id: string, contents: Readonly<Record<string, unknown>>) {
  return Object.entries(contents).map(([key, content]) => {
    const name = kebab(id);
    return { key, path: `${kind}s/${name}/${name}.${kebab(key)}.iml.json`, content };
  });
}

function connectionFiles({ id, communication, params }: ConnectionDefinition) {
  return codeFiles('connection', id, { communication, params });
}

function rpcFiles({ id, communication, params }: RpcDefinition) {
  return codeFiles('rpc', id, { communication, params });
}

function moduleFiles(module: ModuleDefinition) {
  return codeFiles('module', module.id, {
    communication: module.communication,
    ...(module.epoch === undefined ? {} : { epoch: module.epoch }),
    staticParams: module.staticParams ?? [],
    mappableParams: module.mappableParams ?? [],
    interface: module.interface,
    samples: module.samples,
  });
}

/**
 * Every file of the app by its path, in the layout that Make's editor clones and deploys (docs/make-internals.md, "Layout").
 * The same definition gives the same bytes.
 */
export function layOut(app: AppDefinition): Map<string, string> {
  const files = new Map<string, string>();
  const add = (path: string, content: unknown) => files.set(path, toJson(content));
  const pathsOf = (parts: ReturnType<typeof codeFiles>) => {
    for (const { path, content } of parts) add(path, content);
    return Object.fromEntries(parts.map(({ key, path }) => [key, path]));
  };
  const modules = app.groups.flatMap((group) => group.modules);
  const makecomapp = {
    fileVersion: 1,
    generalCodeFiles: { base: 'general/base.iml.json', common: 'general/common.json', readme: 'README.md', groups: 'modules/groups.json' },
    components: {
      connection: byId(app.connections, (connection) => ({
        label: connection.label,
        connectionType: 'basic',
        codeFiles: { ...pathsOf(connectionFiles(connection)), common: null },
      })),
      webhook: {},
      module: byId(modules, (module) => ({
        label: module.label,
        description: module.description,
        moduleType: module.type,
        ...(module.type === 'action' ? { actionCrud: module.crud ?? null } : {}),
        connection: module.connection,
        altConnection: module.altConnection ?? null,
        codeFiles: pathsOf(moduleFiles(module)),
      })),
      rpc: byId(app.rpcs, (rpc) => ({
        label: rpc.label,
        connection: rpc.connection,
        altConnection: null,
        codeFiles: pathsOf(rpcFiles(rpc)),
      })),
      function: {},
      endpoint: {},
    },
    origins: [],
  };
  add('makecomapp.json', makecomapp);
  add('general/base.iml.json', app.base);
  add('general/common.json', app.common);
  add('modules/groups.json', app.groups.map(({ label, modules: members }) => ({ label, modules: members.map(({ id }) => id) })));
  files.set('README.md', app.readme);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byId<T extends { readonly id: string }>(items: readonly T[], describe: (item: T) => Json | object): Record<string, unknown> {
  return Object.fromEntries(items.map((item) => [item.id, describe(item)]));
}

/** Four spaces, as Make's editor writes makecomapp.json. */
function toJson(content: unknown): string {
  return `${JSON.stringify(content, null, 4)}\n`;
}
