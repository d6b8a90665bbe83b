import type { Profile } from '../../../../emulators/wireflow/index.js';
import { pastedForms } from '../../../helpers/pasted_keys.js';
import { fixedService } from './fixed_service.js';
import { failureOf, startMakeWorld, type MakeWorld } from './world.js';

let world: MakeWorld;
afterEach(() => world.close());

const rpc = (id: string, values = {}) => world.engine.rpc(id, values, { connection: world.connection }) as Promise<Record<string, unknown>[]>;

describe.each(['superset', 'article', 'docs', 'modern'] as const satisfies readonly Profile[])('in the reply profile %s', (profile) => {
  beforeEach(async () => void (world = await startMakeWorld({ profile })));

  test('a connection is tested by a free call, and its label tells keys apart without showing them', async () => {
    expect(world.connection.label).toMatch(/^key [0-9a-f]{6}$/);
    expect(world.emulator.requests.map(({ endpoint }) => endpoint)).toEqual(['listWorkflows']);
  });

  test('the dropdown shows each workflow by name, with its id as the value', async () => {
    const options = await rpc('listWorkflows');
    expect(options).toContainEqual({ label: world.emulator.workflow('chain').name, value: world.emulator.workflow('chain').id });
    expect(options).toHaveLength(world.emulator.workflows.length);
  });

  test('a workflow’s inputs become fields of their type, in its order, with its defaults', async () => {
    const fields = await rpc('workflowInputs', { wf_workflow: world.emulator.workflow('text-to-image').id });
    expect(fields.map(({ label }) => label)).toEqual(['Prompt', 'Style', 'Size', 'Aspect Ratio', 'Width', 'Height', 'Seed']);
    expect(fields[0]).toEqual({ name: 'text-input-1', label: 'Prompt', type: 'text', required: false, default: 'A lighthouse at dusk', multiline: true, help: 'What the picture shows' });
    expect(fields[4]).toMatchObject({ name: 'width-1', type: 'number' });
  });

  test('a workflow’s choices are a list where they can be one, and are named in the help where not', async () => {
    const workflow = world.emulator.addWorkflow({
      slug: 'choosy',
      name: 'Choosy',
      nodes: [{ id: 'mood-1', type: 'basedNode', position: { x: 0, y: 0 }, data: { label: 'Mood', nodeType: 'input:list_selector', category: 'input', config: { options: ['calm', 'wild'] }, params: {}, inputs: [], outputs: [] } }],
    });
    const [field] = await rpc('workflowInputs', { wf_workflow: workflow.id });
    if (profile === 'article' || profile === 'docs') expect(field).toMatchObject({ type: 'text', help: expect.stringContaining('One of: calm, wild.') });
    else expect(field).toMatchObject({ type: 'select', options: [{ label: 'calm', value: 'calm' }, { label: 'wild', value: 'wild' }] });
  });

  test('Search workflows gives what the core gives, no webhook among it, and as many as asked for', async () => {
    const all = (await world.engine.run('listWorkflows', { limit: 100 }, { connection: world.connection })) as Record<string, unknown>[];
    expect(all).toHaveLength(world.emulator.workflows.length);
    expect(Object.keys(all[0] ?? {})).toEqual(['id', 'name', 'is_active', 'has_webhook', 'url']);
    expect(JSON.stringify(all)).not.toContain('whk_');
    expect(await world.engine.run('listWorkflows', { limit: 2 }, { connection: world.connection })).toHaveLength(2);
  });

  test('Estimate a run gives the price in numbers and in words, and starts nothing', async () => {
    expect(await world.run('estimateRun', { workflow: world.emulator.workflow('text-to-image').id })).toMatchObject({
      credits: 10, is_lower_bound: false, summary: 'An execution costs 10 credits.', available_credits: 1000, is_covered: true, breakdown: [{ nodeLabel: 'Flux 2 Pro', credits: 10 }],
    }); // prettier-ignore
    expect(world.emulator.executions).toHaveLength(0);
  });

  test('Get the credit balance gives a number', async () => {
    expect(await world.run('getCreditBalance', {})).toMatchObject({ credits: 1000 });
  });
});

