import { createHash } from 'node:crypto';
import { blueprintOf, type Blueprint } from '../../../../platforms/make/blueprints/blueprint.js';
import { USER_SCENARIOS } from '../../../../platforms/make/blueprints/for_users.js';
import { needsOwnConnection } from '../../../../platforms/make/review/run_scenarios.js';
import { REVIEW_SCENARIOS } from '../../../../platforms/make/review/scenarios.js';
import { startMakeWorld, failureOf, type MakeWorld } from '../modules/world.js';
import { play, type Bundle } from '../scenario_player.js';

let world: MakeWorld;
beforeEach(async () => {
  world = await startMakeWorld();
});
afterEach(() => world.close());

/** The blueprint after its import, with the workflow chosen. */
function imported(scenario: Parameters<typeof blueprintOf>[0], workflow = 'text-to-image'): Blueprint {
  const { id } = world.emulator.workflow(workflow);
  const steps = scenario.steps.map((step) => ({ ...step, mapper: { ...step.mapper, ...Object.fromEntries((step.app === 'wireflow' ? (step.left ?? []) : []).map((name) => [name, id])) } }));
  return blueprintOf({ ...scenario, steps });
}

const forUsers = (file: string) => {
  const found = USER_SCENARIOS.find((scenario) => scenario.file === file);
  if (!found) throw new Error(`There is no ${file}`);
  return imported(found);
};

const row = (number: number, name: string, prompt: string): Bundle => ({ 0: name, 1: prompt, __ROW_NUMBER__: number, __SPREADSHEET_ID__: 'fake-sheet', __SHEET__: 'Images' });
const drive = { 'google-drive:uploadAFile': () => [{ id: 'fake-file' }] };
const png = (data: unknown) => Buffer.isBuffer(data) && data.subarray(1, 4).toString() === 'PNG';

