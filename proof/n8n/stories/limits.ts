import { startEmulator } from '../../../emulators/wireflow/index.js';
import { expectEqual, expectThat, type Story } from '../stories.js';
import { chain, items, keyless } from '../workflows.js';
import { itemsOf } from './helpers.js';

export const limitStories: readonly Story[] = [
  {
    name: 'limits: twelve items where ten a minute may start are spread, not refused',
    async tell({ rest, instance }) {
      const emulator = await startEmulator({ plan: 'enterprise', durationMs: 1500 });
      try {
        const webhook = emulator.webhookUrl('text-to-image');
        const twelve = items(Array.from({ length: 12 }, (_, n) => ({ n })));
        const ended = await rest.execute(chain('limits', [twelve, keyless('Image', { resource: 'image', operation: 'generate', webhook, prompt: '=Boat {{ $json.n }}' })]));
        expectEqual('The execution', ended.status, 'success');
        expectEqual('Runs started', emulator.executions.length, 12);
        expectEqual('Runs handed on', new Set(itemsOf(ended, 'Image').map(({ json }) => json['executionId'])).size, 12);
        expectThat('The log tells the progress', /10 of 12 items are started/.test(instance.log), instance.log.slice(-500));
      } finally {
        await emulator.close();
      }
    },
  },
];
