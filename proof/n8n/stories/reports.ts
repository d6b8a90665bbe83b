import { expectEqual, expectThat, type Story } from '../stories.js';
import { chain, items, other, wireflow } from '../workflows.js';
import { imageParameters, itemsOf, runOf, starts } from './helpers.js';

const two = items([{ n: 1 }, { n: 2 }]);
const refuseSecond = (emulator: Parameters<Story['tell']>[0]['emulator'], times = 1) =>
  emulator.fault({ on: (request) => request.method === 'POST' && request.body.includes('Boat 2'), status: 400, body: { error: 'Not now' }, times });
const prompt = { prompt: '=Boat {{ $json.n }}', wait: false };

/** What people have reported about nodes of this kind, tried on ours; each names the report. */
export const reportStories: readonly Story[] = [
  {
    name: 'report n8n#25581, #28095: with an error output, the item at fault goes there and the others do not',
    async tell(world) {
      refuseSecond(world.emulator);
      const ended = await world.rest.execute(chain('branches', [two, wireflow('Image', imageParameters(world, prompt), { onError: 'continueErrorOutput' })]));
      expectEqual('On the success output', itemsOf(ended, 'Image').map(({ json }) => json['status']), ['queued']);
      expectEqual('On the error output', itemsOf(ended, 'Image', { output: 1 }).map(({ json }) => json['n']).length, 1);
      expectThat('with the reason', /Not now/.test(String(itemsOf(ended, 'Image', { output: 1 })[0]?.json['error'])), itemsOf(ended, 'Image', { output: 1 }));
      expectEqual('Runs started', starts(world), 1);
    },
  },
  {
    name: 'report n8n#30050, #12558: later nodes find the item of what came out, on both outputs',
    async tell(world) {
      refuseSecond(world.emulator);
      const find = (name: string) => other(name, 'set', 3.4, { assignments: { assignments: [{ id: 'a', name: 'n', type: 'number', value: "={{ $('Items').item.json.n }}" }] }, options: {} });
      const flow = chain('pairs', [two, wireflow('Image', imageParameters(world, prompt), { onError: 'continueErrorOutput' }), find('Well')]);
      const link = (node: string) => [{ node, type: 'main' as const, index: 0 }];
      const ended = await world.rest.execute({ ...flow, nodes: [...flow.nodes, { ...find('Ill'), position: [900, 200] }], connections: { ...flow.connections, Image: { main: [link('Well'), link('Ill')] } } });
      expectEqual('After the success output', itemsOf(ended, 'Well').map(({ json }) => json['n']), [1]);
      expectEqual('After the error output', itemsOf(ended, 'Ill').map(({ json }) => json['n']), [2]);
    },
  },
  {
    name: 'report n8n#37407: behind a Switch, the error output fires and the input does not leak',
    async tell(world) {
      refuseSecond(world.emulator);
      const rule = { conditions: { options: { version: 2, leftValue: '', caseSensitive: true, typeValidation: 'strict' }, combinator: 'and', conditions: [{ leftValue: '={{ $json.n }}', rightValue: 0, operator: { type: 'number', operation: 'gt' } }] } };
      const route = other('Switch', 'switch', 3.2, { rules: { values: [rule] }, options: {} });
      const ended = await world.rest.execute(chain('switch', [two, route, wireflow('Image', imageParameters(world, prompt), { onError: 'continueErrorOutput' })]));
      expectEqual('Outputs', [itemsOf(ended, 'Image').length, itemsOf(ended, 'Image', { output: 1 }).length], [1, 1]);
      expectThat('No input leaks', !itemsOf(ended, 'Image').some(({ json }) => 'n' in json), itemsOf(ended, 'Image'));
    },
  },
  {
    name: 'report n8n#10763, #7098: Retry On Fail together with Continue buys nothing twice',
    async tell(world) {
      refuseSecond(world.emulator, 9);
      const ended = await world.rest.execute(chain('retry and continue', [two, wireflow('Image', imageParameters(world, prompt), { onError: 'continueRegularOutput', retryOnFail: true, maxTries: 3, waitBetweenTries: 100 })]));
      expectEqual('The execution', ended.status, 'success');
      expectEqual('Runs started', starts(world), 1);
      expectEqual('Items', itemsOf(ended, 'Image').length, 2);
    },
  },
  {
    name: 'report n8n#14423, #12096: Retry On Fail does not repeat what went well',
    async tell(world) {
      const ended = await world.rest.execute(chain('retry of success', [two, wireflow('Image', imageParameters(world, prompt), { retryOnFail: true, maxTries: 5, waitBetweenTries: 100 })]));
      expectEqual('The execution', ended.status, 'success');
      expectEqual('Runs started', starts(world), 2);
    },
  },
  {
    name: 'report n8n#5894, #8583: a file has the type of its bytes, whatever the host calls it, and a name',
    async tell(world) {
      world.emulator.fault({ on: ({ path }) => path.startsWith('/cdn/'), headers: { 'content-type': 'text/plain' } });
      const { id } = world.emulator.addExecution();
      const ended = await world.rest.execute(chain('type', [wireflow('Get', { resource: 'execution', operation: 'get', executionId: id }), other('Move', 'extractFromFile', 1, { operation: 'binaryToPropery', options: {} })]));
      const file = itemsOf(ended, 'Get')[0]?.binary?.['data'];
      expectEqual('The file', [file?.mimeType, /\.png$/.test(file?.fileName ?? '')], ['image/png', true]);
      expectThat('The next node reads it', String(itemsOf(ended, 'Move')[0]?.json['data']).startsWith('iVBOR'), Object.keys(itemsOf(ended, 'Move')[0]?.json ?? {}));
    },
  },
  {
    name: 'report bitmind-subnet#312, openstory#1058: a reply that never comes does not hold the step up',
    async tell(world) {
      const { id } = world.emulator.addExecution();
      world.emulator.fault({ on: ['poll', 'getExecution'], delayMs: 90_000, times: 2 });
      const begunMs = Date.now();
      const ended = await world.rest.execute(chain('hang', [wireflow('Get', { resource: 'execution', operation: 'get', executionId: id })]));
      expectEqual('The execution', ended.status, 'error');
      expectThat('It ends in time', Date.now() - begunMs < 30_000, Date.now() - begunMs);
      expectThat('with our words', /did not answer in time/.test(runOf(ended, 'Get').error?.message ?? ''), runOf(ended, 'Get').error);
    },
  },
  {
    name: 'report n8n#37684, #24173: an expression in the field for the webhook is taken as it comes out',
    async tell(world) {
      const url = world.emulator.webhookUrl('text-to-image');
      for (const [mode, hook] of [['url', url], ['id', url.split('/').at(-2) ?? '']] as const) {
        const ended = await world.rest.execute(chain(`expression ${mode}`, [items([{ hook }]), wireflow('Image', imageParameters(world, { webhook: { __rl: true, mode, value: '={{ $json.hook }}' }, wait: false }))]));
        expectEqual(`The execution by ${mode}`, ended.status, 'success');
      }
      expectEqual('Runs started', starts(world), 2);
    },
  },
  {
    name: 'report n8n#9597, #9493: every option may come from an expression, numbers as texts too',
    async tell(world) {
      const options = { timeout: '={{ "60" }}', maxCredits: '={{ $json.cap }}', uncertainCost: '={{ "start" }}', splitImages: '={{ true }}', seed: '={{ "7" }}', outputField: '={{ $json.field }}', moreInputs: { input: [{ name: '={{ $json.field }}', value: '={{ 5 }}' }] } };
      const ended = await world.rest.execute(chain('options', [items([{ cap: '50', field: 'picture', wide: '1280' }]), wireflow('Image', imageParameters(world, { size: 'custom', width: '={{ $json.wide }}', height: '={{ 720 }}', options }))]));
      expectThat('The execution succeeds', ended.status === 'success', runOf(ended, 'Image').error);
      const [item] = itemsOf(ended, 'Image');
      expectThat('An item for the image, in its field', item?.binary?.['picture']?.mimeType === 'image/png' && item.json['number'] === 1, item);
      const sent = JSON.parse(world.emulator.requests.findLast(({ endpoint }) => endpoint === 'trigger')?.body ?? '{}') as Record<string, unknown>;
      expectEqual('What was sent', [sent['width'], sent['height'], sent['seed'], sent['picture']], [1280, 720, 7, 5]);
    },
  },
  {
    name: 'report n8n#33343, #3604: what is chosen for each item counts for that item',
    async tell(world) {
      const hooks = [world.emulator.webhookUrl('text-to-image'), world.emulator.webhookUrl('chain')];
      const ended = await world.rest.execute(chain('each', [items(hooks.map((hook) => ({ hook }))), wireflow('Image', imageParameters(world, { webhook: { __rl: true, mode: 'url', value: '={{ $json.hook }}' }, wait: false, simplify: false }))]));
      const workflows = ['text-to-image', 'chain'].map((name) => world.emulator.workflow(name as 'chain').id);
      expectEqual('Workflows', world.emulator.executions.map(({ workflowId }) => workflowId), workflows);
      expectEqual('Items', itemsOf(ended, 'Image').map(({ pairedItem }) => pairedItem), [{ item: 0 }, { item: 1 }]);
    },
  },
  {
    name: 'report n8n#30598, n8n-nodes-feishu-lite#59: a key stands neither in an error, in what n8n saves, nor in its log',
    async tell(world) {
      const credential = { id: 'refusedTestKey1', name: 'Refused', type: 'wireflowApi', data: { apiKey: 'sk-local-emulator-refused-0123456789', baseUrl: world.emulator.url } };
      const saved = (await world.rest.call('POST', '/credentials', credential)) as { id: string };
      const { apiKey: key } = credential.data;
      const refused = await world.rest.execute(chain('refused', [wireflow('Credits', { resource: 'account', operation: 'getCredits' }, { credentials: { wireflowApi: { id: saved.id, name: 'Refused' } } })]));
      expectEqual('The execution', refused.status, 'error');
      expectThat('The sentence says what to do', /Wireflow credential/.test(runOf(refused, 'Credits').error?.description ?? ''), runOf(refused, 'Credits').error);
      expectThat('No key is saved', !refused.saved.includes(key) && !refused.saved.includes(world.emulator.keys.full));
      expectThat('No key is logged', !world.instance.log.includes(key) && !world.instance.log.includes(world.emulator.keys.full));
    },
  },
];
