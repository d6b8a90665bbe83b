import fc from 'fast-check';
import { fieldKeyOf } from '../../../core/fields/workflow_inputs.js';
import type { RecordedRequest } from '../../../emulators/wireflow/index.js';
import { startWorld, type World } from '../../helpers/app.js';
import { clockMovedBy, MakeEngine, sendTo } from '../../../emulators/make/index.js';
import { REFUSED_ADDRESSES, REFUSED_INPUTS, rows, SENT_INPUTS, WHK, WORKFLOW_ADDRESSES, type Pairs } from '../../helpers/image_inputs.js';
import { APP, type Bundle } from './make_world.js';
import { readingsOfRun } from './readings_of_run.js';

/** Headers that change what Wireflow does; the others are the business of whoever sends. */
const HEADERS = ['authorization', 'content-type', 'accept', 'idempotency-key'];

let world: World;
let make: MakeEngine;
beforeAll(async () => {
  world = await startWorld({ credits: 1e9, limits: { executionsPerMinute: Infinity, executionsPerDay: Infinity } });
  make = new MakeEngine(APP, { send: sendTo(world.emulator.origin), clock: clockMovedBy(world.emulator.clock), readings: readingsOfRun() });
});
afterAll(() => world.close());

const shown = ({ method, path, query, headers, body }: RecordedRequest) => ({
  method,
  path,
  query,
  headers: Object.fromEntries(HEADERS.map((name) => [name, headers[name]])),
  body,
});

/** What reaches Wireflow while `step` runs. */
async function sentBy(step: Promise<unknown>): Promise<ReturnType<typeof shown>[]> {
  const before = world.emulator.requests.length;
  await step;
  return world.emulator.requests.slice(before).map(shown);
}

const zapierImage = (inputData: Bundle) => world.zap.run('creates.generate_image.operation.perform', { ...inputData });
/** A Zapier dictionary is a list of names and values on Make. */
const makeImage = (values: Bundle) => make.run('generateImage', values);
const asList = (pairs: Pairs) => Object.entries(pairs).map(([name, value]) => ({ name, value }));

async function expectSameImage(fields: Bundle, pairs: Pairs | undefined = undefined): Promise<string> {
  // After a start, Zapier's step asks which workflow it was, for its outputs: free, and not of the start.
  const zapier = (await sentBy(zapierImage({ ...fields, ...(pairs ? { more_inputs: pairs } : {}) }))).filter(({ method }) => method === 'POST');
  const fromMake = await sentBy(makeImage({ ...fields, ...(pairs ? { more_inputs: asList(pairs) } : {}) }));
  expect(zapier).toHaveLength(1);
  expect(fromMake).toEqual(zapier);
  return zapier[0]?.body ?? '';
}

describe('Generate Image on Zapier and Generate an image on Make send the same bytes', () => {
  test.each(SENT_INPUTS)('$name', async ({ fields, pairs }) => {
    const body = await expectSameImage({ webhook: WHK, ...fields }, pairs);
    expect((JSON.parse(body) as Bundle)['prompt']).toBe(fields['prompt']);
  });

  test('whatever is typed', async () => {
    const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => /[^\s\p{Cf}]/u.test(text));
    const name = fc.stringMatching(/^[a-z]{3,12}_x$/);
    await fc.assert(
      fc.asyncProperty(typed, fc.dictionary(name, typed, { maxKeys: 3, noNullPrototype: true }), async (prompt, pairs) => {
        await expectSameImage({ webhook: WHK, prompt: `${prompt}{{x}}` }, pairs);
      }),
      { numRuns: 25 },
    );
  });

  test.each(WORKFLOW_ADDRESSES)('a workflow pasted as %j', async (webhook) => {
    await expectSameImage({ webhook, prompt: 'x' });
  });
});

