import type { ExecutionOutput } from '../../core/outputs/execution_output.js';
import type { Profile } from '../../emulators/wireflow/index.js';
import { errorOf, startWorld, type World } from '../helpers/app.js';

describe.each<Profile>(['article', 'docs', 'modern'])('with replies as in the profile %s', (profile) => {
  let world: World;
  beforeEach(async () => void (world = await startWorld({ profile })));
  afterEach(() => world.close());

  async function finished(): Promise<ExecutionOutput> {
    const { id } = world.emulator.addExecution({ workflowId: world.emulator.workflow('text-to-image').id });
    const [execution] = await world.zap.run<ExecutionOutput[]>('searches.find_execution.operation.perform', { execution_id: id });
    return execution as ExecutionOutput;
  }
  const fetchFile = async (execution: ExecutionOutput) => world.zap.hydrate(execution.image_file as string);

  describe('an image file', () => {
    test('is promised by its own link, and by its execution, so that a dead link is looked up again', async () => {
      const execution = await finished();
      const promise = JSON.parse(/\|\|\|(.*)\|\|\|/.exec(execution.image_file as string)?.[1] ?? '') as { bundle: object };
      expect(promise.bundle).toEqual({ execution_id: execution.id, url: execution.image_url });
    });

    test('is fetched with a plain user agent and without the key', async () => {
      await fetchFile(await finished());
      const download = world.emulator.requests.filter(({ endpoint }) => endpoint === 'image').at(-1);
      expect(download?.headers['user-agent']).toMatch(/^Mozilla/);
      expect(download?.headers).not.toHaveProperty('authorization');
    });

    test('comes through the download proxy when its host refuses', async () => {
      const execution = await finished();
      world.emulator.fault({ on: 'image', status: 403, body: 'Forbidden' });
      expect(world.standIn.file(await fetchFile(execution)).type).toBe('image/png');
      expect(world.emulator.requests.filter(({ endpoint }) => endpoint === 'download')).toHaveLength(1);
    });

    test.each([
      ['a refusal', { status: 500 }, /could not be fetched.*HTTP 500/],
      ['a page in place of an image', { html: true as const, status: 200 }, /could not be fetched.*not an image/],
      ['a dropped connection', { drop: 'before' as const }, /could not be fetched.*can not be reached/],
    ])('%s is told in a sentence', async (_what, fault, sentence) => {
      const execution = await finished();
      world.emulator.fault({ on: 'image', ...fault });
      const error = await errorOf(fetchFile(execution));
      expect(error.message).toMatch(sentence);
      expect(error.message).not.toMatch(/undefined|FetchError| at .*:\d+/);
    });
  });
});
