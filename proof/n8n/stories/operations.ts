import { startEmulator, type Profile } from '../../../emulators/wireflow/index.js';
import type { RunData } from '../instance.js';
import { expectEqual, expectThat, type Story } from '../stories.js';
import { chain, keyless, wireflow } from '../workflows.js';
import { itemsOf } from './helpers.js';

const PROFILES: readonly Profile[] = ['superset', 'article', 'docs', 'modern'];

/** Every operation, one after another, by the command line; each reads what the one before it gave. */
const everyOperation = (profile: Profile): Story => ({
  name: `every operation by the command line, replies as in the profile ${profile}`,
  async tell({ instance }) {
    const emulator = await startEmulator({ profile, durationMs: 1500, pictures: 'plain' });
    const credentialId = `key-${profile}`;
    const workflowId = `all-${profile}`;
    const credentials = { wireflowApi: { id: credentialId, name: profile } };
    const own = { credentials };
    const nodes = [
      keyless('Keyless', { resource: 'image', operation: 'generate', webhook: emulator.webhookUrl('text-to-image'), prompt: 'A paper boat' }),
      wireflow('Wait', { resource: 'execution', operation: 'wait', executionId: '={{ $json.executionId }}' }, own),
      wireflow('Generate', { resource: 'image', operation: 'generate', webhook: { __rl: true, mode: 'id', value: emulator.workflow('text-to-image').webhookId }, prompt: '=A kite, {{ $json.status }}', size: 'story', options: { style: 'watercolor' } }, own),
      wireflow('Get', { resource: 'execution', operation: 'get', executionId: '={{ $json.executionId }}', simplify: false }, own),
      wireflow('Run', { resource: 'workflow', operation: 'run', workflow: { __rl: true, mode: 'id', value: emulator.workflow('text-to-image').id }, prompt: 'A red kite' }, own),
      wireflow('Estimate', { resource: 'workflow', operation: 'estimate', workflow: { __rl: true, mode: 'id', value: emulator.workflow('chain').id } }, own),
      wireflow('Workflows', { resource: 'workflow', operation: 'getAll', returnAll: true }, own),
      wireflow('Executions', { resource: 'execution', operation: 'getAll', limit: 2 }, { ...own }),
      wireflow('Credits', { resource: 'account', operation: 'getCredits' }, own),
    ].map((node) => (node.name === 'Workflows' || node.name === 'Executions' || node.name === 'Credits' ? { ...node, executeOnce: true } : node));
    try {
      await instance.import('credentials', [{ id: credentialId, name: profile, type: 'wireflowApi', data: { apiKey: emulator.keys.full, baseUrl: emulator.url } }]);
      await instance.import('workflow', [{ ...chain(workflowId, nodes), id: workflowId, active: false }]);
      check(await instance.execute(workflowId), emulator.executions.length);
    } finally {
      await emulator.close();
    }
  },
});

function check(runData: RunData, starts: number): void {
  const first = (node: string) => itemsOf({ runData }, node)[0];
  expectEqual('The keyless step is accepted', first('Keyless')?.json['status'], 'queued');
  for (const node of ['Wait', 'Generate', 'Get', 'Run']) {
    expectEqual(`${node} has ended`, first(node)?.json['status'], 'completed');
    expectEqual(`${node} has a file`, first(node)?.binary?.['data']?.mimeType, 'image/png');
    expectThat(`${node} has a link`, String(first(node)?.json['imageUrl']).startsWith('http'), first(node)?.json);
    expectEqual(`${node} belongs to its input`, first(node)?.pairedItem, { item: 0 });
  }
  expectEqual('The simplified output has ten keys', Object.keys(first('Run')?.json ?? {}).length, 10);
  expectThat('An estimate is a number', Number(first('Estimate')?.json['credits']) > 0, first('Estimate')?.json);
  expectThat('The account has workflows', itemsOf({ runData }, 'Workflows').length > 2, first('Workflows')?.json);
  expectEqual('The limit of a list holds', itemsOf({ runData }, 'Executions').length, 2);
  expectThat('The credits are a number', Number(first('Credits')?.json['credits']) > 0, first('Credits')?.json);
  expectEqual('Runs started', starts, 3);
}

export const operationStories: readonly Story[] = PROFILES.map(everyOperation);
