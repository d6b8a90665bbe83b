import { pause } from '../instance.js';
import type { EndedExecution } from '../rest.js';
import { expectEqual, expectThat, type Story, type World } from '../stories.js';
import { chain, items, other, PROVIDER_CREDENTIALS, withProviders } from '../workflows.js';
import { itemsOf, runOf } from './helpers.js';
import { latest } from './never_twice.js';

type Name = keyof typeof PROVIDER_CREDENTIALS;
const NAMES = Object.keys(PROVIDER_CREDENTIALS) as Name[];
const TIERS: Readonly<Record<Name, string>> = { bfl: 'final', deepinfra: 'draft', replicate: 'draft' };

const image = (provider: string, more: Record<string, unknown> = {}) => ({ operation: 'generateWithProvider', provider, tier: TIERS[provider as Name] ?? 'final', prompt: 'A paper boat', ...more });

/** How many images the provider has been asked to make, whatever it said. */
const starts = ({ providers }: World, name: Name): number => providers[name].account.requests.filter(({ method }) => method === 'POST').length;

function fresh({ providers }: World, name: Name): void {
  providers[name].account.requests.length = 0;
  providers[name].account.faults.clear();
  providers[name].account.balanceUsd = 20;
}

const spentUsd = ({ providers }: World, name: Name): number => Math.round((20 - providers[name].account.balanceUsd) * 1e6) / 1e6;

const retried = async (world: World, { id }: EndedExecution): Promise<EndedExecution> => {
  await world.rest.call('POST', `/executions/${id}/retry`, { loadWorkflow: true });
  return latest(world, { id });
};

