import { build } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = 'platforms/n8n';

export interface NodeProperty {
  readonly displayName: string;
  readonly name: string;
  readonly type: string;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly description?: string;
  readonly placeholder?: string;
  /** Stands below the field, where the description shows only on demand. */
  readonly hint?: string;
  /** The ways in which a thing is named: from a list, by its address, by its ID. */
  readonly modes?: readonly { readonly displayName: string; readonly hint?: string; readonly placeholder?: string }[];
  readonly displayOptions?: { readonly show?: Readonly<Record<string, readonly unknown[]>>; readonly hide?: Readonly<Record<string, readonly unknown[]>> };
  /** Choices, or the fields of a collection; those of a fixed one stand in its parts' `values`. */
  readonly options?: readonly (Partial<NodeProperty> & { readonly value?: unknown; readonly values?: readonly NodeProperty[] })[];
  readonly typeOptions?: Readonly<Record<string, unknown>>;
}

export interface NodeDescription {
  readonly displayName: string;
  readonly name: string;
  readonly description: string;
  readonly credentials?: readonly (Pick<NodeProperty, 'name' | 'required' | 'displayOptions'>)[];
  readonly properties: readonly NodeProperty[];
}

/** n8n's own package stands beside the node only in an n8n: descriptions need names of it, and no more. */
const STAND_IN = `
class Named extends Error {}
module.exports = new Proxy({ NodeConnectionTypes: { Main: 'main' } }, { get: (kept, name) => kept[name] ?? Named, has: () => true });
`;

/** The nodes of the n8n package as their editor gets them; none where the package is not there. */
export async function nodeDescriptions(): Promise<NodeDescription[]> {
  const manifest = path.join(FOLDER, 'package.json');
  if (!existsSync(manifest)) return [];
  const { n8n } = JSON.parse(readFileSync(manifest, 'utf8')) as { n8n: { nodes: string[] } };
  return Promise.all(n8n.nodes.map((file) => descriptionOf(path.join(FOLDER, file.replace(/^dist\//, '').replace(/\.js$/, '.ts')))));
}

async function descriptionOf(file: string): Promise<NodeDescription> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    logLevel: 'silent',
    plugins: [
      {
        name: 'n8n',
        setup(builder) {
          builder.onResolve({ filter: /^n8n-workflow$/ }, () => ({ path: 'n8n-workflow', namespace: 'stand-in' }));
          builder.onLoad({ filter: /.*/, namespace: 'stand-in' }, () => ({ contents: STAND_IN, loader: 'js' }));
        },
      },
    ],
  });
  const module = { exports: {} as Record<string, new () => { description: NodeDescription }> };
  const load = new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '') as (...args: unknown[]) => void;
  load(module, module.exports, process.getBuiltinModule);
  const [Node] = Object.values(module.exports);
  if (!Node) throw new Error(`${file} exports no node.`);
  return new Node().description;
}

/** Whether a property shows while these values are chosen. */
export function isShown({ displayOptions }: Pick<NodeProperty, 'displayOptions'>, chosen: Readonly<Record<string, unknown>>): boolean {
  const fits = ([name, values]: readonly [string, readonly unknown[]]): boolean => values.includes(chosen[name]);
  return Object.entries(displayOptions?.show ?? {}).every(fits) && !Object.entries(displayOptions?.hide ?? {}).some(fits);
}
