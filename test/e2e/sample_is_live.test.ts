import app from '../../index.js';
import type { Profile } from '../../emulators/wireflow/index.js';
import { startFluxWorld } from '../helpers/app.js';

type Item = Record<string, unknown>;
type World = Awaited<ReturnType<typeof startFluxWorld>>;
interface Step {
  readonly operation: { readonly sample: Item; readonly outputFields: readonly { readonly key: string; readonly label: string; readonly type: string }[]; readonly perform: unknown };
}

const STEPS = { ...app.triggers, ...app.creates, ...app.searches } as unknown as Readonly<Record<string, Step>>;
const SHOWN = Object.keys(STEPS).filter((key) => key !== 'webhooks' && key !== 'workflows');
const GROUP = Object.fromEntries((['triggers', 'creates', 'searches'] as const).flatMap((group) => Object.keys(app[group] ?? {}).map((key) => [key, group])));

let world: World;

/** Runs a step on Zapier's handler until Zapier need not look again. */
async function live(key: string, inputData: Item = {}): Promise<Item[]> {
  for (let look = 0; look < 20; look += 1) {
    try {
      const result = await world.withKeys({ api_key: world.emulator.keys.full, ...world.keys }).run<Item | Item[]>(`${GROUP[key]}.${key}.operation.perform`, inputData);
      return Array.isArray(result) ? result : [result];
    } catch (error) {
      if ((error as Error).name !== 'ThrottledError') throw error;
      world.emulator.clock.advance(10_000);
    }
  }
  throw new Error(`${key} never came to an end`);
}

const workflow = () => world.emulator.workflow('text-to-image');
const picture = { prompt: 'A boat', wait: 'Until finished', run_id: 'row 7' };
async function finished(slug = 'text-to-image'): Promise<Item> {
  const [started] = await live('generate_image', { webhook: world.emulator.workflow(slug).webhookId, prompt: 'A boat', run_id: 'row 9' });
  world.emulator.clock.advance(60_000);
  return started as Item;
}

/** How each step is used when it has something to show. */
const USED: Readonly<Record<string, () => Promise<Item[]>>> = {
  generate_image: () => live('generate_image', { webhook: workflow().webhookId, ...picture }),
  generate_images: () => live('generate_images', { webhook: workflow().webhookId, prompts: ['A boat', 'A kite'], wait: 'Until finished', run_id: 'list 7' }),
  run_workflow: () => live('run_workflow', { workflow: workflow().id, input_text_2d_input_2d_1: 'A boat', ...picture }),
  generate_flux_image: () => live('generate_flux_image', { provider: 'bfl', ...picture }),
  find_execution: async () => live('find_execution', { execution_id: (await finished())['id'] }),
  execution_completed: async () => (await finished(), live('execution_completed')),
  new_image: async () => (await finished(), live('new_image')),
  execution_failed: async () => (await finished('always-fails'), live('execution_failed')),
  low_credit_balance: () => live('low_credit_balance', { limit: 1_000_000 }),
  find_workflow: async () => (await finished(), live('find_workflow', { name: workflow().name })),
  credit_balance: () => live('credit_balance'),
  estimate_cost: () => live('estimate_cost', { workflow: workflow().id }),
  compare_prices: () => live('compare_prices', { tier: 'final' }),
  find_flux_job: async () => {
    const [made] = await live('generate_flux_image', { provider: 'bfl', prompt: 'A boat' });
    world.emulator.clock.advance(60_000);
    return live('find_flux_job', { job: made?.['job_address'] });
  },
};

/** The outputs that hold something, as Zapier names them. */
function filled(item: Item): string[] {
  const isFilled = (value: unknown) => value !== null && value !== undefined && value !== '';
  return Object.entries(item).flatMap(([key, value]) =>
    Array.isArray(value) ? [...new Set(value.flatMap((part: Item) => Object.keys(part).filter((inner) => isFilled(part[inner])).map((inner) => `${key}[]${inner}`)))] : isFilled(value) ? [key] : [],
  );
}

