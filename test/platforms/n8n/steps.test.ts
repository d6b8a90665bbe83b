import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { startEmulator, type Emulator } from '../../../emulators/wireflow/index.js';
import { nodeErrorFor } from '../../../platforms/n8n/nodes/Wireflow/engine/errors.js';
import { ERROR_KINDS, WireflowError } from '../../../core/model/errors.js';
import { WireflowClient } from '../../../core/api/client.js';
import { fetchTransport } from '../../../core/api/fetch_transport.js';
import { downloadImages } from '../../../platforms/n8n/nodes/Wireflow/engine/images.js';
import { PNG } from '../../helpers/image_bytes.js';
import { execute, fakeHost, type FakeOptions } from './fake_host.js';

/** The emulator draws its pictures, which takes its time on a busy machine. */
jest.setTimeout(60_000);

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ pictures: 'plain', limits: { executionsPerMinute: Infinity, executionsPerDay: Infinity, requestsPerMinute: 1_000_000 } });
});
afterEach(() => emulator.reset());
afterAll(() => emulator.close());

const credential = () => ({ apiKey: emulator.keys.full, baseUrl: emulator.url });
const run = (parameters: Record<string, unknown>, more: Partial<FakeOptions> = {}) => execute({ parameters, credential: credential(), ...more });
const get = (parameters: Record<string, unknown> = {}, more: Partial<FakeOptions> = {}) => run({ resource: 'execution', operation: 'get', ...parameters }, more);
const failed = async (step: Promise<unknown>) => step.then(() => ({ message: 'The step was expected to fail, and did not' }), (error: unknown) => error) as Promise<{ message: string; description?: string; httpCode?: string; context?: object }>;

describe('an execution', () => {
  test('comes with its images as files and as links, in ten keys or all', async () => {
    const { id } = emulator.addExecution({ images: 2 } as never);
    const [short] = await get({ executionId: id });
    expect(Object.keys(short?.json ?? {})).toHaveLength(10);
    expect(Object.keys(short?.binary ?? {})).toEqual(['data', 'data_1']);
    const [whole] = await get({ executionId: id, simplify: false, options: { outputField: 'picture' } });
    expect(whole?.json).toMatchObject({ id, executionId: id, imageFile: 'picture', images: ['picture', 'picture_1'].map((file) => expect.objectContaining({ file }) as unknown) });
    expect(whole?.json).not.toHaveProperty('error');
    const [links] = await get({ executionId: id, options: { download: false } });
    expect(links).not.toHaveProperty('binary');
    expect(links?.json['imageUrl']).toBe(short?.json['imageUrl']);
  });

  test('is an item for each image when asked', async () => {
    const { id } = emulator.addExecution();
    const items = await get({ executionId: id, options: { splitImages: true } });
    expect(items).toEqual([{ json: expect.objectContaining({ id: expect.stringContaining(`${id}-`) as unknown, number: 1, executionId: id, file: 'data' }) as unknown, binary: { data: expect.objectContaining({ mimeType: 'image/png' }) as unknown }, pairedItem: { item: 0 } }]);
  });

  test.each([
    ['is gone', { status: 404, body: 'gone' }, 'HTTP 404'],
    ['is no image', { body: 'plain words' }, 'not an image'],
    ['breaks off', { drop: 'before' as const }, 'its host did not send it'],
    ['came in part', { body: 'RIFF\u007f\0\0\0WEBPVP8L' }, 'only a part of it came'],
    ['leads to a private network', { status: 302, headers: { location: 'https://10.0.0.1/a.png' } }, 'can not be fetched safely'],
  ])('whose file %s is handed on with its link, and says so', async (_, fault, words) => {
    const { id } = emulator.addExecution();
    emulator.fault({ on: ({ path }) => path.startsWith('/cdn/'), times: 3, ...fault });
    const [item] = await get({ executionId: id });
    expect(item).toMatchObject({ json: { status: 'completed', imageUrl: expect.stringContaining('/cdn/') as unknown, message: expect.stringContaining(words) as unknown } });
    expect(item).not.toHaveProperty('binary');
  });

  test('whose file n8n can not store is handed on with its link, and says so without its raw words', async () => {
    const { id } = emulator.addExecution();
    const fake = fakeHost({ parameters: { resource: 'execution', operation: 'get', executionId: id }, credential: credential() });
    fake.host.helpers.prepareBinaryData = () => Promise.reject(new Error('ENOSPC: no space left on device, write'));
    const [item] = await execute(fake);
    expect(item?.json).toMatchObject({ status: 'completed', message: 'Image 1 is there as a link only: n8n could not store it.' });
  });

  test('that is called a text by its host is an image by its bytes', async () => {
    const { id } = emulator.addExecution();
    emulator.fault({ on: ({ path }) => path.startsWith('/cdn/'), headers: { 'content-type': 'text/plain' } });
    expect((await get({ executionId: id }))[0]?.binary?.['data']?.mimeType).toBe('image/png');
  });

  test('that has failed goes to the error output only where there is one, with its id in the words', async () => {
    const { id } = emulator.addExecution({ status: 'FAILED', error: 'The prompt was flagged' } as never);
    const [plain] = await get({ executionId: id });
    expect(plain).toMatchObject({ json: { status: 'failed', errorKind: 'moderation', errorMessage: expect.stringContaining('flagged') as unknown } });
    expect(plain).not.toHaveProperty('error');
    const [branched] = await get({ executionId: id }, { node: { onError: 'continueErrorOutput' } });
    expect(branched?.error?.message).toMatch(new RegExp(`flagged.*${id}`));
  });
});