describe('the scenarios for users, played with stand-ins for the other apps', () => {
  test('each row with a prompt becomes a file of its name, and is bought once however often it comes', async () => {
    const rows = [row(2, 'kite', 'A red kite'), row(3, 'nothing', ''), row(4, 'boat', 'A paper boat')];
    const others = { 'google-sheets:watchRows': () => rows, ...drive };
    const { given } = await play(world, forUsers('sheet-to-drive.json'), others);
    const files = given.filter(({ module }) => module === 'google-drive:uploadAFile').map(({ values }) => values);
    expect(files).toEqual(['kite.png', 'boat.png'].map((filename) => ({ select: 'value', destination: 'drive', convert: false, filename, data: expect.any(Buffer) })));
    expect(files.every(({ data }) => png(data))).toBe(true);
    expect(world.emulator.executions).toHaveLength(2);
    const [first] = world.emulator.requests.filter(({ endpoint }) => endpoint === 'run');
    expect(JSON.stringify(first?.body)).toContain('A red kite');
    // The other scenario gives a row the same ID, and waits for nothing.
    await play(world, forUsers('batch-start.json'), others);
    expect(world.emulator.executions).toHaveLength(2);
    // The same row with another prompt is another image.
    await play(world, forUsers('batch-start.json'), { 'google-sheets:watchRows': () => [row(2, 'kite', 'A blue kite')] });
    expect(world.emulator.executions).toHaveLength(3);
  });

  test.each([true, false])('an answer of a form becomes a mail with the image; one that lacks something starts nothing (an empty text exists: %s)', async (emptyTextExists) => {
    const answers = [{ id: 'a-1', prompt: 'A red kite', email: 'ann@example.com' }, { id: 'a-2', prompt: 'A boat', email: '' }, { prompt: 'A boat', email: 'bob@example.com' }];
    const { given } = await play(world, forUsers('form-to-mail.json'), { 'gateway:CustomWebHook': () => answers, 'google-email:sendAnEmail': () => [{ id: 'fake-mail' }] }, emptyTextExists);
    const mails = given.filter(({ module }) => module === 'google-email:sendAnEmail').map(({ values }) => values);
    expect(mails).toEqual([expect.objectContaining({ to: ['ann@example.com'], attachments: [{ filename: expect.stringMatching(/\.png$/), data: expect.any(Buffer) }] })]);
    expect(world.emulator.executions).toHaveLength(1);
  });

  test('a batch is started without waiting, and collected with every image', async () => {
    const rows = [row(2, 'kite', 'A red kite'), row(3, 'boat', 'A paper boat')];
    await play(world, forUsers('batch-start.json'), { 'google-sheets:watchRows': () => rows });
    expect(world.emulator.executions).toHaveLength(2);
    world.emulator.clock.advance(120_000);
    // Make's own name for the place of each item.
    const { given } = await play(world, forUsers('batch-collect.json'), { 'builtin:BasicFeeder': ({ array }) => (array as unknown[]).map((value, index) => ({ value, __IMTINDEX__: index + 1 })), ...drive });
    const files = given.filter(({ module }) => module === 'google-drive:uploadAFile').map(({ values }) => values);
    expect(files).toHaveLength(2);
    for (const { id } of world.emulator.executions) expect(files.some(({ filename }) => String(filename).startsWith(`${id}-1-`))).toBe(true);
    expect(files.every(({ data }) => png(data))).toBe(true);
  });

  test('a row that fails is kept, with its reason, and the others go on', async () => {
    const rows = [row(2, 'kite', 'A red kite'), row(3, 'boat', 'A paper boat')];
    let calls = 0;
    const full = () => {
      calls += 1;
      if (calls === 1) throw new Error('The folder is full.');
      return [{ id: 'fake-file' }];
    };
    const { given, kept } = await play(world, forUsers('sheet-to-drive.json'), { 'google-sheets:watchRows': () => rows, 'google-drive:uploadAFile': full });
    expect(kept).toEqual([{ id: 4, message: 'The folder is full.' }]);
    expect(given.filter(({ module }) => module === 'google-drive:uploadAFile').map(({ values }) => values['filename'])).toEqual(['kite.png', 'boat.png']);
  });

  test('an execution that fails ends neither the run nor the scenario', async () => {
    const refused = USER_SCENARIOS.find(({ file }) => file === 'form-to-mail.json') as (typeof USER_SCENARIOS)[number];
    const { given, kept } = await play(world, imported(refused, 'always-fails'), { 'gateway:CustomWebHook': () => [{ id: 'a-1', prompt: 'x', email: 'ann@example.com' }] });
    expect(kept).toEqual([{ id: 2, message: expect.stringMatching(/content moderation/) }]);
    expect(given.map(({ module }) => module)).toEqual(['gateway:CustomWebHook']);
  });

  test('the ID of a row is short enough for the field, whatever the prompt', async () => {
    const long = row(2, 'kite', 'long '.repeat(900));
    const { gave } = await play(world, forUsers('batch-start.json'), { 'google-sheets:watchRows': () => [long] });
    expect(gave.get(2)).toMatchObject({ execution_id: expect.any(String) });
    expect(createHash('md5').update(String(long['1'])).digest('hex')).toHaveLength(32);
  });
});

describe('the scenarios for the review, played on the local engine', () => {
  test.each(REVIEW_SCENARIOS.filter((scenario) => scenario.ends === 'SUCCESS' && !needsOwnConnection(scenario, { connections: { apiKey: 1, webhook: 2 } })).map(({ file }) => file))('%s works', async (file) => {
    const scenario = REVIEW_SCENARIOS.find((each) => each.file === file) as (typeof REVIEW_SCENARIOS)[number];
    if (file === 'watch.json') {
      await world.runWorkflow('text-to-image', { wf_wait: true });
      // What has ended just now waits for the next look.
      world.emulator.clock.advance(60_000);
    }
    const before = world.emulator.executions.length;
    const { gave } = await play(world, imported(scenario));
    expect([...gave.keys()]).toEqual(scenario.steps.map((_, index) => index + 1));
    expect(world.emulator.executions.length - before).toBe(scenario.starts);
  });

  test.each(REVIEW_SCENARIOS.flatMap(({ file, ends }) => (ends === 'SUCCESS' ? [] : [[file, ends] as const])))('%s ends with its error, and starts nothing', async (file, { type, says }) => {
    const scenario = REVIEW_SCENARIOS.find((each) => each.file === file) as (typeof REVIEW_SCENARIOS)[number];
    const failure = await failureOf(play(world, imported(scenario)));
    expect(failure.type).toBe(type);
    expect(failure.message).toContain(says);
    expect(world.emulator.executions).toEqual([]);
  });
});