/** An address of Wireflow with a query, or without its end: the Make app reads the ID all the same, and sends nothing else of it. */
const TAKEN_HERE = /whk_\w+(\?x=1|\/trigger[?#].*|(?<=\/workflow\/whk_x))$/;

describe('both refuse, before anything is sent', () => {
  test.each(REFUSED_INPUTS)('$name', async ({ fields, pairs }) => expectBothRefuse({ webhook: WHK, ...fields }, pairs));

  test.each(REFUSED_ADDRESSES.filter((address) => !TAKEN_HERE.test(address)))('a workflow pasted as %j', async (webhook) => expectBothRefuse({ webhook, prompt: 'x' }));

  async function expectBothRefuse(fields: Bundle, pairs?: Pairs): Promise<void> {
    const outcome = (step: Promise<unknown>) => step.then(() => 'sent', () => 'refused');
    const outcomes: Record<string, unknown> = {};
    const sent = await sentBy(
      (async () => {
        outcomes['Zapier'] = await outcome(zapierImage({ ...fields, ...(pairs ? { more_inputs: pairs } : {}) }));
        outcomes['Make'] = await outcome(makeImage({ ...fields, ...(pairs ? { more_inputs: asList(pairs) } : {}) }));
      })(),
    );
    expect({ ...outcomes, sent }).toEqual({ Zapier: 'refused', Make: 'refused', sent: [] });
  }
});

describe('what Make’s language has no words for is sent as typed there (docs/make-engine.md, “What differs from Zapier”)', () => {
  test.each(rows([
    ['blanks around an input’s name are cut on Zapier, and sent by Make', { prompt: 'x' }, { ' Mood ': 'calm' }],
  ]))('$name', async ({ fields, pairs }) => {
    const [zapier] = await sentBy(zapierImage({ webhook: WHK, ...fields, more_inputs: pairs }));
    const [fromMake] = await sentBy(makeImage({ webhook: WHK, ...fields, more_inputs: asList(pairs ?? {}) }));
    expect(JSON.parse(fromMake?.body ?? '')).toEqual({ ...fields, ...pairs });
    expect(fromMake?.body).not.toBe(zapier?.body);
  });

});

test.each<[string, readonly { name: string; value: string }[]]>([
  ['a field in other letters', [{ name: 'Prompt', value: 'y' }]],
  ['itself', [{ name: 'mood', value: 'calm' }, { name: 'mood', value: 'wild' }]],
  ['itself in other letters', [{ name: 'mood', value: 'calm' }, { name: 'MOOD', value: 'wild' }]],
])('an input that repeats %s is refused by both before the start', async (_what, more_inputs) => {
  const starts = () => world.emulator.requests.filter(({ method }) => method === 'POST').length;
  const before = starts();
  await expect(zapierImage({ webhook: WHK, prompt: 'x', more_inputs })).rejects.toThrow('repeats the name');
  await expect(makeImage({ webhook: WHK, prompt: 'x', more_inputs })).rejects.toThrow('repeats the name');
  expect(starts()).toBe(before);
});

test('of an input that is given twice, once empty, both send what is filled in', async () => {
  const more_inputs = [{ name: 'mood', value: 'calm' }, { name: 'mood', value: '' }];
  const [fromMake] = await sentBy(makeImage({ webhook: WHK, prompt: 'x', more_inputs }));
  const [fromZapier] = await sentBy(zapierImage({ webhook: WHK, prompt: 'x', more_inputs }));
  expect(fromMake?.body).toBe(fromZapier?.body);
  expect(JSON.parse(fromMake?.body ?? '')).toEqual({ prompt: 'x', mood: 'calm' });
});

describe('Run Workflow on Zapier and Run a workflow on Make send the same start', () => {
  const connected = () => ({ id: 'apiKey', label: null, data: { apiKey: world.emulator.keys.full } });

  test.each<[string, string, Bundle, Bundle]>([
    ['no inputs', 'text-to-image', {}, {}],
    ['a text with braces, quotes and line breaks', 'text-to-image', { 'text-input-1': '{{x}} "y"\n🎈' }, {}],
    ['a number', 'text-to-image', { '1776100982446': 7 }, {}],
    ['an Only Once ID', 'text-to-image', { 'text-input-1': 'x' }, { run_id: ' order 17 ' }],
    ['several inputs', 'image-input', { 'image-1': 'https://cdn.wireflow.ai/a.png', 'scene-1': 'A table', 'seed-1': 7, 'shadow-1': false, 'ratio-1': '4:5' }, {}],
  ])('%s', async (_, slug, inputs, { run_id: runId }) => {
    const workflow = world.emulator.workflow(slug).id;
    const starts = async (step: Promise<unknown>) => (await sentBy(step)).filter(({ method, path }) => method === 'POST' && path.endsWith('/run'));
    const forZapier = Object.fromEntries(Object.entries(inputs).map(([nodeId, value]) => [fieldKeyOf(nodeId), value]));
    const zapier = await starts(world.zap.run('creates.run_workflow.operation.perform', { workflow, wait: 'no', ...forZapier, ...(runId ? { run_id: runId } : {}) }));
    const fields = world.emulator.workflow(slug).nodes.map(({ id }) => ({ name: id, type: 'any' }));
    const fromMake = await starts(make.run('runWorkflow', { wf_workflow: workflow, wf_wait: false, ...inputs, ...(runId ? { wf_run_id: runId } : {}) }, { connection: connected(), fields }));
    expect(zapier).toHaveLength(1);
    expect(fromMake.map(parsed)).toEqual(zapier.map(parsed));
  });

  /** The order of keys follows the order of fields on each platform. */
  const parsed = (request: ReturnType<typeof shown>) => ({ ...request, body: JSON.parse(request.body) as unknown });

  test('looking at a run, estimating and asking for the balance are the same requests too', async () => {
    const { id } = world.emulator.addExecution();
    const workflow = world.emulator.workflow('chain').id;
    const pairs: [Promise<unknown> | (() => Promise<unknown>), () => Promise<unknown>][] = [
      [() => world.zap.run('searches.find_execution.operation.perform', { execution_id: id }), () => make.run('getExecution', { execution_id: id }, { connection: connected() })],
      [() => world.zap.run('searches.estimate_cost.operation.perform', { workflow }), () => make.run('estimateRun', { workflow }, { connection: connected() })],
      [() => world.zap.run('searches.credit_balance.operation.perform', {}), () => make.run('getCreditBalance', {}, { connection: connected() })],
    ];
    for (const [zapier, onMake] of pairs) {
      const [first] = await sentBy(typeof zapier === 'function' ? zapier() : zapier);
      expect(await sentBy(onMake())).toEqual([first]);
    }
  });
});