describe('switches and numbers that an expression or an agent gives in words', () => {
  test.each([[false, true], ['false', 'true'], [' No ', 'YES'], [0, 1], ['off', 'on']])('%j is no, %j is yes', async (no, yes) => {
    const { id } = emulator.addExecution({ images: 2 } as never);
    const [plain] = await get({ executionId: id, simplify: no, options: { download: no, splitImages: no } });
    expect([plain?.json['outputs'] !== undefined, plain?.binary]).toEqual([true, undefined]);
    expect(await get({ executionId: id, simplify: yes, options: { download: yes, splitImages: yes } })).toHaveLength(2);
    expect(await run({ resource: 'workflow', operation: 'getAll', returnAll: no, limit: '2' })).toHaveLength(2);
    expect((await run({ resource: 'workflow', operation: 'getAll', returnAll: yes, limit: 2 })).length).toBeGreaterThan(2);
    const [started] = await run({ resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt: 'x', wait: no });
    expect(started?.json['status']).toBe('queued');
  });

  test.each([
    [{ wait: 'perhaps' }, 'The field Wait for Images needs yes or no.'], [{ simplify: 2 }, 'The field Simplify needs yes or no.'], [{ options: { download: {} } }, 'The field Download Images needs yes or no.'],
    [{ options: { splitImages: 'each' } }, 'The field One Item per Image needs yes or no.'], [{ options: { timeout: '10 minutes' } }, 'The field Timeout (in Seconds) needs a number above 0.'], [{ options: { timeout: '1,024' } }, 'The field Timeout (in Seconds) needs a number above 0.'],
    [{ options: { timeout: -5 } }, 'The field Timeout (in Seconds) needs a number above 0.'],
  ])('%j is told before anything is sent', async (given, sentence) => {
    const error = await failed(run({ resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt: 'x', ...given }));
    expect([error.message, emulator.requests]).toEqual([sentence, []]);
  }); // prettier-ignore
});

describe('errors', () => {
  test('of the service have its code, the next step and the item', async () => {
    const error = await failed(run({ resource: 'execution', operation: 'get' }, { items: [{ json: {} }, { json: {} }], parameters: ['exec_none', 'exec_none'].map((executionId) => ({ resource: 'execution', operation: 'get', executionId })) }));
    expect(error).toBeInstanceOf(NodeApiError);
    expect(error).toMatchObject({ message: 'Wireflow knows no such execution in this account.', httpCode: '404', context: { itemIndex: 0 }, description: expect.stringContaining('Check the execution ID') as unknown });
  });

  test('of a field name it, before anything is sent', async () => {
    const error = await failed(get({ executionId: '' }));
    expect(error).toBeInstanceOf(NodeOperationError);
    expect(error.message).toBe('The field Execution ID is empty.');
    expect(emulator.requests).toEqual([]);
  });

  test('about a missing key tell where to put one, for every operation that needs it', async () => {
    for (const [resource, operation] of [['execution', 'get'], ['execution', 'wait'], ['execution', 'getAll'], ['workflow', 'getAll'], ['workflow', 'estimate'], ['workflow', 'run'], ['account', 'getCredits']]) {
      const error = await failed(execute({ parameters: { resource, operation, executionId: 'exec_1', workflow: 'cm1' } }));
      expect(error).toMatchObject({ message: 'This operation needs a Wireflow API key, and the node has no credential.', description: expect.stringContaining('credential of this node') as unknown });
    }
    expect(emulator.requests).toEqual([]);
  });

  test('are never n8n’s own sentences, and promise nothing that n8n does not do', () => {
    for (const kind of ERROR_KINDS) {
      const error = nodeErrorFor({ name: 'Wireflow' } as never, new WireflowError({ kind, problem: 'What happened.', nextStep: 'Nothing is lost: the step is tried again by itself, or can be run again in a few minutes.', status: 429, requestId: 'req_1' }), 3, 'One note.');
      expect(error).toMatchObject({ message: 'What happened.', description: 'Nothing is lost: run the step again in a few minutes. (Request ID: req_1) One note.', context: { itemIndex: 3 } });
    }
  });

  test('are items where the step may continue', async () => {
    const items = await run({}, { parameters: ['exec_none', emulator.addExecution().id].map((executionId) => ({ resource: 'execution', operation: 'get', executionId })), items: [{ json: {} }, { json: {} }], continueOnFail: true });
    expect(items.map(({ json, pairedItem }) => [json['errorKind'] ?? json['status'], pairedItem])).toEqual([['not_found', { item: 0 }], ['completed', { item: 1 }]]);
    // An error of its own would have n8n throw the kind away on the one output that there is; the error output needs it.
    expect(items[0]).toMatchObject({ json: { errorMessage: expect.stringContaining('no such execution') as unknown, errorDescription: expect.any(String) as unknown } });
    expect(items[0]?.error).toBeUndefined();
    const [branched] = await run({ resource: 'execution', operation: 'get', executionId: 'exec_none' }, { node: { onError: 'continueErrorOutput' } });
    expect(branched?.error?.message).toContain('no such execution');
  });

  test('hold no key and no webhook id', async () => {
    emulator.fault({ on: () => true, times: 2, status: 500, body: { error: `Broken for ${emulator.keys.full} at /workflow/whk_local_text_to_image/trigger` } });
    for (const parameters of [{ resource: 'account', operation: 'getCredits' }, { resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt: 'x' }]) {
      const shown = JSON.stringify(await failed(run(parameters)));
      expect(shown).not.toContain(emulator.keys.full);
      expect(shown).not.toContain('whk_local_text_to_image');
    }
  });
});

