import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { runAction } from '../../platforms/action/action.js';
import { EXIT } from '../../platforms/cli/exit_codes.js';
import { startFluxWorld, startWorld, type World } from '../helpers/app.js';
import { recipes, stepsOf, type Recipe } from './recipe_zaps.js';
import { choiceLabels, documentedSteps, fieldIn, read, type DocumentedStep } from './step_pages.js';
import { playZap, pollTrigger, type AppData, type Given, type Played, type Stage } from './zap_player.js';

const RECIPES = recipes();

let steps: ReadonlyMap<string, DocumentedStep>;
beforeAll(async () => void (steps = new Map((await documentedSteps()).map((step) => [step.label, step]))));

describe('as they are written', () => {
  test('each is listed at the top, and says when to use it, the steps, and what to watch out for', () => {
    const listed = [...read('docs/recipes.md').matchAll(/^\d+\. \[(.*)\]\(#/gm)].map((match) => match[1]);
    expect(listed).toEqual(RECIPES.map(({ title }) => title));
    for (const recipe of RECIPES) {
      expect(recipe.text).toMatch(/\n\nUse it when /);
      expect([...recipe.text.matchAll(/^### (.*)$/gm)].map((match) => match[1])).toEqual(['Steps', 'Watch out for']);
      expect(stepsOf(recipe).some(({ kind }) => kind === 'wireflow')).toBe(true);
    }
  });

  test.each(RECIPES.map((recipe) => [recipe.title, recipe] as const))('%s: its Wireflow steps can be built as they stand', (_title, recipe) => {
    const used = stepsOf(recipe).flatMap((step) => (step.kind === 'wireflow' ? [{ label: step.label, values: step.values, step: steps.get(step.label) as DocumentedStep }] : []));
    for (const { step, label, values } of used) {
      expect({ label, step }).toEqual({ label, step: expect.any(Object) });
      const fields = step.inputs.map(fieldIn).filter((field) => field !== null);
      const required = fields.flatMap((field) => (field.required ? [field.label] : []));
      expect({ label, missing: required.filter((field) => !values.has(field as string)) }).toEqual({ label, missing: [] });
      for (const [name, value] of values) {
        const field = fields.find((each) => each.label === name);
        const choices = field === undefined ? [] : choiceLabels(field);
        if (choices.length > 0 && !value.startsWith('*')) expect({ name, value, isChoice: choices.includes(value) }).toEqual({ name, value, isChoice: true });
      }
      // Without an Only Once ID the step would wait no longer than any other.
      if (values.get('Wait for the Images') === 'Until finished' && fields.some(({ key }) => key === 'run_id')) {
        expect({ label, fields: [...values.keys()] }).toEqual({ label, fields: expect.arrayContaining(['Only Once ID']) });
      }
    }
    const given = new Set(used.flatMap(({ step }) => [...step.inputs.map((input) => fieldIn(input)?.label), ...step.outputs.map(({ label }) => label)]));
    const mapped = [...recipe.text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`]+)`/g)].map((match) => match[1] as string).filter((name) => !/^\w+:\w+$/.test(name));
    expect(mapped.filter((name) => !given.has(name))).toEqual([]);
  });
});

let world: World;
beforeEach(async () => void (world = await startWorld({ credits: 1000 })));
afterEach(() => world.close());

const stage = (slug = 'text-to-image'): Stage => ({ world, steps, slug });
const recipe = (title: string): Recipe => RECIPES.find((each) => each.title === title) as Recipe;
const zap = (title: string, number = 0) => recipe(title).zaps[number] ?? [];
const isPng = (value: unknown) => Buffer.isBuffer(value) && value.subarray(1, 4).toString() === 'PNG';
/** Outputs that other apps are handed and that hold nothing. */
const emptyIn = ({ reached }: Played) => reached.flatMap((given) => [...given].filter(([, value]) => value === '' || (Buffer.isBuffer(value) && !isPng(value))).map(([label]) => label));
const last = ({ reached }: Played): Given => reached.at(-1) ?? new Map();

/** Zaps that start an execution for one event and wait for it. */
const WAITING: readonly [title: string, slug: string, data: AppData, empty: readonly string[]][] = [
  ['Web form to Google Drive', 'text-to-image', { Product: 'paper boat', Mood: 'morning', 'Response ID': 'resp_1' }, []],
  ['Prompts in a sheet, images beside them', 'text-to-image', { Prompt: 'A paper boat', Size: '16:9', 'Row Number': '7' }, ['Error']],
  ['Shop: a row becomes a product image', 'image-input', { SKU: 'BOAT-1', Photo: 'https://cdn.wireflow.ai/boat.png', Scene: 'On a pier', 'Product ID': '9', 'Row Number': '7' }, []],
  ['Chat: approve in Slack', 'text-to-image', { Prompt: 'A paper boat', 'Event ID': 'ev_1' }, []],
  ['Many prompts, one image each', 'text-to-image', { 'Prompt List': 'A paper boat', 'Event ID': 'ev_1' }, []],
];

describe.each(WAITING)('%s', (title, slug, data, empty) => {
  test('the image goes all the way, and every output that is mapped holds something', async () => {
    const [played] = await playZap(stage(slug), zap(title), data);
    expect(played?.isStopped).toBe(false);
    expect(played?.reached.length).toBeGreaterThan(0);
    expect(emptyIn(played as Played)).toEqual(empty);
  });

  test('a run of the Zap that is replayed buys nothing', async () => {
    await playZap(stage(slug), zap(title), data);
    const bought = world.emulator.executions.length;
    await playZap(stage(slug), zap(title), data);
    expect([bought, world.emulator.executions.length]).toEqual([1, 1]);
  });

  test('an execution that fails is seen, and no image is taken for its own', async () => {
    world.emulator.workflow(slug).failsWith = 'The model refused the prompt.';
    const [played] = await playZap(stage(slug), zap(title), data);
    const hasFilter = zap(title).some(({ kind }) => kind === 'filter');
    expect(played?.isStopped).toBe(hasFilter);
    if (!hasFilter) expect(Object.fromEntries(last(played as Played))).toMatchObject({ Status: 'failed', Error: expect.stringContaining('refused'), 'First Image URL': '' });
  });
});

test('many prompts: each has an image of its own, in one step', async () => {
  const [played] = await playZap(stage(), zap('Many prompts, one image each'), { 'Event ID': 'order 7', 'Prompt List': 'A boat\nA kite\n\nA boat' });
  expect(world.emulator.executions).toHaveLength(3);
  const { Prompt: prompts, 'First Image URL': links } = Object.fromEntries(last(played as Played)) as Record<string, string>;
  expect(prompts).toBe('A boat,A kite,A boat');
  expect(new Set(links?.split(',')).size).toBe(3);
});

test('chat: what was approved is the image that was shown, and nothing is made anew', async () => {
  const title = 'Chat: approve in Slack';
  const [shown] = await playZap(stage(), zap(title), { Prompt: 'A paper boat', 'Event ID': 'ev_1' });
  const text = `A paper boat\nImage ID: ${String(last(shown as Played).get('Execution ID'))}`;
  const [published] = await playZap(stage(), zap(title, 1), { Text: text });
  expect(isPng(last(published as Played).get('First Image File'))).toBe(true);
  expect(world.emulator.executions).toHaveLength(1);
});

test('a nightly batch: each row is started once, and each image arrives once', async () => {
  const title = 'Nightly batch';
  const [starting, taking] = recipe(title).zaps;
  await pollTrigger(stage(), taking?.[0], { isPopulatingDedupe: true });
  const rounds = ['A boat', 'A kite'].map((prompt, index) => ({ Prompt: prompt, 'Row Number': String(index + 1) }));
  const night = () => playZap(stage(), starting ?? [], { Date: '2026-03-20' }, { rounds });
  expect((await night()).flatMap(emptyIn)).toEqual([]);
  await night();
  expect(world.emulator.executions).toHaveLength(2);
  world.emulator.clock.advance(15 * 60_000);
  const images = await pollTrigger(stage(), taking?.[0]);
  expect(images).toHaveLength(2);
  for (const before of images) expect(emptyIn((await playZap(stage(), taking?.slice(1) ?? [], {}, { before }))[0] as Played)).toEqual([]);
});

test('a nightly batch does not begin with too few credits', async () => {
  world.emulator.credits = 50;
  const played = await playZap(stage(), zap('Nightly batch'), { Date: '2026-03-20' }, { rounds: [{ Prompt: 'A boat', 'Row Number': '1' }] });
  expect(played.map(({ isStopped }) => isStopped)).toEqual([true]);
  expect(world.emulator.executions).toHaveLength(0);
});

describe('a pipeline', () => {
  const title = 'CI pipeline: an image for each release';
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'wireflow-recipe-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The step of the page on a runner, with the repository's secret and the release's event. */
  async function pipeline(attempt: number): Promise<number> {
    const workflow = parse(/```yaml\n([\s\S]*?)```/.exec(recipe(title).text)?.[1] ?? '') as { jobs: { image: { steps: { with: Record<string, string> }[] } } };
    const inputs = Object.entries(workflow.jobs.image.steps[0]?.with ?? {}).map(([name, value]) => {
      const filled = value.replace('${{ secrets.WIREFLOW_WEBHOOK }}', world.emulator.webhookUrl('text-to-image')).replace('${{ github.event.release.tag_name }}', 'v1.2.0');
      expect(filled).not.toContain('${{');
      return [`INPUT_${name.toUpperCase()}`, filled];
    });
    const silent = { isTTY: false, write: () => undefined };
    return runAction({
      env: { ...Object.fromEntries(inputs), WIREFLOW_BASE_URL: world.emulator.url, XDG_STATE_HOME: path.join(folder, String(attempt)), GITHUB_RUN_ID: '77', GITHUB_RUN_ATTEMPT: String(attempt) },
      folder, stdout: silent, stderr: silent, stdin: async () => '', signal: new AbortController().signal, fetch,
      now: () => world.emulator.clock.now(),
      passed: () => world.emulator.clock.now(),
      sleep: async (ms) => world.emulator.clock.advance(ms),
    }); // prettier-ignore
  }

  test('starts the image without a key, and the Zap publishes it; a re-run of the job buys nothing', async () => {
    const [trigger, ...rest] = zap(title);
    await pollTrigger(stage(), trigger, { isPopulatingDedupe: true });
    expect(await pipeline(1)).toBe(EXIT.done);
    expect(await pipeline(2)).toBe(EXIT.mayHaveStarted);
    expect(world.emulator.executions).toHaveLength(1);
    world.emulator.clock.advance(15 * 60_000);
    const [finished, ...more] = await pollTrigger(stage(), trigger);
    expect(more).toEqual([]);
    const [published] = await playZap(stage(), rest, {}, { before: finished as Given });
    expect([emptyIn(published as Played), last(published as Played).size]).toEqual([[], 3]);
  });
});

describe('when credits run out', () => {
  const title = 'When credits run out';
  const data = { Prompt: 'A paper boat', 'Event ID': 'ev_1' };
  let flux: Awaited<ReturnType<typeof startFluxWorld>>;
  beforeEach(async () => void (flux = await startFluxWorld()));
  afterEach(() => flux.close());

  const play = () => playZap({ ...stage(), world: { ...flux, zap: flux.withKeys({ api_key: flux.emulator.keys.full, deepinfra_key: flux.keys.deepinfra_key }) } }, zap(title), data);
  const bought = () => flux.providers.deepinfra.account.requests.filter(({ method }) => method === 'POST').length;

  test('the image comes all the way from the provider, once, also when the credits are back', async () => {
    flux.emulator.credits = 0;
    const [played] = await play();
    expect([played?.isStopped, emptyIn(played as Played)]).toEqual([false, []]);
    expect(flux.standIn.file(String(last(played as Played).get('First Image File'))).bytes.length).toBeGreaterThan(1000);
    expect(last(played as Played).get('Message')).toMatch(/^Made by FLUX-2-pro at DeepInfra for \$0\.\d+, because .* credits/);
    flux.emulator.credits = 1000;
    await play();
    expect([bought(), flux.emulator.executions.length]).toEqual([1, 0]);
  });

  test('with credits, Wireflow makes it; one that runs out on its way is not made elsewhere, and nothing goes on', async () => {
    flux.emulator.workflow('text-to-image').failsWith = 'Insufficient credits';
    const [played] = await play();
    expect([played?.isStopped, bought(), flux.emulator.executions.length]).toEqual([true, 0, 1]);
  });
});

test('the alert about a failed execution says which workflow it was, and why', async () => {
  const [trigger, ...rest] = zap('Alert when an execution fails');
  await pollTrigger(stage(), trigger, { isPopulatingDedupe: true });
  await world.zap.run('creates.generate_image.operation.perform', { webhook: world.emulator.workflow('always-fails').webhookId, prompt: 'A boat' });
  world.emulator.clock.advance(15 * 60_000);
  const failed = await pollTrigger(stage(), trigger);
  expect(failed).toHaveLength(1);
  const [told] = await playZap(stage(), rest, {}, { before: failed[0] as Given });
  expect([told?.isStopped, emptyIn(told as Played)]).toEqual([false, []]);
});

test('the alert about few credits comes once, with the numbers', async () => {
  const [trigger, ...rest] = zap('Alert when credits run low');
  await pollTrigger(stage(), trigger, { isPopulatingDedupe: true });
  world.emulator.credits = 150;
  const [low] = await pollTrigger(stage(), trigger);
  const [told] = await playZap(stage(), rest, {}, { before: low as Given });
  expect(last(told as Played).get('Credits')).toBe('150');
  expect(emptyIn(told as Played)).toEqual([]);
});
