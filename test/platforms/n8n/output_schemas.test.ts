import { startEmulator, type Emulator, type Profile } from '../../../emulators/wireflow/index.js';
import { startProviders, type Providers } from '../../../emulators/providers/index.js';
import { OUTPUT_SCHEMAS } from '../../../platforms/n8n/bundle/output_schemas.js';
import { execute } from './fake_host.js';

/** Pauses are over at once, and the step takes the time for passed. */
jest.mock('../../../platforms/n8n/nodes/Wireflow/engine/clock.js', () => ({
  stoppableClock: () => {
    let passedMs = 0;
    return { now: () => Date.now() + passedMs, sleep: async (ms: number) => void (passedMs += ms) };
  },
}));

interface Schema {
  readonly type: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

let emulator: Emulator;
let providers: Providers;
beforeAll(async () => void (providers = await startProviders({ clock: 'real', durationMs: 0, pictures: 'plain' })));
afterAll(() => providers.close());

const workflow = () => emulator.workflow('text-to-image');
const run = async (parameters: object) => {
  const credential = { apiKey: emulator.keys.full, baseUrl: emulator.url };
  const credentials = { wireflowBlackForestLabsApi: { apiKey: providers.bfl.account.key, baseUrl: providers.bfl.url } };
  const [item] = await execute({ parameters: { options: {}, ...parameters }, credential, credentials });
  return item?.json ?? {};
};
const finished = () => {
  const { id } = emulator.addExecution({ workflowId: workflow().id });
  return id;
};
const bought = () => run({ resource: 'image', operation: 'generateWithProvider', provider: 'bfl', tier: 'final', prompt: 'A boat', size: '', inputImage: '' });

/** How each operation is used when it has something to show, by the path of its schema. */
const USED: Readonly<Record<string, () => Promise<object>>> = {
  'image/generate.json': () => run({ resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt: 'A boat', wait: true }),
  'image/generateWithProvider.json': bought,
  'image/getFromProvider.json': async () => run({ resource: 'image', operation: 'getFromProvider', job: ((await bought()) as { jobAddress: string }).jobAddress }),
  'workflow/run.json': () => run({ resource: 'workflow', operation: 'run', workflow: workflow().id, wait: true }),
  'workflow/getAll.json': () => run({ resource: 'workflow', operation: 'getAll', limit: 1 }),
  'workflow/estimate.json': () => run({ resource: 'workflow', operation: 'estimate', workflow: workflow().id }),
  'execution/get.json': () => run({ resource: 'execution', operation: 'get', executionId: finished() }),
  'execution/wait.json': () => run({ resource: 'execution', operation: 'wait', executionId: finished() }),
  'execution/getAll.json': () => (finished(), run({ resource: 'execution', operation: 'getAll', limit: 1 })),
  'account/getCredits.json': () => run({ resource: 'account', operation: 'getCredits' }),
};

/** Where a value is not what its schema says: a key that one of the two lacks, or another type. Empty values are of every type. */
function misfits(value: unknown, { type, properties, items }: Schema, place = ''): string[] {
  if (value === null) return [];
  const is = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  if (is !== type && !(is === 'integer' && type === 'number')) return [`${place}: ${is} and not ${type}`];
  if (Array.isArray(value)) return value.flatMap((item, index) => misfits(item, items ?? { type: 'none' }, `${place}[${index}]`));
  if (typeof value !== 'object') return [];
  const [shown, given] = [Object.keys(properties ?? {}), Object.keys(value as object)];
  const differing = [...shown.filter((key) => !given.includes(key)), ...given.filter((key) => !shown.includes(key))].map((key) => `${place}.${key}: in one of the two`);
  return [...differing, ...given.flatMap((key) => (properties?.[key] === undefined ? [] : misfits((value as Record<string, unknown>)[key], properties[key], `${place}.${key}`)))];
}

test('an operation is used for every schema', () => {
  expect(Object.keys(USED).sort()).toEqual(Object.keys(OUTPUT_SCHEMAS).sort());
});

describe.each<Profile>(['superset', 'article', 'docs', 'modern'])('with replies as in the profile %s', (profile) => {
  beforeAll(async () => void (emulator = await startEmulator({ profile, pictures: 'plain', clock: 'manual' })));
  afterAll(() => emulator.close());

  test.each(Object.keys(OUTPUT_SCHEMAS))('%s shows before the first run what comes live', async (path) => {
    const item = await (USED[path] as () => Promise<object>)();
    expect(Object.keys(item).length).toBeGreaterThan(1);
    expect(misfits(item, OUTPUT_SCHEMAS[path] as Schema)).toEqual([]);
  });
});
