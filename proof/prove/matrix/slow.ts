import type { EndpointName } from '../../../emulators/wireflow/index.js';
import { scaleTime } from '../scaled_time.js';
import { startWorld, type World } from '../world.js';
import type { Case } from './cases.js';
import { faultsOf, runCell, type Ended } from './cell.js';
import type { Documented } from './documented.js';
import { promised, type Promised } from './promises.js';
import type { Filled, Row } from './row.js';

/** So much faster passes everything; faster still, and the machine's own pauses would count as seconds. */
const SCALE = 10;
/** Zapier ends a step after this, and then nobody is told of the run that it has started. */
const LONGEST_STEP_MS = 30_000;
const LATE_MS = 60_000;
const DRIP_MS = 1_000;

/** Something that takes its time, and how the step ends then. */
interface Slowness {
  readonly name: string;
  readonly outcome: Promised;
  arrange(world: World): void;
}

/** Every slowness of every case, each step in the whole of its time: a tenth of it, since everything passes ten times as fast. */
export async function fillSlow(cases: readonly Case[], documented: readonly Documented[], tell: (doing: string) => void): Promise<Filled> {
  const rows: Row[] = [];
  const broken: string[] = [];
  const time = scaleTime(SCALE);
  const world = await startWorld({ clock: 'real', executionList: { outputs: false } });
  const secrets = [world.emulator.keys.full, ...world.emulator.workflows.map(({ webhookId }) => webhookId)];
  try {
    for (const one of cases) {
      tell(`${one.step}, ${one.how}, slowly`);
      const { asked } = await runCell(world, one, null, null);
      for (const slowness of slownessesOf(one, asked as EndpointName[])) {
        const begunMs = Date.now();
        const ended = await runCell(world, one, null, null, () => slowness.arrange(world));
        const tookMs = Date.now() - begunMs;
        Object.assign(world.standIn.trouble, { delayMs: 0, fileDelayMs: 0 });
        const wrong = wrongIn(one, ended, slowness, documented, secrets);
        if (tookMs > LONGEST_STEP_MS) wrong.push(`takes ${Math.round(tookMs / 1000)} s, and Zapier ends a step after ${LONGEST_STEP_MS / 1000}`);
        rows.push({ step: one.step, how: one.how, holds: wrong.length === 0, name: ended.error?.name ?? '' });
        broken.push(...wrong.map((what) => `${one.step} (${one.how}), ${slowness.name}: ${what}`));
      }
    }
  } finally {
    await world.close();
    time.end();
  }
  return { rows, broken };
}

function wrongIn(one: Case, ended: Ended, { outcome }: Slowness, documented: readonly Documented[], secrets: readonly string[]): string[] {
  const buys = one.step.startsWith('creates.') && one.method === undefined && one.meta === undefined;
  return faultsOf(ended, outcome, { name: 'slow', rule: null }, buys, documented, secrets);
}

function slownessesOf(one: Case, calls: readonly EndpointName[]): Slowness[] {
  const isFree = one.how === 'tested for free';
  const dripping = calls.flatMap((endpoint): Slowness[] => {
    const role = one.roles[endpoint];
    if (role === undefined) return [];
    const outcome = isFree ? 'works' : promised(role, 'dripping body', one.sendsKey ?? false);
    return [{ name: `a body that drips at ${endpoint}`, outcome, arrange: ({ emulator }) => emulator.fault({ on: endpoint, dripMs: DRIP_MS, times: Infinity }) }];
  });
  // Without the cache, nobody could tell who was the first with an Only Once ID.
  const claims = one.how.includes('an Only Once ID');
  // What a cap asks for comes after the store, and finds the step's time used up.
  const late = one.how.includes('with a cap and an Only Once ID') ? 'timed_out' : 'unavailable';
  const storesFile = Object.values(one.roles).includes('file');
  return [
    ...dripping,
    // Where to put a file is asked in the same way.
    { name: 'a Zapier that answers after a minute', outcome: claims || storesFile ? late : 'works', arrange: ({ standIn }) => void (standIn.trouble.delayMs = LATE_MS) },
    {
      name: 'a Zapier that answers after a minute, from the start of the execution on',
      outcome: 'works',
      arrange: ({ emulator, standIn }) => emulator.fault({ on: ({ endpoint }) => (['trigger', 'run', 'execute'].includes(endpoint) && (standIn.trouble.delayMs = LATE_MS), false) }),
    },
    { name: 'a file store that takes a file after a minute', outcome: storesFile ? 'unavailable' : 'works', arrange: ({ standIn }) => void (standIn.trouble.fileDelayMs = LATE_MS) },
  ];
}
