import { PROVIDERS } from '../../../core/providers/job.js';
import { startProviders } from '../../../emulators/providers/index.js';
import { APP, PROFILES, startMakeWorld, type Bundle } from './make_world.js';
import { providerMake } from './providers/provider_make.js';
import { fixedService } from './modules/fixed_service.js';

/** Without an example: a file has none, and the reply differs from account to account. */
const WITHOUT_EXAMPLE = ['data', 'reply'];
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

type Shape = Readonly<Record<string, string>>;
const kindOf = (value: unknown): string => (Array.isArray(value) ? `list of ${value.length === 0 ? 'nothing' : kindOf(value[0])}` : value === null ? 'null' : typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(shapeOf(value as Bundle)) : typeof value);
/** Keys and kinds, as they are once a bundle has been written down: a date is a text then, and what is undefined is not there. */
const shapeOf = (bundle: Bundle): Shape => Object.fromEntries(Object.entries(bundle).filter(([key, value]) => value !== undefined && !WITHOUT_EXAMPLE.includes(key)).map(([key, value]) => [key, kindOf(value instanceof Date ? value.toISOString() : value)]));

const sampleOf = (module: string): Shape => shapeOf(APP.modules[module]?.samples as Bundle);
/** What each module gave, over all ways of Wireflow to answer. */
const gave = new Map<string, Record<string, string>>();

/** No key and no kind that the sample lacks; that it has no more than is ever given is asked at the end. */
function expectAsSampled(module: string, bundle: Bundle): void {
  const shape = shapeOf(bundle);
  expect({ module, ...Object.fromEntries(Object.entries(sampleOf(module)).filter(([key]) => key in shape)) }).toEqual({ module, ...shape });
  gave.set(module, { ...gave.get(module), ...shape });
}

describe('a sample is what a run gives: the same keys, of the same kinds', () => {
  test.each(PROFILES)('modules of Wireflow, which answers as in %s', async (profile) => {
    const world = await startMakeWorld({ profile });
    const workflow = world.emulator.workflow('text-to-image');
    const ran = await world.one('runWorkflow', { wf_workflow: workflow.id, 'text-input-1': 'a cat' });
    expectAsSampled('runWorkflow', ran);
    expectAsSampled('getExecution', await world.one('getExecution', { execution_id: ran['execution_id'] }));
    expectAsSampled('waitForExecution', await world.one('waitForExecution', { execution_id: ran['execution_id'] }));
    world.emulator.clock.advance(60_000);
    const [watched] = (await world.engine.activate('watchExecutions', {}, 'all', { connection: world.connection }).poll()) as Bundle[];
    expectAsSampled('watchExecutions', watched as Bundle);
    expectAsSampled('generateImage', await world.one('generateImage', { webhook: workflow.webhookId, prompt: 'a cat' }));
    expectAsSampled('estimateRun', await world.one('estimateRun', { workflow: workflow.id }));
    expectAsSampled('listWorkflows', (await world.all('listWorkflows'))[0] as Bundle);
    expectAsSampled('getCreditBalance', await world.one('getCreditBalance'));
    expectAsSampled('uploadImage', await world.one('uploadImage', { fileName: 'a.png', data: PNG }));
    const { body: _own, headers: _theirs, ...call } = await world.one('makeApiCall', { url: '/v1/workflows', method: 'GET' });
    expectAsSampled('makeApiCall', call);
  });

  test('Download an image', async () => {
    expectAsSampled('downloadImage', await fixedService(() => ({ bytes: PNG, type: 'image/png' })).run('downloadImage', { url: 'https://cdn.example.com/a.png' }));
  });

  test('modules of other providers', async () => {
    let nowMs = Date.UTC(2026, 10, 26, 12);
    const clock = { now: () => nowMs, advance: (ms: number) => void (nowMs += ms), pass: async (ms: number) => void (nowMs += ms) };
    const providers = await startProviders({ clock, pictures: 'plain' });
    try {
      const make = providerMake(providers, clock);
      for (const provider of PROVIDERS) {
        const key = `${provider[0]?.toUpperCase() ?? ''}${provider.slice(1)}Image`;
        const made = await make.run(`generate${key}`, { tier: 'final', prompt: 'a boat', download: true, ...(provider === 'deepinfra' ? {} : { wait: true }) });
        expectAsSampled(`generate${key}`, made);
        if (provider !== 'deepinfra') expectAsSampled(`get${key}`, await make.run(`get${key}`, { job: made['job_address'], download: true }));
      }
    } finally {
      await providers.close();
    }
  });

  test.each(Object.keys(APP.modules))('%s promises nothing that no run gives', (module) => expect(gave.get(module)).toEqual(sampleOf(module)));
});
