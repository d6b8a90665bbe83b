import { readFileSync } from 'node:fs';
import path from 'node:path';

export type ComponentKind = 'connection' | 'module' | 'rpc';
export type ModuleType = 'trigger' | 'action' | 'search' | 'universal';

/** One component as `makecomapp.json` describes it; `codeFiles` holds paths below the app's folder. */
export interface Component {
  readonly label: string;
  readonly description?: string;
  readonly connectionType?: 'basic';
  readonly moduleType?: ModuleType;
  readonly actionCrud?: 'create' | 'read' | 'update' | 'delete' | null;
  /** The connection that it uses, by its id in this file; null for none. */
  readonly connection?: string | null;
  readonly altConnection?: string | null;
  readonly codeFiles: Readonly<Record<string, string | null>>;
}

/** `makecomapp.json`, as Make's editor extension defines it (local development, file version 1). */
export interface Manifest {
  readonly fileVersion: 1;
  readonly generalCodeFiles: Readonly<Record<'base' | 'common' | 'readme' | 'groups', string | null>>;
  readonly components: Readonly<Record<ComponentKind, Readonly<Record<string, Component>>>> & Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface AppFolder {
  readonly manifest: Manifest;
  /** The text of a code file, by the path that the manifest gives. */
  text(file: string): string;
}

const KNOWN_KINDS = new Set<string>(['connection', 'module', 'rpc'] satisfies ComponentKind[]);

/**
 * Opens the folder that the emitter writes.
 *
 * @throws Error when it holds no app, or components of a kind that is not used here
 */
export function openAppFolder(folder: string): AppFolder {
  const text = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const manifest = JSON.parse(text('makecomapp.json')) as Manifest;
  if (manifest.fileVersion !== 1) throw new Error('makecomapp.json has a file version that is not known here.');
  for (const [kind, components] of Object.entries(manifest.components)) {
    if (!KNOWN_KINDS.has(kind) && Object.keys(components).length > 0) throw new Error(`makecomapp.json holds a ${kind}, which is not known here.`);
  }
  return { manifest, text };
}
