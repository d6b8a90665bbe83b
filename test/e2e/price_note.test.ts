import type { Profile } from '../../emulators/wireflow/index.js';
import { startWorld, type World } from '../helpers/app.js';

interface FormField {
  readonly key: string;
  readonly type?: string;
  readonly helpText?: string;
}

let world: World;
afterEach(() => world.close());

const form = (step: string, inputData: object, zap = world.zap) => zap.run<FormField[]>(`creates.${step}.operation.inputFields`, { ...inputData });
const noteIn = (fields: readonly FormField[]) => fields.find(({ key }) => key === 'price_note') ?? null;
const asked = (endpoint: string) => world.emulator.requests.filter((request) => request.endpoint === endpoint).length;
const chosen = () => ({ generate_image: { webhook: world.emulator.workflow('text-to-image').webhookId }, run_workflow: { workflow: world.emulator.workflow('text-to-image').id } });

describe.each<Profile>(['superset', 'article', 'docs', 'modern'])('with replies as in the profile %s', (profile) => {
  beforeEach(async () => void (world = await startWorld({ profile })));

  test.each(['generate_image', 'run_workflow'] as const)('the form of %s says what the chosen workflow costs', async (step) => {
    const [estimate] = await world.zap.run<{ credits: number }[]>('searches.estimate_cost.operation.perform', { workflow: chosen().run_workflow.workflow });
    expect(noteIn(await form(step, chosen()[step]))).toMatchObject({ type: 'copy', helpText: expect.stringContaining(`**${estimate?.credits} credits**`) });
  });
});

describe('the note', () => {
  beforeEach(async () => void (world = await startWorld()));

  test('is asked for once in ten minutes, by the same connection', async () => {
    await form('run_workflow', chosen().run_workflow);
    await form('run_workflow', chosen().run_workflow);
    expect(asked('estimate')).toBe(1);
    world.emulator.clock.advance(11 * 60_000);
    await form('run_workflow', chosen().run_workflow);
    expect(asked('estimate')).toBe(2);
  });

  test.each([
    ['while nothing is chosen', {}], ['while a mapping is not filled yet', { webhook: '{{123.id}}' }], ['for something that is no workflow', { webhook: 'x y' }],
  ])('is left out %s, and nothing is asked', async (_when, inputData) => {
    expect(noteIn(await form('generate_image', inputData))).toBeNull();
    expect(world.emulator.requests).toEqual([]);
  }); // prettier-ignore

  test('is left out without a key', async () => {
    expect(noteIn(await form('generate_image', chosen().generate_image, world.keyless))).toBeNull();
    expect(world.emulator.requests).toEqual([]);
  });

  test.each([[401], [404], [429], [500]])('is left out when the estimate is answered with %d: the form opens all the same', async (status) => {
    world.emulator.fault({ on: 'estimate', times: Infinity, status });
    const fields = await form('run_workflow', chosen().run_workflow);
    expect(noteIn(fields)).toBeNull();
    expect(fields.map(({ key }) => key)).toEqual(expect.arrayContaining(['workflow', 'wait', 'max_credits']));
  });

  test('says so where the estimate is a lower bound', async () => {
    world.emulator.fault({ on: 'estimate', body: { data: { estimatedCredits: 12, estimateComplete: false, sufficient: true } } });
    expect(noteIn(await form('run_workflow', chosen().run_workflow))?.helpText).toMatch(/\*\*at least 12 credits\*\*.*not known/);
  });
});
