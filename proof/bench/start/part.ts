import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { table } from '../../report/table.js';
import { inFreshProcess } from '../fresh_process.js';
import { GOALS, spread, times } from '../goals.js';
import type { Part } from '../part.js';
import { median, ratioOf } from '../statistics.js';
import { buildApp, type BuiltApp } from './build.js';
import { roomsOf, sharesOf, type BundleContents } from './contents.js';

const PAIRS = 40;
/** The first starts read the files from the disk. */
const WARM_UPS = 2;

interface ColdStart {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
}

export const startPart: Part = {
  name: 'start',
  title: 'Cold start and size',
  async run(progress) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'wireflow-bench-'));
    try {
      progress.start('Building a minimal Zapier app and ours');
      const minimal = await buildApp(process.cwd(), 'minimal', folder);
      const ours = await buildApp(process.cwd(), 'ours', folder);
      const starts: [ColdStart, ColdStart][] = [];
      for (let pair = -WARM_UPS; pair < PAIRS; pair += 1) {
        progress.start(`Cold starts: ${Math.max(0, pair)} of ${PAIRS} pairs`);
        const both: [ColdStart, ColdStart] = [await coldStart(ours), await coldStart(minimal)];
        if (pair >= 0) starts.push(both);
      }
      progress.done(`${PAIRS} pairs of cold starts`);
      return report(ours, minimal, starts, JSON.parse(await readFile('dist/upload.json', 'utf8')) as BundleContents);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

const coldStart = ({ folder }: BuiltApp) => inFreshProcess<ColdStart>(new URL('probe.js', import.meta.url), folder);

function report(ours: BuiltApp, minimal: BuiltApp, starts: readonly [ColdStart, ColdStart][], contents: BundleContents) {
  const compare = (what: string, unit: number, of: (start: ColdStart) => number) => {
    const pairs = starts.map(([first, second]) => [of(first), of(second)] as const);
    const ratio = ratioOf(pairs);
    const middle = (side: 0 | 1) => (median(pairs.map((pair) => pair[side])) / unit).toFixed(0);
    return { ratio, row: [what, middle(0), middle(1), times(ratio.value), spread(ratio)] };
  };
  const wall = compare('Cold start, ms', 1, ({ wallMs }) => wallMs);
  const cpu = compare('Its CPU time, ms', 1, ({ cpuMs }) => cpuMs);
  const peak = compare('Its most memory, MB', 1e6, ({ peakBytes }) => peakBytes);
  const zip = ours.zipBytes / minimal.zipBytes;
  const bytes = (count: number) => count.toLocaleString('en-US');
  const figures = table(['Figure', 'Ours', 'Minimal', 'Ratio', 'Quartiles'], [wall.row, cpu.row, peak.row, ['Zip, bytes', bytes(ours.zipBytes), bytes(minimal.zipBytes), times(zip), 'exact']]);
  const shares = table(['In our zip', 'Files', 'Bytes', 'Bytes zipped'], sharesOf(ours.files).map(({ what, files, ...share }) => [what, String(files), bytes(share.bytes), bytes(share.zippedBytes)]));
  const rooms = table(['In the bundle, from', 'Bytes'], roomsOf(contents).map(({ room, bytes: count }) => [room, bytes(count)]));
  return {
    text: `${figures}\n\n${shares}\n\n${rooms}`,
    figures: [
      { what: 'Cold start: time', ratio: wall.ratio.value, goal: GOALS.coldStart },
      { what: 'Cold start: CPU time', ratio: cpu.ratio.value, goal: GOALS.coldStart },
      { what: 'Zip: bytes', ratio: zip, goal: GOALS.zip },
    ],
  };
}