describe('lists and estimates', () => {
  test('keep to their limit, the latest first', async () => {
    const ids = Array.from({ length: 3 }, () => emulator.addExecution().id);
    expect((await run({ resource: 'execution', operation: 'getAll', limit: 2 })).map(({ json }) => json['executionId'])).toHaveLength(2);
    expect((await run({ resource: 'execution', operation: 'getAll', returnAll: true })).map(({ json }) => json['executionId']).sort()).toEqual(ids.sort());
    expect(await run({ resource: 'workflow', operation: 'getAll', limit: 1 })).toHaveLength(1);
    const all = await run({ resource: 'workflow', operation: 'getAll', returnAll: true });
    expect(all).toHaveLength(emulator.workflows.length);
    expect(JSON.stringify(all)).not.toContain('whk_');
  });

  test('an estimate and a cap speak of the same credits', async () => {
    const workflow = emulator.workflow('chain').id;
    const [estimate] = await run({ resource: 'workflow', operation: 'estimate', workflow });
    const start = (maxCredits: number) => run({ resource: 'workflow', operation: 'run', workflow, wait: false, options: { maxCredits } });
    expect((await failed(start(Number(estimate?.json['credits']) - 1))).message).toMatch(/Maximum Credits allows/);
    expect(emulator.executions).toHaveLength(0);
    await start(Number(estimate?.json['credits']));
    expect(emulator.executions).toHaveLength(1);
    expect((await run({ resource: 'account', operation: 'getCredits' }))[0]?.json).toEqual({ id: 'credit_balance', credits: emulator.credits });
  });
});

test.each<[string, unknown, RegExp]>([
  ['a text', 'A boat', /^The field Inputs needs a value for each input/],
  ['a list', ['A boat'], /^The field Inputs needs a value for each input/],
  ['a number in the mapper', { value: 7 }, /^The field Inputs needs a value for each input/],
  ['an input of another workflow', { value: { 'text-input-1': 'A boat', 'mood-1': 'calm' } }, /^The field Inputs has a value for “mood-1”, and this workflow has no such input\.$/],
])('a workflow is not run without what was given for its inputs: %s', async (_, inputs, words) => {
  expect((await failed(run({ resource: 'workflow', operation: 'run', workflow: emulator.workflow('text-to-image').id, wait: false, inputs }))).message).toMatch(words);
  expect(emulator.executions).toHaveLength(0);
});

test.each([null, undefined, '', {}, { value: null }, { value: {} }, { value: { 'mood-1': '', 'text-input-1': null } }])('inputs left as %j are none', async (inputs) => {
  await run({ resource: 'workflow', operation: 'run', workflow: emulator.workflow('text-to-image').id, wait: false, inputs });
  expect(JSON.parse(emulator.requests.at(-1)?.body ?? '')).toEqual({ inputs: {} });
});

