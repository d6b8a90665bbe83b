import { APP, PROFILES, startMakeWorld, type Bundle, type MakeWorld, type MakeWorldOptions } from './make_world.js';

const MINUTE = 60_000;
const idsOf = (bundles: readonly unknown[]) => (bundles as Bundle[]).map(({ execution_id: id }) => id);

/** Polls as Make does: every few minutes, a few bundles each. */
async function pollUntilQuiet({ emulator }: MakeWorld, poll: () => Promise<readonly unknown[]>): Promise<unknown[]> {
  const ids: unknown[] = [];
  for (let quiet = 0, polls = 0; quiet < 2 && polls < 100; polls += 1) {
    emulator.clock.advance(MINUTE);
    const found = idsOf(await poll());
    quiet = found.length === 0 ? quiet + 1 : 0;
    ids.push(...found);
  }
  return ids;
}

const LISTS: readonly MakeWorldOptions[] = [
  ...PROFILES.map((profile) => ({ profile })),
  ...(['none', 'page', 'offset'] as const).map((paging) => ({ executionList: { paging } })),
  { executionList: { filters: false } },
  { executionList: { pageSize: 50 } },
];

describe.each(LISTS)('Watch executions, with a list such as %j', (options) => {
  let world: MakeWorld;
  beforeEach(async () => void (world = await startMakeWorld(options)));
  const watch = (values: Bundle = {}, start: 'all' | 'from now on' = 'from now on') => world.engine.activate('watchExecutions', values, start, world);

  test('every finished run comes once, oldest end first, a few per poll', async () => {
    const active = watch({ limit: 2 });
    const made = Array.from({ length: 7 }, () => {
      world.emulator.clock.advance(MINUTE);
      return world.emulator.addExecution().id;
    });
    world.emulator.clock.advance(MINUTE);
    const polls = [await active.poll(), await active.poll()].map(idsOf);
    expect(polls).toEqual([made.slice(0, 2), made.slice(2, 4)]);
    expect(await pollUntilQuiet(world, () => active.poll())).toEqual(made.slice(4));
  });

  test('what ended before the start stays out; with “all” it comes', async () => {
    const old = world.emulator.addExecution().id;
    world.emulator.clock.advance(MINUTE);
    expect(await pollUntilQuiet(world, () => watch({ limit: 10 }).poll())).toEqual([]);
    const all = watch({ limit: 10 }, 'all');
    expect(await pollUntilQuiet(world, () => all.poll())).toEqual([old]);
  });

  test('more runs than one page holds are all handed out', async () => {
    const active = watch({ limit: 100 });
    const made = Array.from({ length: 45 }, () => {
      world.emulator.clock.advance(1000);
      return world.emulator.addExecution().id;
    });
    expect((await pollUntilQuiet(world, () => active.poll())).sort()).toEqual(made.sort());
  });

  test('runs that end at the same moment are told apart', async () => {
    const active = watch({ limit: 2 });
    world.emulator.clock.advance(MINUTE);
    const made = Array.from({ length: 5 }, () => world.emulator.addExecution().id);
    expect((await pollUntilQuiet(world, () => active.poll())).sort()).toEqual(made.sort());
  });

  test('a run that started earlier and ended later than others is not missed', async () => {
    const active = watch({ limit: 10 });
    const start = async (slug: string) => String((await world.one('generateImage', { webhook: world.emulator.workflow(slug).id, prompt: 'x' }))['execution_id']);
    world.emulator.workflow('chain').durationMs = 10 * MINUTE;
    const slow = await start('chain');
    world.emulator.clock.advance(MINUTE);
    const quick = await start('text-to-image');
    world.emulator.clock.advance(MINUTE);
    const later = await start('text-to-image');
    world.emulator.clock.advance(MINUTE);
    expect(idsOf(await active.poll())).toEqual([quick, later]);
    world.emulator.clock.advance(20 * MINUTE);
    expect(idsOf(await active.poll())).toEqual([slow]);
    expect(await active.poll()).toEqual([]);
  });

  test('only the chosen kind of end comes, and a run that goes on never does', async () => {
    const actives = { completed: watch({ limit: 10 }), failed: watch({ limit: 10, status: 'failed' }) };
    const start = async (slug: string) => String((await world.one('generateImage', { webhook: world.emulator.workflow(slug).id, prompt: 'x' }))['execution_id']);
    const [good, bad] = [await start('text-to-image'), await start('always-fails')];
    expect([...(await actives.completed.poll()), ...(await actives.failed.poll())]).toEqual([]);
    world.emulator.clock.advance(MINUTE);
    const running = await start('chain');
    expect(idsOf(await actives.completed.poll())).toEqual([good]);
    expect(idsOf(await actives.failed.poll())).toEqual([bad]);
    world.emulator.clock.advance(MINUTE);
    expect(idsOf(await actives.completed.poll())).toEqual([running]);
  });

  test('only runs of the chosen workflow come', async () => {
    const [mine, other] = ['chain', 'text-to-image'].map((slug) => world.emulator.workflow(slug).id);
    const active = watch({ limit: 10, workflow: mine });
    world.emulator.clock.advance(MINUTE);
    const [wanted] = [mine, other].map((workflowId) => world.emulator.addExecution({ workflowId: workflowId as string }).id);
    expect(await pollUntilQuiet(world, () => active.poll())).toEqual([wanted]);
  });

  test('the panel “Choose where to start” shows the runs, and the chosen one comes first', async () => {
    const made = Array.from({ length: 3 }, () => {
      world.emulator.clock.advance(MINUTE);
      return world.emulator.addExecution().id;
    });
    world.emulator.clock.advance(MINUTE);
    const rows = await world.engine.epoch('watchExecutions', {}, world);
    const chosen = rows.find(({ label }) => label.includes(made[1] as string));
    if (!chosen) throw new Error('The panel must show the execution');
    const active = world.engine.activate('watchExecutions', { limit: 10 }, { chosen }, world);
    expect(await pollUntilQuiet(world, () => active.poll())).toEqual(made.slice(1));
  });

  test('what comes is what the interface promises', async () => {
    const active = watch();
    world.emulator.clock.advance(MINUTE);
    world.emulator.addExecution();
    world.emulator.clock.advance(MINUTE);
    const [bundle] = (await active.poll()) as Bundle[];
    const promised = APP.modules['watchExecutions']?.interface.map(({ name }) => name) ?? [];
    expect(promised).toEqual(expect.arrayContaining(Object.keys(bundle ?? {})));
    expect(bundle).toMatchObject({ status: 'completed', execution_id: expect.any(String), finished_at: expect.any(Date) });
  });
});
