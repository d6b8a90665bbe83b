import type { BuildOptions } from 'esbuild';

const COMMON = { bundle: true, format: 'esm', minify: true, legalComments: 'none', logLevel: 'warning' } as const satisfies BuildOptions;

/** What `npm run forms:build` writes to `out/forms/`: one file for each place that the proxy can live in, and the snippet. */
export const BUNDLES = {
  edge: { ...COMMON, entryPoints: ['platforms/forms/proxy/edge.ts'], platform: 'neutral', mainFields: ['module', 'main'], outfile: 'out/forms/edge.mjs' },
  node: { ...COMMON, entryPoints: ['platforms/forms/proxy/node.ts'], platform: 'node', target: 'node20', outfile: 'out/forms/node.mjs' },
  snippet: { ...COMMON, bundle: false, entryPoints: ['platforms/forms/snippet/wireflow-form.js'], target: 'es2020', outfile: 'out/forms/wireflow-form.js' },
} as const satisfies Record<string, BuildOptions>;
