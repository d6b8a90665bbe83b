import { errorOf, startWorld, type World } from '../helpers/app.js';

const TEST = 'authentication.test';
const WEBHOOKS = 'triggers.webhooks.operation.perform';
const WORKFLOWS = 'triggers.workflows.operation.perform';
type Choice = { id: string; name: string };

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());

describe('the connection', () => {
  test('tells accounts apart by their workflows, and never shows the key', async () => {
    const [first] = world.emulator.workflows.map(({ name }) => name).sort();
    expect(await world.zap.run(TEST)).toEqual({ label: `${world.emulator.workflows.length} workflows, such as ${first}` });
  });

  test('works without a key, for webhooks', async () => {
    const before = world.emulator.requests.length;
    expect(await world.keyless.run(TEST)).toEqual({ label: 'Webhook only' });
    expect(await world.withKey('   ').run(TEST)).toEqual({ label: 'Webhook only' });
    expect(world.emulator.requests.length).toBe(before);
  });

  test('takes a key that was copied with its “Bearer” and spaces', async () => {
    expect(await world.withKey(` Bearer ${world.emulator.keys.full}\n`).run(TEST)).toHaveProperty('label');
  });

  test.each([
    ['expired', /has expired.*Create a key/],
    ['unknown', /does not accept the API key.*Create a key/],
    ['malformed', /does not accept the API key.*Create a key/],
  ] as const)('asks for another key when it is %s', async (kind, sentence) => {
    const error = await errorOf(world.withKey(world.emulator.keys[kind]).run(TEST));
    expect(error.name).toBe('ExpiredAuthError');
    expect(error.message).toMatch(sentence);
    expect(error.message).not.toContain(world.emulator.keys[kind]);
  });

  test('refuses a key that no header can hold, without sending it', async () => {
    const before = world.emulator.requests.length;
    expect((await errorOf(world.withKey('sk-fake\nkey').run(TEST))).message).toMatch(/Copy the key again/);
    expect(world.emulator.requests.length).toBe(before);
  });
});

describe('the dropdowns', () => {
  test('offer webhooks where they are enabled and workflow ids elsewhere, the most recently used first', async () => {
    const [, second] = world.emulator.workflows;
    world.emulator.addExecution({ workflowId: second?.id as string });
    const choices = await world.zap.run<Choice[]>(WEBHOOKS);
    expect(choices[0]).toEqual({ id: second?.webhookId, name: second?.name });
    const off = world.emulator.workflow('four-images');
    expect(choices).toContainEqual({ id: off.id, name: off.name });
    expect(choices).toHaveLength(world.emulator.workflows.length);
  });

  test('offer workflow ids for the filter', async () => {
    const ids = (await world.zap.run<Choice[]>(WORKFLOWS)).map(({ id }) => id);
    expect(ids.sort()).toEqual(world.emulator.workflows.map(({ id }) => id).sort());
  });

  test.each([WEBHOOKS, WORKFLOWS])('%s: say without a key why they are empty, and mark no connection as broken', async (method) => {
    expect(await errorOf(world.keyless.run(method))).toMatchObject({ name: 'HaltedError', message: expect.stringMatching(/^Without an API key your workflows can not be listed\..*[Aa]dd a key to the connection/) });
  });

  test.each([
    [WEBHOOKS, 'webhook'],
    [WORKFLOWS, 'workflow'],
  ])('%s: ask for nothing while the field holds an unfilled mapping', async (method, field) => {
    const before = world.emulator.requests.length;
    expect(await world.zap.run(method, { [field]: '{{123__id}}' })).toEqual([]);
    expect(world.emulator.requests.length).toBe(before);
  });
});
