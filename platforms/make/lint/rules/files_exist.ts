import { kebab } from '../../format/layout.js';
import type { EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

const NEEDED = {
  connection: ['communication', 'params'],
  rpc: ['communication', 'params'],
  module: ['communication', 'staticParams', 'mappableParams', 'interface', 'samples'],
} as const;

/** Every file that is named is there, under the name by which Make's editor knows its kind, and no other file is. */
export function* filesExist({ components, generalFiles, files }: EmittedApp): Generator<Fault> {
  const named = new Set(['makecomapp.json', ...Object.values(generalFiles).filter((path) => path !== null)]);
  for (const { kind, id, codeFiles } of components) {
    for (const key of NEEDED[kind]) if (!codeFiles[key]) yield { where: id, problem: `names no file for ${key}` };
    for (const [key, path] of Object.entries(codeFiles)) {
      if (path === null) continue;
      named.add(path);
      const usual = `${kind}s/${kebab(id)}/${kebab(id)}.${kebab(key)}.iml.json`;
      if (path !== usual) yield { where: id, problem: `has its ${key} in ${path}, where Make’s editor expects ${usual}` };
    }
  }
  for (const path of named) if (!files.has(path)) yield { where: path, problem: 'is named in makecomapp.json and is not there' };
  for (const path of files.keys()) if (!named.has(path)) yield { where: path, problem: 'is there and not named in makecomapp.json' };
}
