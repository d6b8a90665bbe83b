import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { table } from '../../report/table.js';
import { GOALS, spread, times } from '../goals.js';
import type { Part } from '../part.js';
import { median, ratioOf } from '../statistics.js';

const PAIRS = 40;
/** The first starts read the files from the disk. */
const WARM_UPS = 3;

export const helpPart: Part = {
  name: 'help',
  title: 'The command line’s help',
  async run(progress) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-bench-'));
    try {
      const program = path.join(folder, 'wireflow.cjs');
      execFileSync(process.execPath, ['platforms/cli/build.mjs', program]);
      const pairs: [number, number][] = [];
      for (let pair = -WARM_UPS; pair < PAIRS; pair += 1) {
        const both: [number, number] = [lastsMs(program, '--help'), lastsMs('-e', '0')];
        if (pair >= 0) pairs.push(both);
      }
      progress.done(`${PAIRS} pairs of starts`);
      return report(pairs);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** From the start of a Node with these arguments to its end, in ms. */
function lastsMs(...args: string[]): number {
  const begunMs = performance.now();
  spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  return performance.now() - begunMs;
}

function report(pairs: readonly [number, number][]) {
  const ratio = ratioOf(pairs);
  const middle = (side: 0 | 1) => median(pairs.map((pair) => pair[side])).toFixed(0);
  return {
    text: table(['Figure', '`wireflow --help`', '`node -e 0`', 'Ratio', 'Quartiles'], [[`Start to end, ms (Node ${process.versions.node})`, middle(0), middle(1), times(ratio.value), spread(ratio)]]),
    figures: [{ what: 'Command line: `--help`', ratio: ratio.value, goal: GOALS.help }],
  };
}