/** What Zapier's own types of outputs ask of a value. */
const IS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  datetime: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)),
  file: (value) => typeof value === 'string' && /^(https?:\/\/|hydrate\|)/.test(value),
};

/** The values that are not of the type under which Zapier offers them. */
function misfits({ outputFields }: Step['operation'], item: Item): string[] {
  return outputFields.flatMap(({ key, type }) => {
    const [list, inner] = key.split('[]') as [string, string?];
    const values = inner === undefined ? [item[list]] : (item[list] as Item[]).map((part) => part[inner]);
    return values.filter((value) => value !== null && value !== undefined && !(IS[type] ?? (() => false))(value)).map((value) => `${key} (${type}): ${JSON.stringify(value)}`);
  });
}

describe.each<Profile>(['superset', 'article', 'docs', 'modern'])('with replies as in the profile %s', (profile) => {
  beforeEach(async () => void (world = await startFluxWorld({ profile, credits: 5000 })));
  afterEach(() => world.close());

  test.each(['with a key', 'without one'])('a start that is not waited for gives live what a test in the editor shows, %s', async (connection) => {
    const zap = connection === 'with a key' ? world.zap : world.keyless;
    const run = (meta = {}) => zap.run<Item>('creates.generate_image.operation.perform', { webhook: workflow().webhookId, prompt: 'A boat' }, meta);
    const [shown, given] = [await run({ isLoadingSample: true }), await run()];
    expect(shown).toMatchObject({ status: 'queued', image_url: null, images: [] });
    expect(filled(given)).toEqual(filled(shown));
    expect(given).toMatchObject({ started_at: expect.any(String), ...(connection === 'with a key' ? { workflow_id: workflow().id, workflow_name: workflow().name } : {}) });
  });

  test('without a key and an Only Once ID, nothing but the start is sent', async () => {
    const before = world.emulator.requests.length;
    await world.keyless.run('creates.generate_image.operation.perform', { webhook: workflow().webhookId, prompt: 'A boat' });
    expect(world.emulator.requests.slice(before).map(({ method }) => method)).toEqual(['POST']);
  });

  test('an ID that is mapped to start a run comes back with it through the triggers', async () => {
    expect(await finished()).toMatchObject({ run_id: 'row 9' });
    expect(await live('execution_completed')).toMatchObject([{ run_id: 'row 9' }]);
    expect(await live('new_image')).toMatchObject([{ run_id: 'row 9' }]);
  });

  test.each(SHOWN)('%s gives live what its sample shows, under the keys that are promised', async (key) => {
    const { sample, outputFields } = (STEPS[key] as Step).operation;
    const [item] = await (USED[key] as () => Promise<Item[]>)();
    expect(item).toBeDefined();
    const promised = outputFields.map((field) => field.key);
    const topLevel = [...new Set(promised.map((name) => name.split('[]')[0] as string))].sort();
    expect(Object.keys(item as Item).sort()).toEqual(topLevel);
    expect(Object.keys(sample).sort()).toEqual(topLevel);
    expect(filled(item as Item).filter((name) => !promised.includes(name))).toEqual([]);
    const shown = filled(sample);
    expect(shown.filter((name) => !promised.includes(name))).toEqual([]);
    expect({ key, shownAndEmpty: shown.filter((name) => !filled(item as Item).includes(name)) }).toEqual({ key, shownAndEmpty: [] });
    const { operation } = STEPS[key] as Step;
    expect({ inSample: misfits(operation, sample), live: misfits(operation, item as Item) }).toEqual({ inSample: [], live: [] });
  });
});

