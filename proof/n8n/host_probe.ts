import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** The type of the node that puts the questions of `host_contract.ts`. */
export const PROBE_TYPE = 'n8n-nodes-hostprobe.hostProbe';

const NODE = `
import { askHost } from './host_contract.js';
export class HostProbe {
  description = {
    displayName: 'Host Probe', name: 'hostProbe', group: ['transform'], version: 1, description: 'Asks n8n what nodes take for granted', defaults: { name: 'Host Probe' }, inputs: ['main'], outputs: ['main'],
    properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
  };
  async execute() {
    return [[{ json: await askHost(this, this.getNodeParameter('url', 0)) }]];
  }
}
`;

/** Puts the probe beside our node, as a package that n8n loads when it starts. */
export async function installProbe(nodesFolder: string): Promise<void> {
  const home = path.join(nodesFolder, 'node_modules/n8n-nodes-hostprobe');
  mkdirSync(path.join(home, 'dist'), { recursive: true });
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: 'n8n-nodes-hostprobe', version: '1.0.0', n8n: { n8nNodesApiVersion: 1, nodes: ['dist/HostProbe.node.js'], credentials: [] } }));
  await build({ stdin: { contents: NODE, resolveDir: import.meta.dirname }, bundle: true, format: 'cjs', platform: 'node', outfile: path.join(home, 'dist/HostProbe.node.js'), logLevel: 'warning' });
}