describe('an account', () => {
  beforeEach(async () => void (world = await startMakeWorld()));

  test('with a wrong key gets no connection, and reads what to do', async () => {
    const failure = await failureOf(world.engine.connect('apiKey', { apiKey: 'sk-not-a-real-key' }));
    expect(failure).toMatchObject({ type: 'InvalidAccessTokenError', statusCode: 401, message: expect.stringContaining('Create a key under Settings > API Keys') });
    expect(failure.message).not.toContain('sk-not-a-real-key');
  });

  test('that a reply points elsewhere for gets no connection, and the key does not go there', async () => {
    world.emulator.fault({ on: 'listWorkflows', status: 301, headers: { location: 'https://elsewhere.example/' } });
    expect(await failureOf(world.engine.connect('apiKey', { apiKey: world.emulator.keys.full }))).toMatchObject({ message: expect.stringContaining('sends this request to another address (HTTP 301)') });
  });

  test('whose key was pasted with spaces and the word Bearer is connected all the same', async () => {
    const connection = await world.engine.connect('apiKey', { apiKey: `  Bearer ${world.emulator.keys.full} ` });
    expect(await world.engine.run('getCreditBalance', {}, { connection })).toHaveLength(1);
  });

  const KEY = 'sk-Fake+Zk9/ab01=23.45~67_89';
  const DONE = { inputs: [], executions: [], data: [], balance: 5, status: 'COMPLETED', executionId: 'e1', said: `You sent Bearer ${KEY}` };

  test.each([...pastedForms(KEY), `${KEY.slice(0, 9)}\n${KEY.slice(9)}`, `${KEY.slice(0, 9)}\u200b${KEY.slice(9)}`])('has one label and one header in each connection, however its key was pasted, and no reply repeats it: %j', async (apiKey) => {
    for (const id of ['apiKey', 'bfl', 'deepinfra', 'replicate']) {
      const service = fixedService(() => ({ body: id === 'apiKey' ? { data: [] } : {} }));
      const [bare, pasted] = [await service.engine.connect(id, { apiKey: KEY }), await service.engine.connect(id, { apiKey })];
      expect(pasted.label).toBe(bare.label);
      const [wanted, sent] = service.sent.map(({ headers }) => headers['authorization'] ?? headers['x-key']);
      expect(wanted).toMatch(new RegExp(`^(Bearer )?${KEY.replace(/[^a-z0-9]/gi, '.')}$`));
      expect(sent).toBe(wanted);
      const refused = fixedService(() => ({ status: 403, body: { error: `No: ${KEY}`, detail: `No: ${KEY}` } }));
      expect((await failureOf(refused.engine.connect(id, { apiKey }))).message).not.toContain(KEY);
    }
    const service = fixedService(() => ({ body: DONE }));
    const connection = { id: 'apiKey', label: null, data: { apiKey } };
    const [bundle] = await service.engine.run('getExecution', { execution_id: 'e1' }, { connection });
    expect(JSON.stringify(bundle)).toContain('You sent Bearer ***');
    expect(service.sent[0]?.headers['authorization']).toBe(`Bearer ${KEY}`);
  });

  test.each([...pastedForms('x'), 'x'])('whose key is too short to be one hides nothing else: %j', async (apiKey) => {
    const [bundle] = await fixedService(() => ({ body: { ...DONE, said: 'next x' } })).engine.run('getExecution', { execution_id: 'e1' }, { connection: { id: 'apiKey', label: null, data: { apiKey } } });
    expect(JSON.stringify(bundle)).toContain('next x');
  });

  test('shows its key in no log', async () => {
    await world.runWorkflow('text-to-image');
    await world.run('makeApiCall', { url: '/workflows' });
    expect(JSON.stringify(world.engine.log)).not.toContain(world.emulator.keys.full);
  });

  test('without credits left has a balance of nought, not an unreadable one', async () => {
    world.emulator.credits = 0;
    expect(await world.run('getCreditBalance', {})).toMatchObject({ credits: 0 });
  });

  test('reads that a reply holds no balance, rather than an empty one', async () => {
    world.emulator.fault({ on: 'usage', body: { plan: 'free' } });
    expect(await failureOf(world.run('getCreditBalance', {}))).toMatchObject({ message: expect.stringContaining('something that is not a credit balance') });
  });
});

describe('Make an API call', () => {
  beforeEach(async () => void (world = await startMakeWorld()));

  test.each(['/workflows', 'workflows', '//workflows', ' /workflows '])('takes the path %j', async (url) => {
    expect(await world.run('makeApiCall', { url, method: 'GET' })).toMatchObject({ statusCode: 200, body: expect.any(Array) });
  });

  test.each(['//evil.example/x', 'https://evil.example/x', '.evil.example/x', '@evil.example/x', '\\evil.example'])('sends the key nowhere else for %j', async (url) => {
    await failureOf(world.run('makeApiCall', { url, method: 'GET' }));
    expect(world.emulator.requests.at(-1)?.path).toMatch(/^\/api\//);
  });

  test('sends a body, headers and a query as given', async () => {
    const { id } = world.emulator.workflow('text-to-image');
    await world.run('makeApiCall', { url: `/workflows/${id}/run`, method: 'POST', body: '{"inputs":{}}', qs: [{ key: 'a', value: 'b c' }], headers: [{ key: 'Content-Type', value: 'application/json' }] });
    expect(world.emulator.requests.at(-1)).toMatchObject({ method: 'POST', body: '{"inputs":{}}', query: { a: 'b c' }, status: 202 });
  });
});

describe('Download an image', () => {
  let url: string;
  beforeEach(async () => {
    world = await startMakeWorld();
    // The emulator has no certificate, and the module takes https alone.
    url = String((await world.runWorkflow('text-to-image'))['image_url']).replace(/^http:/, 'https:');
  });

  const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

  test('gives a real file with its name, without a key', async () => {
    const file = await world.runKeyless('downloadImage', { url });
    expect((file['data'] as Buffer).subarray(0, 4)).toEqual(PNG);
    expect(file).toMatchObject({ fileName: url.split('/').at(-1), content_type: 'image/png' });
    expect(world.emulator.requests.at(-1)?.headers).not.toHaveProperty('authorization');
  });

  test('lets Wireflow fetch it where that is wanted', async () => {
    const file = await world.runKeyless('downloadImage', { url, through_wireflow: true, file_name: 'cat.png' });
    expect((file['data'] as Buffer).subarray(0, 4)).toEqual(PNG);
    expect(file['fileName']).toBe('cat.png');
    expect(world.emulator.requests.at(-1)).toMatchObject({ endpoint: 'download', query: { url: url.replace(/^https:/, 'http:') } });
  });

  test('says what helps when the host refuses', async () => {
    world.emulator.fault({ on: 'image', status: 403 });
    expect(await failureOf(world.runKeyless('downloadImage', { url }))).toMatchObject({ type: 'DataError', message: expect.stringContaining('Switch on Through Wireflow') });
  });

  test('refuses what is no link', async () => {
    expect(await failureOf(world.runKeyless('downloadImage', { url: 'file:///etc/passwd' }))).toMatchObject({ type: 'DataError', message: expect.stringContaining('takes one link that starts with https://') });
  });
});
