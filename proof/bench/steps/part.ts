import { table } from '../../report/table.js';
import { FEW_COLLECTIONS, type Cost } from '../cost.js';
import { inFreshProcess } from '../fresh_process.js';
import { GOALS, spread, times } from '../goals.js';
import type { Part } from '../part.js';
import { median, ratioOf } from '../statistics.js';
import type { StepCosts, StepsInput } from './costs.js';

const CPU: StepsInput = { blocks: 20, runsPerBlock: 6, warmUpRuns: 12 };
/** For each request: as many as an Only Once ID takes. */
const MANY_CALLS = 4;
const MEMORY: StepsInput = { blocks: 4, runsPerBlock: 6, warmUpRuns: 10 };

export const stepsPart: Part = {
  name: 'steps',
  title: 'What a step costs above its requests',
  async run(progress) {
    const worker = new URL('worker.js', import.meta.url);
    progress.start('CPU time of each step');
    const cpu = await inFreshProcess<StepCosts[]>(worker, CPU);
    progress.start('Memory of each step');
    const memory = await inFreshProcess<StepCosts[]>(worker, MEMORY, FEW_COLLECTIONS);
    const rows = cpu.map((step, index) => summary(step, memory[index]!));
    const runs = CPU.blocks * CPU.runsPerBlock;
    progress.done(`CPU time and memory of ${rows.length} steps, ${runs} runs each`);
    return {
      text: `CPU time of one run (median of ${CPU.blocks} blocks of ${CPU.runsPerBlock} runs), the median of its ratios to the bare step’s block for block, and their quartiles:\n\n${cpuTable(rows)}\n\nMemory that one run allocates:\n\n${memoryTable(rows)}`,
      figures: rows.flatMap(({ name, requests, cacheCalls, cpu: cpuOf, memory: { ratio: memoryRatio } }) => [
        { what: `CPU time: ${name}`, ratio: cpuOf.ratio.value, goal: GOALS.step, ...ownWork(requests, cacheCalls) },
        { what: `Memory: ${name}`, ratio: memoryRatio.value, goal: GOALS.step },
        { what: `CPU time over an empty app: ${name}`, ratio: cpuOf.alone.value, goal: GOALS.stepOverEmpty, bound: 'the copies that Zapier’s runtime makes (“bare over empty”)' },
      ]),
    };
  },
};

/** A step that sends nothing does only what the bare one does not; and what is kept has to be written, where the bare step's cache calls read. */
function ownWork(requests: number, cacheCalls: number) {
  if (requests === 0) return { bound: 'its own work, since it sends nothing' };
  return cacheCalls > requests * MANY_CALLS ? { bound: 'what it writes to the cache, where the bare step reads' } : {};
}

function summary({ name, requests, cacheCalls, blocks }: StepCosts, memory: StepCosts) {
  return { name, requests, cacheCalls, cpu: compare(blocks, ({ cpuMs }) => cpuMs), memory: compare(memory.blocks, ({ allocatedBytes }) => allocatedBytes) };
}
type Summary = ReturnType<typeof summary>;

function compare(blocks: StepCosts['blocks'], of: (cost: Cost) => number) {
  const against = (whom: 'bare' | 'alone' | 'aloneUncached') => ratioOf(blocks.map((block) => [of(block.ours), of(block[whom])]));
  return { ours: median(blocks.map(({ ours }) => of(ours))), ratio: against('bare'), alone: against('alone'), aloneUncached: against('aloneUncached'), bare: ratioOf(blocks.map((block) => [of(block.bare), of(block.alone)])) };
}

function cpuTable(rows: readonly Summary[]): string {
  return table(
    ['Step', 'Requests', 'Cache calls', 'CPU time, ms', 'Ratio', 'Quartiles', 'Over an empty app', 'Its quartiles', 'Bare over empty', 'Over one without the cache calls'],
    rows.map(({ name, requests, cacheCalls, cpu }) => [name, String(requests), String(cacheCalls), cpu.ours.toFixed(1), times(cpu.ratio.value), spread(cpu.ratio), times(cpu.alone.value), spread(cpu.alone), times(cpu.bare.value), times(cpu.aloneUncached.value)]),
  );
}

function memoryTable(rows: readonly Summary[]): string {
  return table(
    ['Step', 'Memory, kB', 'Ratio', 'Quartiles', 'Over an empty app', 'Over one without the cache calls'],
    rows.map(({ name, memory }) => [name, (memory.ours / 1000).toFixed(0), times(memory.ratio.value), spread(memory.ratio), times(memory.alone.value), times(memory.aloneUncached.value)]),
  );
}
