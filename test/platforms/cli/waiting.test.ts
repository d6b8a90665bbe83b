import { openTerminal, type Terminal } from './terminal.js';

let terminal: Terminal;
afterEach(() => terminal.close());

const GENERATE = ['generate', '--prompt', 'A boat', '--json'];

test('from the sixth run of a workflow on, looks stand where its runs end, whichever command waits', async () => {
  const TOOK_MS = 11_000;
  terminal = await openTerminal({ plan: 'free', durationMs: TOOK_MS });
  const { clock } = terminal.emulator;
  const lastsMs = async (args: readonly string[]): Promise<number> => {
    clock.advance(120_000);
    const begunMs = clock.now();
    expect(await terminal.run(args)).toMatchObject({ code: 0 });
    return clock.now() - begunMs;
  };
  const firstMs = await lastsMs(GENERATE);
  for (let more = 0; more < 4; more += 1) await lastsMs(GENERATE);
  const sixthMs = await lastsMs(GENERATE);
  expect(firstMs - TOOK_MS).toBe(2_000);
  expect(sixthMs - TOOK_MS).toBeLessThan(1_000);
  const runMs = (): Promise<number> => lastsMs(['run', 'cmlocaltexttoimage0000000', '--prompt', 'A boat', '--json']);
  for (let more = 0; more < 5; more += 1) expect(await runMs()).toBe(firstMs);
  expect((await runMs()) - TOOK_MS).toBeLessThan(1_000);
});

test.each([[2 * 3_600_000, 'on'], [-2 * 3_600_000, 'back']])('a clock that is set by %d ms while a command waits neither ends the wait nor prolongs it', async (jumpMs) => {
  terminal = await openTerminal({ durationMs: 40_000 });
  const { clock } = terminal.emulator;
  let setMs = 0;
  const settings = { onSleep: () => void (setMs = jumpMs), setMs: () => setMs };
  expect((await terminal.run(GENERATE, settings)).lines[0]).toMatchObject({ status: 'completed' });
  setMs = 0;
  const begunMs = clock.now();
  expect(await terminal.run([...GENERATE, '--wait', '20'], settings)).toMatchObject({ code: 7 });
  expect(clock.now() - begunMs).toBeLessThanOrEqual(22_000);
  expect(clock.now() - begunMs).toBeGreaterThan(15_000);
});

describe('what is said of the start is still said after the wait', () => {
  beforeEach(async () => void (terminal = await openTerminal()));
  const message = async (args: readonly string[], onSleep?: () => void): Promise<unknown> => (await terminal.run(args, onSleep === undefined ? {} : { onSleep })).lines[0]?.['message'];

  test('that the Only Once ID has started it before', async () => {
    await terminal.run([...GENERATE, '--run-id', 'a', '--wait', '0']);
    expect(await message([...GENERATE, '--run-id', 'a'])).toBe('A command with this Only Once ID has started this execution before; nothing new was started.');
  });

  test('that an earlier execution failed, and a new one was started', async () => {
    const failing = () => terminal.emulator.finish(terminal.emulator.executions.at(-1)?.id ?? '', 'FAILED', 'moderation: no');
    await message([...GENERATE, '--run-id', 'b'], failing);
    expect(await message([...GENERATE, '--run-id', 'b'])).toBe('The earlier execution with this Only Once ID failed, so a new one was started.');
    expect(terminal.emulator.executions).toHaveLength(2);
  });

  test('that the estimate leaves something out', async () => {
    expect(await message([...GENERATE, '--max-credits', '20', '--uncertain-cost', 'start', '--input', 'Mood=calm'])).toMatch(/^The estimate of 10 credits leaves out /);
  });
});
