import { startEmulator } from '../../../emulators/wireflow/index.js';
import { expectEqual, expectThat, type Story } from '../stories.js';
import { chain, items, keyless, wireflow } from '../workflows.js';
import { imageParameters, itemsOf, starts } from './helpers.js';
import { latest } from './never_twice.js';

const many = (count: number) => items(Array.from({ length: count }, (_, n) => ({ n })));
const prompt = '=Boat {{ $json.n }}.';
const refuses = (word: string) => (request: { method: string; body: string }) => request.method === 'POST' && request.body.includes(word);

export const limitStories: readonly Story[] = [
  {
    name: 'batch: twelve prompts where ten a minute may start are spread; a refused one stops none of the others',
    isBeside: true,
    async tell({ rest, instance }) {
      const emulator = await startEmulator({ plan: 'enterprise', durationMs: 1500, pictures: 'plain' });
      try {
        emulator.fault({ on: refuses('Boat 4.'), status: 400, body: { error: 'The prompt is not allowed' }, times: 9 });
        const webhook = emulator.webhookUrl('text-to-image');
        const ended = await rest.execute(chain('limits', [many(12), keyless('Image', { resource: 'image', operation: 'generate', webhook, prompt }, { onError: 'continueErrorOutput' })]));
        expectEqual('The execution', ended.status, 'success');
        expectEqual('Runs started', emulator.executions.length, 11);
        expectEqual('Runs handed on', new Set(itemsOf(ended, 'Image').map(({ json }) => json['executionId'])).size, 11);
        expectEqual('The refused one', itemsOf(ended, 'Image', { output: 1 }).map(({ json, pairedItem }) => [String(json['error']).includes('The prompt is not allowed'), pairedItem]), [[true, { item: 4 }]]);
        expectThat('The log tells the progress', /Wireflow takes no more requests for \d+ s: \d+ of 12 items are started/.test(instance.log), instance.log.slice(-500));
      } finally {
        await emulator.close();
      }
    },
  },
  {
    name: 'batch: ten prompts, of which one is refused in the middle, are bought once over a try, an automatic one and a retried one',
    async tell(world) {
      world.emulator.fault({ on: refuses('Boat 5.'), status: 400, body: { error: 'Not now' }, times: 2 });
      const failed = await world.rest.execute(chain('batch', [many(10), wireflow('Image', imageParameters(world, { prompt }), { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 })]));
      expectEqual('The execution', failed.status, 'error');
      expectEqual('Runs started before the refused one', starts(world), 5);
      await world.rest.call('POST', `/executions/${failed.id}/retry`, { loadWorkflow: true });
      const ended = await latest(world, failed);
      expectEqual('The retried execution', ended.status, 'success');
      expectEqual('Runs started', starts(world), 10);
      expectEqual('Each image once, for its item', itemsOf(ended, 'Image').map(({ pairedItem }) => pairedItem), Array.from({ length: 10 }, (_, item) => ({ item })));
      expectEqual('Different runs', new Set(itemsOf(ended, 'Image').map(({ json }) => json['executionId'])).size, 10);
    },
  },
];
