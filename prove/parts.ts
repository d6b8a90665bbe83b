import { runBought } from './bought/part.js';
import { runLost } from './lost/part.js';
import { runMatrix } from './matrix/part.js';
import type { Part } from './part.js';

/** Everything that `npm run prove` proves, in this order. */
export const PARTS: readonly Part[] = [
  { name: 'matrix', title: 'Fault matrix', run: runMatrix },
  { name: 'bought', title: 'Nothing bought twice', run: runBought },
  { name: 'lost', title: 'Nothing lost', run: runLost },
];
