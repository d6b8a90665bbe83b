import type { EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** Make's own patterns (vscode-apps-sdk). A lone capital makes a folder name that nobody expects. */
const ALLOWED = {
  connection: /^[a-zA-Z][0-9a-zA-Z-]{1,33}[0-9a-zA-Z]$/,
  module: /^[a-zA-Z][0-9a-zA-Z]{2,63}$/,
  rpc: /^[a-zA-Z][0-9a-zA-Z]{2,63}$/,
} as const;
const RESERVED = new Set(['class', 'default', 'delete', 'export', 'function', 'import', 'new', 'return', 'switch', 'this', 'with']);

export function* idsAreAllowed({ components }: EmittedApp): Generator<Fault> {
  for (const { kind, id } of components) {
    if (!ALLOWED[kind].test(id) || RESERVED.has(id)) yield { where: id, problem: `is no id that Make takes for a ${kind}` };
    if (/[A-Z]{2}/.test(id)) yield { where: id, problem: 'has two capitals in a row, which its folder name can not show' };
  }
}
