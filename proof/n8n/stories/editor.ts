import { expectEqual, expectThat, type Story, type World } from '../stories.js';
import { CREDENTIAL_ID } from '../workflows.js';

const credentials = { wireflowApi: { id: CREDENTIAL_ID, name: 'Wireflow account' } };
const TYPE = { name: 'n8n-nodes-wireflow.wireflow', version: 1 };

const dynamic = (world: World, kind: string, path: string, methodName: string, currentNodeParameters: object, more: object = {}) =>
  world.rest.call('POST', `/dynamic-node-parameters/${kind}`, { path, methodName, nodeTypeAndVersion: TYPE, currentNodeParameters, credentials, ...more });

export const editorStories: readonly Story[] = [
  {
    name: 'editor: workflows are listed and searched, by id and by webhook',
    async tell(world) {
      const list = async (methodName: string, filter?: string) => ((await dynamic(world, 'resource-locator-results', 'parameters.workflow', methodName, { resource: 'workflow', operation: 'run' }, filter ? { filter } : {})) as { results: { name: string; value: string; url?: string }[] }).results;
      const all = await list('searchWorkflows');
      expectEqual('All workflows', all.length, world.emulator.workflows.length);
      expectThat('with a link to each', all.every(({ url }) => url?.startsWith('https://www.wireflow.ai/')), all);
      const [first] = all;
      expectEqual('Found by name', (await list('searchWorkflows', first?.name.toUpperCase()))[0]?.value, first?.value);
      expectThat('By webhook', (await list('searchWebhooks')).some(({ value }) => value.startsWith('whk_')));
    },
  },
  {
    name: 'editor: the inputs of a workflow are fields, without the prompt',
    async tell(world) {
      const parameters = { resource: 'workflow', operation: 'run', workflow: { __rl: true, mode: 'list', value: world.emulator.workflow('image-input').id } };
      const { fields } = (await dynamic(world, 'resource-mapper-fields', 'parameters.inputs', 'workflowInputs', parameters)) as { fields: { id: string; type: string; required: boolean; options?: object[] }[] };
      const wanted = world.emulator.workflow('image-input').nodes.length;
      expectThat('There are fields', fields.length > 2 && fields.length < wanted, fields);
      expectThat('with choices', fields.some(({ type, options }) => type === 'options' && (options?.length ?? 0) > 1), fields);
    },
  },
  {
    name: 'credential: n8n’s test tells a good key from a bad one',
    async tell(world) {
      const test = async (apiKey: string) => (await world.rest.call('POST', '/credentials/test', { credentials: { id: '', name: 'Test', type: 'wireflowApi', data: { apiKey, baseUrl: world.emulator.url } } })) as { status: string; message: string };
      expectEqual('A good key', (await test(`  Bearer ${world.emulator.keys.full} `)).status, 'OK');
      const bad = await test('wf_live_wrong');
      expectEqual('A bad key', bad.status, 'Error');
      expectThat('with our words', bad.message.includes('does not accept this API key'), bad.message);
    },
  },
  {
    name: 'editor: the node, its trigger and its tool are there',
    async tell(world) {
      const reply = await fetch(`${world.instance.origin}/types/nodes.json`, { headers: { cookie: world.rest.cookie } });
      const types = ((await reply.json()) as { name: string; iconUrl?: unknown; codex?: { categories?: string[] } }[]).filter(({ name }) => name.startsWith('n8n-nodes-wireflow.'));
      expectEqual('Types', types.map(({ name }) => name).sort(), ['n8n-nodes-wireflow.wireflow', 'n8n-nodes-wireflow.wireflowTool', 'n8n-nodes-wireflow.wireflowTrigger']);
      expectThat('with an icon and a category', types.every(({ iconUrl, codex }) => iconUrl !== undefined && (codex?.categories?.length ?? 0) > 0), types.map(({ name, iconUrl, codex }) => ({ name, iconUrl, codex })));
    },
  },
];
