/**
 * Bundles the nodes with what they need of the core, and the credentials, for n8n: CommonJS, no other module of ours or of the
 * registry beside it. What n8n forbids in a package is not let in (README.md, "Built for verification").
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const here = (...parts) => path.join(HERE, ...parts);
const { n8n } = JSON.parse(readFileSync(here('package.json'), 'utf8'));

const COPIED = ['wireflow.svg', 'wireflow.dark.svg', 'Wireflow.node.json', 'WireflowTrigger.node.json'].map((name) => `nodes/Wireflow/${name}`);

/** n8n loads all of it when it starts. */
const OPTIONS = {
  absWorkingDir: HERE, bundle: true, format: 'cjs', platform: 'node', target: 'node20', external: ['n8n-workflow'], legalComments: 'inline', logLevel: 'warning', minify: true,
  // zod keeps its settings on the global object, which n8n forbids: here they live in the bundle.
  inject: [here('bundle/own_globals.ts')],
  define: { globalThis: 'ownGlobals' },
  // The core checks addresses with node:net, which n8n forbids.
  alias: { 'node:net': here('bundle/addresses.ts') },
}; // prettier-ignore

rmSync(here('dist'), { recursive: true, force: true });
await build({ ...OPTIONS, entryPoints: ['bundle/nodes.ts'], outfile: 'dist/nodes.js' });
await build({ ...OPTIONS, entryPoints: n8n.credentials.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts')), outdir: 'dist', outbase: '.' });
for (const file of n8n.nodes) {
  const name = path.basename(file, '.node.js');
  mkdirSync(path.dirname(here(file)), { recursive: true });
  // n8n finds a node, its icons and its codex file by the node's own path.
  writeFileSync(here(file), `"use strict";\nexports.${name} = require(${JSON.stringify(path.posix.relative(path.posix.dirname(file), 'dist/nodes.js'))}).${name};\n`);
}
for (const file of COPIED) {
  mkdirSync(path.dirname(here('dist', file)), { recursive: true });
  copyFileSync(here(file), here('dist', file));
}
const schemas = await outputSchemas();
for (const [file, schema] of Object.entries(schemas)) {
  const target = here('dist/nodes/Wireflow/__schema__/v1.0.0', file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `${JSON.stringify(schema, null, 2)}\n`);
}

/** Written from the core's own list of what a step hands on, so that the editor shows it before the first run. */
async function outputSchemas() {
  const { outputFiles } = await build({
    absWorkingDir: HERE, entryPoints: ['bundle/output_schemas.ts'], bundle: true, write: false, format: 'esm', platform: 'node', external: ['n8n-workflow'], logLevel: 'warning',
  }); // prettier-ignore
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return module.OUTPUT_SCHEMAS;
}