describe('images that go into a workflow', () => {
  const png = PNG.toString('base64');
  const product = (value: unknown, binary?: object) =>
    run({ resource: 'workflow', operation: 'run', workflow: emulator.workflow('image-input').id, wait: false, inputs: { value: { 'image-1': value } } }, { items: [{ json: {}, ...(binary ? { binary: { photo: binary as never } } : {}) }] });
  const sent = () => (JSON.parse(emulator.requests.at(-1)?.body ?? '{}') as { inputs: Record<string, unknown> }).inputs['image-1'];

  test('as the name of a field with a file are uploaded once, when the run is started', async () => {
    await product('photo', { data: png, mimeType: 'image/png', fileName: 'photo.png' });
    expect(sent()).toMatch(/^http/);
    expect(emulator.requests.filter(({ endpoint }) => endpoint === 'mediaUpload')).toHaveLength(1);
  });

  test('as a file that an earlier node has called something else are what their bytes are (report n8n-nodes-cloudconvert#1)', async () => {
    await product('photo', { data: png, mimeType: 'application/octet-stream' });
    const [upload] = emulator.requests.filter(({ endpoint }) => endpoint === 'mediaUpload');
    expect(upload?.body).toMatch(/filename="photo\.png"\r\ncontent-type: image\/png/i);
  });

  test('as a link of Wireflow’s own go as they are', async () => {
    await product('https://cdn.wireflow.ai/a.png');
    expect(sent()).toBe('https://cdn.wireflow.ai/a.png');
  });

  test.each([
    ['the name of no field', 'nothing', undefined, 'neither a link nor the name'],
    ['the name of a file that came in part', 'photo', { data: Buffer.from('RIFF\u007f\0\0\0WEBPVP8L').toString('base64'), mimeType: 'image/webp', fileName: 'photo.webp' }, 'is cut off'],
    ['the name of a file that is no image, whatever it is called', 'photo', { data: Buffer.from('no picture').toString('base64'), mimeType: 'image/png', fileName: 'photo.png' }, 'not an image'],
    ['a link without https', 'http://example.com/a.png', undefined, 'needs a link that starts with https://'],
    ['a link into a private network', 'https://192.168.0.1/a.png', undefined, 'private network'],
    ['nothing', '', undefined, 'is empty'],
  ])('as %s are refused before anything is started', async (_, value, binary, words) => {
    expect((await failed(product(value, binary))).message).toContain(words);
    expect(emulator.executions).toHaveLength(0);
  });
});

test('a limit is waited out, with the progress in the log', async () => {
  emulator.fault({ on: 'trigger', status: 429, headers: { 'retry-after': '1' }, body: { error: 'Too many' } });
  const fake = fakeHost({ parameters: { resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt: 'x', wait: false } });
  expect((await execute(fake))[0]?.json['status']).toBe('queued');
  expect(fake.logged).toEqual(['Wireflow takes no more requests for 1 s: 0 of 1 items are started, the others follow']);
  expect(emulator.executions).toHaveLength(1);
});

test('a keyless step that is asked to wait says what it would need', async () => {
  const [item] = await execute({ parameters: { resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt: 'x' } });
  expect(item?.json).toMatchObject({ status: 'queued', message: expect.stringContaining('credential') as unknown });
});

test('a key is sent to the base URL of its credential only', async () => {
  await expect(run({ resource: 'image', operation: 'generate', webhook: 'http://127.0.0.1:1/api/v1/workflow/whk_x/trigger', prompt: 'x' })).rejects.toThrow('which is not Wireflow');
  await expect(execute({ parameters: { resource: 'account', operation: 'getCredits' }, credential: { apiKey: 'k', baseUrl: 'http://example.com/api' } })).rejects.toThrow('not a plain https address');
});

test('pictures whose links end alike have a name each, also where names have no case', async () => {
  const execution = await new WireflowClient({ transport: fetchTransport(), baseUrl: emulator.url, apiKey: emulator.keys.full }).poll(emulator.addExecution().id);
  const [image] = execution.outputs;
  const outputs = ['boat.png', 'Boat.webp', null, null].map((filename, index) => ({ ...image, filename, url: `${image?.url}?n=${index}` })) as typeof execution.outputs;
  const { files } = await downloadImages(fakeHost({ parameters: {} }).host, { ...execution, outputs }, emulator.url);
  expect([...files.values()].map(({ fileName }) => fileName)).toEqual(['boat.png', 'Boat-2.png', 'image-3.png', 'image-4.png']);
});

test('a picture whose name says something else is a file of its own type all the same', async () => {
  const execution = await new WireflowClient({ transport: fetchTransport(), baseUrl: emulator.url, apiKey: emulator.keys.full }).poll(emulator.addExecution().id);
  const outputs = execution.outputs.map((output) => ({ ...output, filename: 'boat.txt' }));
  const { files, note } = await downloadImages(fakeHost({ parameters: {} }).host, { ...execution, outputs }, emulator.url);
  expect([note, [...files.values()].map(({ mimeType, fileName }) => [mimeType, fileName])]).toEqual([null, [['image/png', 'boat.png']]]);
});
