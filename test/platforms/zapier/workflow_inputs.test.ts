import nock from 'nock';
import { workflowInputFields } from '../../../platforms/zapier/workflow_inputs.js';
import { appTester, errorOf } from '../../helpers/app.js';
import { FAKE_KEY } from '../../helpers/core.js';

const API = 'https://www.wireflow.ai';
type Input = Record<string, unknown>;

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  const left = nock.pendingMocks();
  nock.cleanAll();
  expect(left).toEqual([]);
});
afterAll(() => nock.restore());

const ask = (workflow: unknown, authData: Record<string, string> = { api_key: FAKE_KEY }) => appTester(workflowInputFields, { authData, inputData: { workflow } });

/** The fields of a workflow with these inputs. */
async function fieldsOf(...inputs: Input[]) {
  nock(API).get('/api/v1/workflows/cm_fake/run').reply(200, { inputs });
  return ask('cm_fake');
}
const fieldOf = async (input: Input) => (await fieldsOf({ nodeId: 'n-1', label: 'Scene', type: 'text', ...input }))[0];

test('an input is a field with its label, its help and its saved value', async () => {
  expect(await fieldsOf({ nodeId: 'scene-1', label: ' Scene ', type: 'text', required: true, description: ' Where it stands ', default: 'On a table' })).toEqual([
    { key: 'input_scene_2d_1', label: 'Scene', type: 'text', required: false, helpText: 'Where it stands', default: 'On a table' },
  ]);
});

test.each([['text', 'text'], ['image', 'file'], ['url', 'string'], ['number', 'number'], ['boolean', 'boolean'], ['select', 'string'], ['hologram', 'text']])('an input of the type %s is a field of the type %s', async (type, shown) => {
  expect(await fieldOf({ type })).toMatchObject({ type: shown });
});

describe('a field is required', () => {
  test.each([
    ['when the workflow has no value of its own', { required: true }, true],
    ['when its own value is empty', { required: true, default: ' ' }, true],
    ['when its own value would be the author’s sample image, at the person’s cost', { type: 'image', default: 'https://cdn.wireflow.ai/sample.png' }, true],
    ['when it is an image that the workflow needs', { type: 'image', required: true }, true],
    ['but not when the workflow has a value', { required: true, default: 0 }, false],
    ['but not when it is an image that nobody needs', { type: 'image' }, false],
    ['but not when it is an image whose saved value is empty', { type: 'image', default: '' }, false],
    ['but not when the workflow does not say so', {}, false],
  ])('%s', async (_when, input, required) => expect((await fieldOf(input))?.required).toBe(required));
});

describe('the saved value', () => {
  test.each([[7, '7'], [0, '0'], [false, 'false'], [true, 'true'], ['x', 'x']])('%j is shown', async (given, shown) => expect((await fieldOf({ default: given }))?.default).toBe(shown));
  test.each([[null], [''], ['  ']])('%j is none', async (given) => expect(await fieldOf({ default: given })).not.toHaveProperty('default'));
  test('of an image, the author’s sample, is never filled in', async () => expect(await fieldOf({ type: 'image', default: 'https://cdn.wireflow.ai/s.png' })).not.toHaveProperty('default'));
});

describe('the help', () => {
  test('that repeats the label is left out', async () => expect(await fieldOf({ description: 'Scene' })).not.toHaveProperty('helpText'));
  test('of an image says what to do', async () => {
    expect((await fieldOf({ type: 'image' }))?.helpText).toBe('Map a file, or paste a link to an image.');
    expect((await fieldOf({ type: 'image', description: 'From the front.' }))?.helpText).toBe('From the front. Map a file, or paste a link to an image.');
  });
  test('is as long as Zapier takes, and no emoji in it is cut in two', async () => {
    expect((await fieldOf({ description: 'x'.repeat(2_000) }))?.helpText).toHaveLength(1_000);
    expect((await fieldOf({ description: 'x'.repeat(999) + '🎈🎈' }))?.helpText).toBe('x'.repeat(999));
  });
});

test.each([['x'.repeat(90), 'x'.repeat(64)], [`${'x'.repeat(63)}🎈`, 'x'.repeat(63)], [`${'x'.repeat(62)}🎈!`, `${'x'.repeat(62)}🎈`]])('a long label is cut', async (label, shown) => {
  expect((await fieldOf({ label }))?.label).toBe(shown);
});

test('an input whose label is nothing but space is called by its node’s id', async () => {
  expect((await fieldOf({ label: '\ufeff' }))?.label).toBe('n-1');
});

test('choices are shown by their labels, in the workflow’s order, whatever they look like', async () => {
  expect((await fieldOf({ type: 'select', options: ['1:1', { value: '16:9', label: 'Wide' }, 2048, 512, { value: true, label: 'Yes' }] }))?.choices).toEqual([
    { value: '1:1', sample: '1:1', label: '1:1' }, { value: '16:9', sample: '16:9', label: 'Wide' }, { value: '2048', sample: '2048', label: '2048' }, { value: '512', sample: '512', label: '512' },
    { value: 'true', sample: 'true', label: 'Yes' },
  ]); // prettier-ignore
});

test('inputs with one label are told apart', async () => {
  const long = 'x'.repeat(70);
  const fields = await fieldsOf({ nodeId: 'a', label: 'Photo' }, { nodeId: 'b', label: ' photo' }, { nodeId: 'c', label: 'Other' }, { nodeId: 'd', label: `${long}1` }, { nodeId: 'e', label: `${long}2` });
  expect(fields.map(({ label }) => label)).toEqual(['Photo (1)', 'photo (2)', 'Other', `${'x'.repeat(55)}… (1)`, `${'x'.repeat(55)}… (2)`]);
});

test.each(['Workflow', ' only once id', 'Maximum Credits', 'Nodes (JSON)', 'If Wireflow Can’t Start It'])('an input called “%s” is told apart from the step’s own field', async (label) => {
  const [field] = await fieldsOf({ nodeId: 'a', label });
  expect(field?.label).toBe(`${label.trim()} (of the workflow)`);
});

test('two descriptions of the same node are one field', async () => {
  const fields = await fieldsOf({ nodeId: 'a', label: 'First' }, { nodeId: 'b', label: 'Other' }, { nodeId: 'a', label: 'Second' });
  expect(fields.map(({ label }) => label)).toEqual(['First', 'Other']);
});

test('where the service describes no inputs, the saved graph is read', async () => {
  nock(API).get('/api/v1/workflows/cm_fake/run').reply(404, {});
  nock(API).get('/api/v1/workflows/cm_fake').reply(200, { id: 'cm_fake', nodes: [{ id: 'scene', data: { label: 'Scene', nodeType: 'input:text', config: { prompt: 'Tea' } } }], edges: [] });
  expect(await ask('cm_fake')).toEqual([{ key: 'input_scene', label: 'Scene', type: 'text', required: false, default: 'Tea' }]);
});

test.each([undefined, null, '', '{{123__id}}', 'x {{123__id}}'])('while %j is chosen there are no fields, and nothing is asked', async (workflow) => {
  expect(await ask(workflow)).toEqual([]);
});

test('without a key there are none either', async () => {
  expect(await ask('cm_fake', {})).toEqual([]);
});

test('a workflow that is gone is said in a sentence', async () => {
  nock(API).get('/api/v1/workflows/cm_fake/run').reply(404, {});
  nock(API).get('/api/v1/workflows/cm_fake').reply(404, {});
  expect((await errorOf(ask('cm_fake'))).message).toMatch(/no such workflow/);
});
