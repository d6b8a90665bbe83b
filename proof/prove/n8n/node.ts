import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { n8nHost, type HostOptions } from '../../../emulators/n8n/host.js';
import { hear } from '../ear.js';

const HOME = path.resolve('platforms/n8n');
const BUILT = path.join(HOME, 'dist/nodes/Wireflow/Wireflow.node.js');

interface Item {
  readonly json: Record<string, unknown>;
}

/** The node as n8n loads it from the built package. */
interface Node {
  readonly execute: (this: object) => Promise<Item[][]>;
  readonly methods: { readonly listSearch: Readonly<Record<string, (this: object, filter?: string) => Promise<unknown>>> };
}

/** Bundles the node as it is published. Once, before any thread needs it. */
export function buildN8nNode(): void {
  if (!existsSync(path.join(HOME, 'node_modules'))) execFileSync(process.execPath, [path.join(HOME, 'install_tools.mjs')], { stdio: 'inherit' });
  execFileSync(process.execPath, ['build.mjs'], { cwd: HOME, stdio: 'inherit' });
}

/** Runs the node's operations in a fake context. */
export interface N8n {
  /** @throws the node's own error @returns what its items hold */
  execute(options: HostOptions): Promise<Record<string, unknown>[]>;
  /** What a list in the editor offers. */
  list(name: 'searchWebhooks' | 'searchWorkflows', credential: NonNullable<HostOptions['credential']>): Promise<unknown>;
}

export function loadN8n(): N8n {
  const { Wireflow } = createRequire(path.join(HOME, 'package.json'))(BUILT) as { Wireflow: new () => Node };
  const node = new Wireflow();
  const heard = async <T>(method: string, run: () => Promise<T>): Promise<T> => {
    try {
      const result = await run();
      hear('result', method, JSON.stringify(result));
      return result;
    } catch (error) {
      hear('error', method, wordsOf(error));
      throw error;
    }
  };
  return {
    execute: (options) => {
      const method = `n8n.${String(options.parameters[0]?.['resource'])}.${String(options.parameters[0]?.['operation'])}`;
      const host = n8nHost({ onLog: (line) => hear('log', method, line), ...options });
      return heard(method, async () => ((await node.execute.call(host))[0] ?? []).map(({ json }) => json));
    },
    list: (name, credential) => heard(`n8n.${name}`, async () => node.methods.listSearch[name]?.call(n8nHost({ parameters: [{}], credential }))),
  };
}

/** All that a person is shown of an error: its sentence, and what stands below it. */
export function wordsOf(error: unknown): string {
  const { message, description } = error as { message?: string; description?: string | null };
  return [message ?? String(error), description ?? ''].join(' ').trim();
}
