import { readFileSync } from 'node:fs';
import path from 'node:path';

export type ModuleType = 'trigger' | 'action' | 'search' | 'universal';

/** What the engine needs of a component in `makecomapp.json`; `codeFiles` holds paths below the app's folder. */
export interface Component {
  readonly moduleType?: ModuleType;
  readonly connection?: string | null;
  readonly altConnection?: string | null;
  readonly codeFiles: Readonly<Record<string, string | null>>;
}

interface Manifest {
  readonly fileVersion: number;
  readonly generalCodeFiles: Readonly<Record<string, string | null>>;
  readonly components: Readonly<Record<'connection' | 'module' | 'rpc', Readonly<Record<string, Component>>>>;
}

const KNOWN_KINDS = ['connection', 'module', 'rpc'];

/**
 * Reads an app's folder as Make's editor extension defines it (local development, file version 1).
 *
 * @returns the manifest, and the text of a code file by the path that the manifest gives
 * @throws Error when it holds no app, or components of a kind that the engine does not run
 */
export function readAppFolder(folder: string): { readonly manifest: Manifest; text(file: string): string } {
  const text = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const manifest = JSON.parse(text('makecomapp.json')) as Omit<Manifest, 'components'> & { readonly components: Partial<Manifest['components']> | null };
  if (manifest.fileVersion !== 1) throw new Error('makecomapp.json has a file version that this engine does not know.');
  if (typeof manifest.components !== 'object' || manifest.components === null) throw new Error('makecomapp.json names no components.');
  const unknown = Object.entries(manifest.components).find(([kind, components]) => !KNOWN_KINDS.includes(kind) && Object.keys(components ?? {}).length > 0);
  if (unknown) throw new Error(`makecomapp.json holds a ${unknown[0]}, which this engine does not run.`);
  // A kind that an app has none of may be left out.
  const components = { connection: {}, module: {}, rpc: {}, ...manifest.components };
  return { manifest: { ...manifest, generalCodeFiles: manifest.generalCodeFiles ?? {}, components }, text };
}
