import { startProviders, type Providers } from '../../../../emulators/providers/index.js';
import { blueprintOf } from '../../../../platforms/make/blueprints/blueprint.js';
import { USER_SCENARIOS } from '../../../../platforms/make/blueprints/for_users.js';
import { REVIEW_SCENARIOS } from '../../../../platforms/make/review/scenarios.js';
import { startMakeWorld, type MakeWorld } from '../modules/world.js';
import { play, type Bundle } from '../scenario_player.js';
import { providerMake, type ProviderMake } from './provider_make.js';

let world: MakeWorld;
let providers: Providers;
let make: ProviderMake;
beforeEach(async () => {
  world = await startMakeWorld();
  const { clock } = world.emulator;
  providers = await startProviders({ clock: { now: () => clock.now(), advance: (ms) => clock.advance(ms), pass: async (ms) => clock.advance(ms) }, pictures: 'plain' });
  make = providerMake(providers, clock);
});
afterEach(() => Promise.all([world.close(), providers.close()]));

const ours = (id: string) => ({ [`app#wireflow:${id}`]: async (values: Bundle) => [await make.run(id, values)] });
const others = { ...ours('generateBflImage'), ...ours('getBflImage'), ...ours('generateDeepinfraImage'), ...ours('generateReplicateImage'), ...ours('getReplicateImage') };
const ROWS = [{ 0: 'kite', 1: 'A red kite', __ROW_NUMBER__: 2, __SPREADSHEET_ID__: 'fake-sheet', __SHEET__: 'Images' }];

/** The scenario for users, imported, with its workflow chosen. */
async function playElsewhere() {
  const scenario = USER_SCENARIOS.find(({ file }) => file === 'sheet-to-drive-out-of-credits.json') as (typeof USER_SCENARIOS)[number];
  const { id } = world.emulator.workflow('text-to-image');
  const steps = scenario.steps.map((step) => (step.module === 'runWorkflow' ? { ...step, mapper: { ...step.mapper, wf_workflow: id } } : step));
  const files: Bundle[] = [];
  // Make's engine here sends to Wireflow alone; the picture of another host is fetched by the test's wire.
  const download = async (values: Bundle) => [{ fileName: `${String(values['file_name'])}.png`, data: String(values['url']) }];
  const played = await play(world, blueprintOf({ ...scenario, steps }), { ...others, 'google-sheets:watchRows': () => ROWS, 'google-drive:uploadAFile': (values) => [files.push(values) > 0 ? { id: 'fake-file' } : {}], 'app#wireflow:downloadImage': download }).then((result) => ({ ...result, error: null }), (error: Error & { type?: string }) => ({ error }));
  return { files, error: played.error };
}

test('with credits, the scenario is Wireflow’s alone', async () => {
  const { files } = await playElsewhere();
  expect([files.length, make.starts()]).toEqual([1, 0]);
});

test('without credits, the image of that row is made elsewhere and goes on to the same folder', async () => {
  world.emulator.credits = 0;
  const { files, error } = await playElsewhere();
  expect([files.length, make.starts(), error]).toEqual([1, 1, null]);
  expect(files[0]).toMatchObject({ filename: 'kite.png', data: expect.stringMatching(/^https:\/\/delivery-eu1\.bfl\.ai\//) });
  expect(JSON.parse(String(make.sent[0]?.body))).toMatchObject({ prompt: 'A red kite' });
});

test.each([
  ['may have started', { on: 'run', status: 500 }, 'DataError'], ['was refused for its input', { on: 'run', status: 422 }, 'DataError'], ['met a limit', { on: 'run', status: 429 }, 'RateLimitError'],
] as const)('where the execution %s, nobody else is asked', async (_, fault, type) => {
  world.emulator.fault({ times: Infinity, ...fault });
  const { error } = await playElsewhere();
  expect([(error as { type?: string } | null)?.type, make.starts()]).toEqual([type, 0]);
});

test('a filter’s refusal is asked of nobody else', async () => {
  world.emulator.fault({ on: 'poll', times: Infinity, status: 200, body: { success: true, data: { status: 'FAILED', error: 'Flagged by content moderation' } } });
  const { error } = await playElsewhere();
  expect([error?.message.includes('moderation'), make.starts()]).toEqual([true, 0]);
});

test.each(['black-forest-labs.json', 'deepinfra.json', 'replicate.json'])('the review’s %s works, and buys one image', async (file) => {
  const scenario = REVIEW_SCENARIOS.find((each) => each.file === file) as (typeof REVIEW_SCENARIOS)[number];
  const { gave } = await play(world, blueprintOf(scenario), others);
  expect([...gave.values()].at(-1)).toMatchObject({ status: 'completed', image_count: 1, fileName: expect.stringMatching(/\.(png|jpg)$/) as string });
  expect(make.starts()).toBe(1);
});
