import { table } from '../../report/table.js';
import { FEW_COLLECTIONS } from '../cost.js';
import { inFreshProcess } from '../fresh_process.js';
import { GOALS, times } from '../goals.js';
import type { Part } from '../part.js';
import { median } from '../statistics.js';
import type { PollCost, TriggerInput } from './costs.js';

const HISTORIES = [100, 1_000, 10_000] as const;
/** Without a list, a Zap that has been switched on looks at a day of remembered starts first, a few at each poll. */
const LISTS = [
  { name: 'with images', list: { paths: 'account', outputs: true }, warmUpPolls: 10 },
  { name: 'without images', list: { paths: 'account', outputs: false }, warmUpPolls: 20 },
  { name: 'none', list: { paths: 'none' }, warmUpPolls: 80 },
] as const;
const POLLS = 20;
/** With one new execution, at the median poll. */
const MOST_BYTES = 8_000_000;
const MOST_CPU_MS = 15;

interface Row {
  readonly list: string;
  readonly history: number;
  readonly requests: number;
  readonly cacheCalls: number;
  readonly cpuMs: number;
  readonly allocatedBytes: number;
  readonly fresh: number;
  readonly aloneCpuMs: number;
}

export const triggerPart: Part = {
  name: 'trigger',
  title: 'What a poll costs as the history grows',
  async run(progress) {
    const rows: Row[] = [];
    for (const { name, ...input } of LISTS) {
      progress.start(`Execution Completed, list ${name}`);
      rows.push(...(await measure(name, input)));
    }
    const flat = LISTS.flatMap(({ name }) => flatness(name, rows.filter(({ list }) => list === name)));
    progress.done(`Execution Completed with ${HISTORIES.length} histories and ${LISTS.length} kinds of list`);
    const dearest = Math.max(...rows.filter(({ list }) => list === LISTS[0].name).map(({ allocatedBytes }) => allocatedBytes));
    const memory = { what: `Poll, memory of one: list ${LISTS[0].name}, over ${MOST_BYTES / 1e6} MB`, ratio: dearest / MOST_BYTES, goal: GOALS.pollMemory };
    const usual = median(rows.filter(({ list }) => list === LISTS[0].name).map(({ cpuMs }) => cpuMs));
    const cpu = { what: `Poll, CPU time of one: list ${LISTS[0].name}, over ${MOST_CPU_MS} ms`, ratio: usual / MOST_CPU_MS, goal: GOALS.pollCpu, bound: 'the machine and Zapier’s runtime (“in an empty app”)' };
    return { text: rowTable(rows), figures: [...flat, memory, cpu] };
  },
};

async function measure(list: string, input: Pick<TriggerInput, 'list' | 'warmUpPolls'>): Promise<Row[]> {
  const worker = new URL('worker.js', import.meta.url);
  const measured = await inFreshProcess<PollCost[][]>(worker, { ...input, histories: HISTORIES, polls: POLLS } satisfies TriggerInput, FEW_COLLECTIONS);
  return HISTORIES.map((history, index) => {
    const of = (key: keyof PollCost) => measured[index]!.map((poll) => poll[key]);
    const fresh = of('fresh').reduce((sum, count) => sum + count, 0) / POLLS;
    return { list, history, requests: Math.max(...of('requests')), cacheCalls: Math.max(...of('cacheCalls')), cpuMs: median(of('cpuMs')), allocatedBytes: median(of('allocatedBytes')), fresh, aloneCpuMs: median(of('aloneCpuMs')) };
  });
}

/** The longest history over the shortest. */
function flatness(list: string, rows: readonly Row[]) {
  const [shortest, longest] = [rows[0]!, rows.at(-1)!];
  return [
    { what: `Poll, requests: list ${list}`, ratio: longest.requests / shortest.requests, goal: GOALS.flatRequests },
    { what: `Poll, cache calls: list ${list}`, ratio: longest.cacheCalls / shortest.cacheCalls, goal: GOALS.flatRequests },
    { what: `Poll, CPU time: list ${list}`, ratio: longest.cpuMs / shortest.cpuMs, goal: GOALS.flat },
    { what: `Poll, memory: list ${list}`, ratio: longest.allocatedBytes / shortest.allocatedBytes, goal: GOALS.flat },
  ];
}

function rowTable(rows: readonly Row[]): string {
  return table(
    ['List', 'Executions', 'Requests', 'Cache calls', 'CPU time, ms', 'In an empty app', 'Memory, kB', 'New per poll'],
    rows.map(({ list, history, requests, cacheCalls, cpuMs, allocatedBytes, fresh, aloneCpuMs }) => [
      list,
      history.toLocaleString('en-US'),
      String(requests),
      String(cacheCalls),
      cpuMs.toFixed(1),
      aloneCpuMs.toFixed(1),
      (allocatedBytes / 1000).toFixed(0),
      times(fresh),
    ]),
  );
}