const OF_WIREFLOW = ['workflow_name', 'workflow_url', 'credits', 'workflow_id'];
/** Other ways to a result, and what the sample shows that can't be had on them; the pages of the steps say so. */
const OTHER_WAYS: readonly (readonly [name: string, key: string, run: () => Promise<Item[]>, without: readonly string[]])[] = [
  ['at DeepInfra, which keeps no job', 'generate_flux_image', () => live('generate_flux_image', { provider: 'deepinfra', ...picture }), []],
  ['at Replicate', 'generate_flux_image', () => live('generate_flux_image', { provider: 'replicate', ...picture }), []],
  ['by the cheapest', 'generate_flux_image', () => live('generate_flux_image', { provider: 'cheapest', tier: 'draft', ...picture }), []],
  ['of a job at Replicate', 'find_flux_job', async () => {
    const [made] = await live('generate_flux_image', { provider: 'replicate', prompt: 'A boat' });
    world.emulator.clock.advance(60_000);
    return live('find_flux_job', { job: made?.['job_address'] });
  }, ['cost_usd', 'cost_basis']],
  ['made before', 'generate_flux_image', async () => (await live('generate_flux_image', { provider: 'bfl', reuse: 'day', ...picture }), live('generate_flux_image', { provider: 'bfl', reuse: 'day', ...picture, run_id: 'row 8' })), []],
  ['made before', 'generate_image', async () => (await live('generate_image', { webhook: workflow().webhookId, reuse: 'day', ...picture }), live('generate_image', { webhook: workflow().webhookId, reuse: 'day', ...picture, run_id: 'row 8' })), []],
  ['started before', 'generate_image', async () => (await live('generate_image', { webhook: workflow().webhookId, ...picture }), live('generate_image', { webhook: workflow().webhookId, ...picture })), []],
  ['made in Wireflow’s place', 'generate_image', () => (Object.assign(world.emulator, { credits: 0 }), live('generate_image', { webhook: workflow().webhookId, fallback: 'bfl', ...picture })), OF_WIREFLOW],
  ['made in Wireflow’s place', 'run_workflow', () => (Object.assign(world.emulator, { credits: 0 }), live('run_workflow', { workflow: workflow().id, input_text_2d_input_2d_1: 'A boat', fallback: 'replicate', ...picture })), OF_WIREFLOW],
]; // prettier-ignore

describe('on other ways', () => {
  beforeEach(async () => void (world = await startFluxWorld({ credits: 5000 })));
  afterEach(() => world.close());

  test.each(OTHER_WAYS)('%s, %s gives what its sample shows, but for what nobody can have', async (_, key, run, without) => {
    const { operation } = STEPS[key] as Step;
    const [item] = await run();
    expect(Object.keys(item as Item).sort()).toEqual(Object.keys(operation.sample).sort());
    expect(misfits(operation, item as Item)).toEqual([]);
    expect(filled(operation.sample).filter((name) => !filled(item as Item).includes(name))).toEqual(without);
  });
});

/** Outputs that no sample shows: a person who maps one must not find it filled in the editor and empty live. */
const SELDOM: Readonly<Record<string, string>> = {
  width: 'not in every reply', height: 'not in every reply', 'outputs[]text': 'only of workflows that write', 'outcomes[]error': 'only of a prompt that was refused or failed', 'outcomes[]message': 'only where there is something to say', message: 'only where there is something to say', run_id: 'only where one is mapped',
}; // prettier-ignore

test('every output that is promised is shown by the sample of some step that promises it', () => {
  const samples = SHOWN.map((key) => (STEPS[key] as Step).operation);
  const promised = new Set(samples.flatMap(({ outputFields }) => outputFields.map(({ key }) => key)));
  const shown = new Set(samples.flatMap(({ sample }) => filled(sample)));
  expect([...promised].filter((key) => !shown.has(key)).sort()).toEqual(Object.keys(SELDOM).sort());
});

test.each(SHOWN)('%s: what comes first in its table comes first in its sample', (key) => {
  const { sample, outputFields } = (STEPS[key] as Step).operation;
  expect(Object.keys(sample)).toEqual([...new Set(outputFields.map((field) => field.key.split('[]')[0]))]);
});

test.each(SHOWN)('%s: no two outputs have one label', (key) => {
  const labels = (STEPS[key] as Step).operation.outputFields.map(({ label }) => label.toLowerCase());
  expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
});
