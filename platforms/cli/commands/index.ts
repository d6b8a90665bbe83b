import type { Command } from '../definition/command.js';
import { batch } from './batch.js';
import { completionOf } from './completion.js';
import { credits } from './credits.js';
import { doctor } from './doctor.js';
import { estimate } from './estimate.js';
import { generate } from './generate.js';
import { get } from './get.js';
import { inputs } from './inputs.js';
import { prices } from './prices.js';
import { run } from './run.js';
import { wait } from './wait.js';
import { watch } from './watch.js';
import { workflows } from './workflows.js';

/** In the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [
  generate, run, batch, get, wait, watch, workflows, inputs, credits, estimate, prices, doctor, completionOf(() => COMMANDS),
]; // prettier-ignore
