import { parametersOf, textsIn, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** Connections and RPCs that are named exist; a module without a connection uses no RPC that needs one. */
export function* referencesResolve({ components }: EmittedApp): Generator<Fault> {
  const ids = (kind: string) => new Set(components.filter((one) => one.kind === kind).map(({ id }) => id));
  const connections = ids('connection');
  const rpcs = new Map(components.filter(({ kind }) => kind === 'rpc').map(({ id, connection }) => [id, connection]));
  for (const component of components) {
    const { kind, id, connection } = component;
    if (kind !== 'connection' && connection === undefined) yield { where: id, problem: 'does not say which connection it uses; null means none' };
    if (connection && !connections.has(connection)) yield { where: id, problem: `uses the connection ${connection}, which does not exist` };
    for (const { text } of textsIn(parametersOf(component))) {
      const rpc = /^rpc:\/\/(\w+)/.exec(text)?.[1];
      if (rpc === undefined) continue;
      if (!rpcs.has(rpc)) yield { where: id, problem: `asks the RPC ${rpc}, which does not exist` };
      else if (rpcs.get(rpc) !== connection) yield { where: id, problem: `asks the RPC ${rpc}, and has no connection to ask it with` };
    }
  }
}
