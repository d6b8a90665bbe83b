import { build } from 'esbuild';
import { BUNDLES } from './bundles.js';

for (const options of Object.values(BUNDLES)) {
  await build(options);
  console.log(options.outfile);
}
