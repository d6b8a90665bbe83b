import { bought } from './bought/part.js';
import { fuzz } from './fuzz/part.js';
import { leaks } from './leaks/part.js';
import { lost } from './lost/part.js';
import { matrix } from './matrix/part.js';
import type { Part } from './part.js';
import { readings } from './readings/part.js';

/** Everything that `npm run prove` proves. */
export const PARTS = [matrix, lost, bought, leaks, fuzz, readings] as unknown as readonly Part[];
