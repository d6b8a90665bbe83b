import fc from 'fast-check';
import { fieldKeyOf } from '../../../core/fields/workflow_inputs.js';
import type { RecordedRequest } from '../../../emulators/wireflow/index.js';
import { startWorld, type World } from '../../helpers/app.js';
import { REFUSED_ADDRESSES, REFUSED_INPUTS, SENT_INPUTS, WHK, WORKFLOW_ADDRESSES, type Pairs, type Values } from '../../helpers/image_inputs.js';
import { execute } from './fake_host.js';

/** Headers that change what Wireflow does; the others are the business of whoever sends. */
const HEADERS = ['authorization', 'content-type', 'accept', 'idempotency-key'];

let world: World;
beforeAll(async () => {
  world = await startWorld({ credits: 1e9, limits: { executionsPerMinute: Infinity, executionsPerDay: Infinity } });
});
afterAll(() => world.close());

const shown = ({ method, path, query, headers, body }: RecordedRequest) => ({ method, path, query, headers: Object.fromEntries(HEADERS.map((name) => [name, headers[name]])), body });

/** The starts alone: what a step asks beside them, such as which workflow it was, is each platform's own. */
async function sentBy(step: () => Promise<unknown>): Promise<ReturnType<typeof shown>[]> {
  const before = world.emulator.requests.length;
  await step();
  return world.emulator.requests.slice(before).filter(({ method }) => method === 'POST').map(shown);
}

const credential = () => ({ apiKey: world.emulator.keys.full, baseUrl: world.emulator.url });
const onZapier = (fields: Values, pairs?: Pairs) => world.zap.run('creates.generate_image.operation.perform', { ...fields, ...(pairs ? { more_inputs: pairs } : {}) });

/** The same values where n8n's panel has them: the optional ones in a collection, pairs as its rows. */
function onN8n({ webhook, prompt, size, width, height, style, image_url: imageUrl, seed }: Values, pairs?: Pairs) {
  const moreInputs = pairs === undefined ? {} : { moreInputs: { input: Object.entries(pairs).map(([name, value]) => ({ name, value })) } };
  const parameters = { resource: 'image', operation: 'generate', webhook: { __rl: true, mode: 'url', value: webhook }, prompt, size, width, height, wait: false, options: { style, imageUrl, seed, ...moreInputs } };
  return execute({ parameters, credential: credential() });
}

describe('Generate Image on Zapier and Image: Generate on n8n send the same bytes', () => {
  test.each(SENT_INPUTS)('$name', async ({ fields, pairs }) => {
    const zapier = await sentBy(() => onZapier({ webhook: WHK, ...fields }, pairs));
    expect(zapier).toHaveLength(1);
    expect(await sentBy(() => onN8n({ webhook: WHK, ...fields }, pairs))).toEqual(zapier);
  });

  test('whatever is typed', async () => {
    const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => /[^\s\p{Cf}]/u.test(text));
    await fc.assert(
      fc.asyncProperty(typed, fc.dictionary(fc.stringMatching(/^[a-z]{3,12}_x$/), typed, { maxKeys: 3, noNullPrototype: true }), async (prompt, pairs) => {
        const zapier = await sentBy(() => onZapier({ webhook: WHK, prompt }, pairs));
        expect(await sentBy(() => onN8n({ webhook: WHK, prompt }, pairs))).toEqual(zapier);
      }),
      { numRuns: 25 },
    );
  });

  test.each(WORKFLOW_ADDRESSES)('a workflow pasted as %j', async (webhook) => {
    const zapier = await sentBy(() => onZapier({ webhook, prompt: 'x' }));
    expect(zapier).toHaveLength(1);
    expect(await sentBy(() => onN8n({ webhook, prompt: 'x' }))).toEqual(zapier);
  });
});

describe('both refuse with the same sentence, before anything is sent', () => {
  test.each([...REFUSED_INPUTS.map((row) => ({ ...row, fields: { webhook: WHK, ...row.fields } })), ...REFUSED_ADDRESSES.map((webhook) => ({ name: `a workflow pasted as ${JSON.stringify(webhook)}`, fields: { webhook, prompt: 'x' }, pairs: undefined }))])('$name', async ({ fields, pairs }) => {
    let sentences: string[] = [];
    const sent = await sentBy(async () => {
      sentences = await Promise.all([onZapier(fields, pairs), onN8n(fields, pairs)].map((step) => step.then(() => 'sent', (error: Error) => error.message)));
    });
    expect(sent).toEqual([]);
    const [zapier = '', n8n = ''] = sentences;
    expect(n8n).toMatch(/^The (field|step) /);
    expect(zapier).toContain(n8n);
  });
});

describe('Run Workflow on Zapier and Workflow: Run on n8n send the same start', () => {
  const inputs: Values = { 'image-1': 'https://cdn.wireflow.ai/a.png', 'scene-1': 'A table', 'seed-1': 7, 'shadow-1': false, 'ratio-1': '4:5' };
  test.each<[string, string, Values, string | undefined]>([
    ['no inputs', 'text-to-image', {}, undefined],
    ['a text with braces, quotes and line breaks', 'text-to-image', { 'text-input-1': '{{x}} "y"\n🎈' }, undefined],
    ['an Only Once ID', 'text-to-image', { 'text-input-1': 'x' }, ' order 17 '],
    ['several inputs', 'image-input', inputs, undefined],
  ])('%s', async (_, slug, values, runId) => {
    const workflow = world.emulator.workflow(slug).id;
    const starts = async (step: () => Promise<unknown>) => (await sentBy(step)).filter(({ method, path }) => method === 'POST' && path.endsWith('/run')).map((request) => ({ ...request, body: JSON.parse(request.body) as unknown }));
    const forZapier = Object.fromEntries(Object.entries(values).map(([nodeId, value]) => [fieldKeyOf(nodeId), value]));
    const zapier = await starts(() => world.zap.run('creates.run_workflow.operation.perform', { workflow, wait: 'no', ...forZapier, ...(runId ? { run_id: runId } : {}) }));
    const parameters = { resource: 'workflow', operation: 'run', workflow: { __rl: true, mode: 'list', value: workflow }, inputs: { mappingMode: 'defineBelow', value: values }, wait: false, options: { runId } };
    const n8n = await starts(() => execute({ parameters, credential: credential() }));
    expect(zapier).toHaveLength(1);
    // Without an Only Once ID, n8n's step has one of its own: the same for every try of the item.
    const own = runId === undefined ? { 'idempotency-key': expect.stringMatching(/^[0-9a-f]{64}$/) as unknown } : {};
    expect(n8n).toEqual(zapier.map((request) => ({ ...request, headers: { ...request.headers, ...own } })));
  });

  test('the field Prompt is the workflow’s first text', async () => {
    const workflow = world.emulator.workflow('text-to-image').id;
    const parameters = { resource: 'workflow', operation: 'run', workflow, prompt: 'A boat', wait: false };
    const start = (await sentBy(() => execute({ parameters, credential: credential() }))).at(-1);
    expect(JSON.parse(start?.body ?? '')).toEqual({ inputs: { 'text-input-1': 'A boat' } });
  });
});