export const providerStories: readonly Story[] = [
  {
    name: 'providers: an image of each comes as a file that the next node reads, bought once',
    async tell(world) {
      for (const name of NAMES) {
        fresh(world, name);
        const ended = await world.rest.execute(chain(name, [withProviders('Image', image(name)), other('Move', 'extractFromFile', 1, { operation: 'binaryToPropery', options: {} })]));
        expectEqual(`${name}: the execution`, ended.status, 'success');
        const [item] = itemsOf(ended, 'Image');
        expectEqual(`${name}: what it gives`, [item?.json['status'], item?.json['provider'], typeof item?.json['costUsd']], ['completed', name, 'number']);
        const file = item?.binary?.['data'];
        expectThat(`${name}: the file is in n8n's store, with its type and ending`, (file?.id ?? '').length > 0 && /^image\/(png|jpeg)$/.test(file?.mimeType ?? '') && /\.(png|jpe?g)$/.test(file?.fileName ?? ''), file);
        expectThat(`${name}: the next node reads it`, String(itemsOf(ended, 'Move')[0]?.json['data']).length > 1000);
        expectEqual(`${name}: starts`, starts(world, name), 1);
        expectThat(`${name}: no key in what n8n saves`, !ended.saved.includes(world.providers[name].account.key));
      }
    },
  },
  {
    name: 'providers: a JPEG is called one, by name and by type (report n8n#27421)',
    async tell(world) {
      fresh(world, 'bfl');
      const ended = await world.rest.execute(chain('jpeg', [withProviders('Image', image('bfl', { options: { format: 'jpeg' } }))]));
      const file = itemsOf(ended, 'Image')[0]?.binary?.['data'];
      expectEqual('The file', [file?.mimeType, file?.fileExtension], ['image/jpeg', 'jpg']);
      expectThat('named after its job, with its ending', /^flux-[0-9a-f]{8}-1\.jpg$/.test(file?.fileName ?? ''), file?.fileName);
    },
  },
  {
    name: 'providers: what was bought before is given again in another execution, as a file of its own',
    async tell(world) {
      fresh(world, 'deepinfra');
      const run = async () => itemsOf(await world.rest.execute(chain('again', [withProviders('Image', image('deepinfra', { prompt: 'The same boat', options: { reuse: 'day' } })), other('Move', 'extractFromFile', 1, { operation: 'binaryToPropery', options: {} })])), 'Move');
      const [first, again] = [await run(), await run()];
      expectThat('The next node reads both', String(first[0]?.json['data']).length > 1000 && first[0]?.json['data'] === again[0]?.json['data']);
      expectEqual('Starts', starts(world, 'deepinfra'), 1);
    },
  },
  {
    name: 'providers: a purchase is not repeated by Retry On Fail nor by the Retry button',
    async tell(world) {
      for (const [name, left] of [['bfl', 0.03], ['deepinfra', 0.002]] as const) {
        fresh(world, name);
        // Enough for one image: the second is refused.
        world.providers[name].account.balanceUsd = left;
        const two = items([{ n: 1 }, { n: 2 }]);
        const failed = await world.rest.execute(chain(`retry ${name}`, [two, withProviders('Image', image(name, { prompt: '=Boat {{ $json.n }}' }), { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 })]));
        expectEqual(`${name}: the execution`, failed.status, 'error');
        expectThat(`${name}: the reason`, /no credit left/.test(runOf(failed, 'Image').error?.message ?? ''), runOf(failed, 'Image').error);
        expectEqual(`${name}: starts`, starts(world, name), 4);
        world.providers[name].account.balanceUsd = 20;
        const again = await retried(world, failed);
        expectEqual(`${name}: the retried execution`, again.status, 'success');
        expectEqual(`${name}: starts`, starts(world, name), 5);
        expectEqual(`${name}: each has its file`, itemsOf(again, 'Image').map(({ binary, pairedItem }) => [binary?.['data']?.mimeType.slice(0, 6), pairedItem]), [['image/', { item: 0 }], ['image/', { item: 1 }]]);
        expectThat(`${name}: it cost one more image`, spentUsd(world, name) > 0 && spentUsd(world, name) <= left, spentUsd(world, name));
      }
    },
  },
  {
    name: 'providers: a start whose answer is lost is not sent again',
    async tell(world) {
      fresh(world, 'bfl');
      world.providers.bfl.account.faults.add({ on: 'start', drop: true });
      const ended = await world.rest.execute(chain('lost image', [withProviders('Image', image('bfl'), { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 })]));
      expectEqual('The execution', ended.status, 'error');
      expectEqual('Starts', starts(world, 'bfl'), 1);
      expectThat('The person is told where to look', /your usage at Black Forest Labs/.test(runOf(ended, 'Image').error?.description ?? ''), runOf(ended, 'Image').error);
    },
  },
  {
    name: 'providers: what somebody stops is found again by its Job Address',
    async tell(world) {
      fresh(world, 'bfl');
      world.providers.bfl.account.faults.add({ on: 'look', replace: { status: 'Pending', result: null } }, 40);
      const begun = await world.rest.begin(await world.rest.create(chain('stop image', [withProviders('Image', image('bfl'))])));
      for (let tries = 0; tries < 100 && !world.providers.bfl.account.requests.some(({ method }) => method === 'GET'); tries += 1) await pause(200);
      await world.rest.call('POST', `/executions/${begun}/stop`);
      await pause(1500);
      world.providers.bfl.account.faults.clear();
      const { customData } = (await world.rest.call('GET', `/executions/${begun}`)) as { customData?: Record<string, string> };
      const job = customData?.['wireflow_runs'] ?? '';
      expectThat('The address is kept', job.includes('/get_result?id='), customData);
      const got = await world.rest.execute(chain('get image', [withProviders('Get', { operation: 'getFromProvider', job })]));
      expectEqual('The image', [itemsOf(got, 'Get')[0]?.json['status'], itemsOf(got, 'Get')[0]?.binary?.['data']?.mimeType.slice(0, 6)], ['completed', 'image/']);
      expectEqual('Starts', starts(world, 'bfl'), 1);
    },
  },
  {
    name: 'providers: n8n’s test of each credential tells a good key from a bad one (report n8n-nodes-browser-use#1)',
    async tell(world) {
      for (const name of NAMES) {
        const { account, url } = world.providers[name];
        const { type } = PROVIDER_CREDENTIALS[name];
        const test = async (apiKey: string) => (await world.rest.call('POST', '/credentials/test', { credentials: { id: '', name: 'Test', type, data: { apiKey, baseUrl: url } } })) as { status: string; message: string };
        expectEqual(`${name}: a good key`, (await test(` Bearer ${account.key} `)).status, 'OK');
        const bad = await test('wrong-key-0123456789');
        expectThat(`${name}: a bad key`, bad.status === 'Error' && bad.message.includes('does not accept this API key'), bad);
      }
    },
  },
  {
    name: 'providers: the cheapest is chosen among the credentials of the node, and a cap holds',
    async tell(world) {
      NAMES.forEach((name) => fresh(world, name));
      const { wireflowDeepInfraApi: _, ...others } = withProviders('x', {}).credentials ?? {};
      const run = async (options: object, credentials?: object) => world.rest.execute(chain('cheapest', [{ ...withProviders('Image', { ...image('cheapest'), tier: 'final', options }), ...(credentials ? { credentials: credentials as never } : {}) }]));
      expectEqual('With all', itemsOf(await run({}), 'Image')[0]?.json['provider'], 'deepinfra');
      expectEqual('Without DeepInfra', itemsOf(await run({}, others), 'Image')[0]?.json['provider'], 'bfl');
      const capped = await run({ maxUsd: 0.001 });
      expectEqual('Under a cap', [capped.status, /Maximum Cost/.test(runOf(capped, 'Image').error?.message ?? '')], ['error', true]);
      expectEqual('Starts', NAMES.map((name) => starts(world, name)), [1, 1, 0]);
    },
  },
];
