import { imagesOf } from '../../../../core/model/images.js';
import { readExecution } from '../../../../core/api/readers/index.js';
import { executionOutput, NO_IMAGE_FOUND } from '../../../../core/outputs/execution_output.js';
import type { Profile } from '../../../../emulators/wireflow/index.js';
import { NOT_IN_IML } from '../../../../platforms/make/fields/execution_output.js';
import { fixedService } from './fixed_service.js';
import { startMakeWorld, type Bundle, type MakeWorld } from './world.js';

const PROFILES: readonly Profile[] = ['superset', 'article', 'docs', 'modern'];

let world: MakeWorld;
afterEach(() => world.close());

/** What the core makes of the reply that the module handed on, without what Make does not promise. */
function asTheCoreReads(bundle: Bundle): Record<string, unknown> {
  const reply = { body: bundle['reply'], requestId: String(bundle['request_id']), location: null, raw: '' };
  const execution = readExecution(reply, String(bundle['execution_id']));
  const promised = Object.entries(executionOutput(execution, () => null)).filter(([key, value]) => !NOT_IN_IML.has(key) && value !== null);
  return { ...Object.fromEntries(promised), image_urls: imagesOf(execution.outputs).map(({ url }) => url), reply: bundle['reply'] };
}

const withoutNothing = (bundle: Bundle) => Object.fromEntries(Object.entries(bundle).filter(([, value]) => value !== null && value !== undefined));

describe.each(PROFILES)('in the reply profile %s', (profile) => {
  beforeEach(async () => void (world = await startMakeWorld({ profile })));

  test.each(['text-to-image', 'chain', 'four-images'])('Make reads a finished run of %s as the core does, the final image first', async (workflow) => {
    const started = await world.runWorkflow(workflow, { wf_wait: false });
    const seen = await world.run('waitForExecution', { execution_id: started['execution_id'] });
    expect(withoutNothing(seen)).toEqual(asTheCoreReads(seen));
    expect(seen['status']).toBe('completed');
    expect(seen['image_count']).toBeGreaterThan(0);
  });

  test('Make reads a run that still goes on as the core does', async () => {
    const started = await world.runWorkflow('text-to-image', { wf_wait: false });
    world.emulator.clock.advance(2_000);
    const seen = await world.run('getExecution', { execution_id: started['execution_id'] });
    expect(withoutNothing(seen)).toEqual(asTheCoreReads(seen));
    expect(seen['status']).toBe('running');
  });

  test('every state has the core’s word, and its reason where it failed', async () => {
    for (const [status, word] of [['FAILED', 'failed'], ['CANCELLED', 'cancelled'], ['TIMEOUT', 'timed_out']] as const) {
      const { id } = world.emulator.addExecution({ status, error: 'the moderator refused it' });
      const seen = await world.run('getExecution', { execution_id: id });
      expect(seen['status']).toBe(word);
      if (status === 'FAILED') expect(seen['error']).toContain('the moderator refused it');
    }
  });

  test('a status word that nobody knows, or none, means that the run goes on', async () => {
    const { id } = world.emulator.addExecution({});
    world.emulator.fault({ on: 'poll', statusWord: 'SOMETHING_NEW' });
    expect((await world.run('getExecution', { execution_id: id }))['status']).toBe('running');
    world.emulator.fault({ on: 'poll', statusWord: null });
    expect((await world.run('getExecution', { execution_id: id }))['status']).toBe('running');
  });
});

describe('a reply that names more than pictures', () => {
  const link = (name: string) => `https://cdn.wireflow.ai/${name}`;

  test('gives the picture that it calls final first, each once, and leaves out videos, sound and data', async () => {
    world = await startMakeWorld();
    const { id } = world.emulator.addExecution({});
    const nodeStates = [
      { nodeId: 'a', status: 'COMPLETED', outputUrl: link('first.png'), outputUrls: [link('first.png'), link('second.webp')], error: null },
      { nodeId: 'b', status: 'COMPLETED', outputUrl: link('clip.mp4?x=1'), outputUrls: [link('clip.mp4?x=1'), link('data.json')], error: null },
      { nodeId: 'c', status: 'COMPLETED', outputUrl: link('last.png'), outputUrls: [link('last.png')], error: null },
    ];
    world.emulator.fault({ on: 'poll', status: 200, body: { status: 'COMPLETED', nodeStates, finalOutput: { url: link('second.webp') } } });
    const seen = await world.run('getExecution', { execution_id: id });
    expect(seen['image_urls']).toEqual([link('second.webp'), link('first.png'), link('last.png')]);
    expect(seen).toMatchObject({ image_url: link('second.webp'), image_count: 3 });
    expect(seen).toMatchObject({ image_urls: asTheCoreReads(seen)['image_urls'] });
  });
});

describe('a reply that is none', () => {
  test('is an error, never a run that seems to go on', async () => {
    world = await startMakeWorld();
    const { id } = world.emulator.addExecution({});
    world.emulator.fault({ on: 'poll', status: 200, body: { hello: 'there' } });
    await expect(world.run('getExecution', { execution_id: id })).rejects.toMatchObject({ type: 'DataError', message: expect.stringContaining('something that is not an execution') });
    world.emulator.fault({ on: 'poll', html: true });
    await expect(world.run('getExecution', { execution_id: id })).rejects.toMatchObject({ type: 'DataError' });
  });
});

describe('a finished execution without any image', () => {
  const seen = (more: object) => fixedService(() => ({ body: { status: 'COMPLETED', ...more } })).run('getExecution', { execution_id: 'exec_1' });
  const nodes = (output: unknown) => ({ nodeRuns: [{ nodeId: 'n', output }] });

  test.each([{}, nodes({ images: [] }), nodes(null), nodes({ images: [{ url: null }] })])('says so: %j', async (more) => {
    expect(await seen(more)).toMatchObject({ status: 'completed', image_count: 0, message: NO_IMAGE_FOUND });
  });

  test('in its own words where it has some', async () => expect(await seen({ message: 'Request Moderated' })).toMatchObject({ message: 'Request Moderated' }));

  test.each([nodes({ images: [{ url: 'https://cdn.wireflow.ai/a.png' }] }), nodes({ video: { url: 'https://cdn.wireflow.ai/v.mp4' } }), nodes({ text: 'A boat' }), { status: 'RUNNING' }, { status: 'FAILED', error: 'x' }])('but not %j', async (more) => {
    expect((await seen(more))['message'] ?? null).toBeNull();
  });
});

test.each([
  { finalOutput: { url: 'https://cdn.wireflow.ai/draft.png' } },
  { output: 'https://cdn.wireflow.ai/draft.png' },
  { nodeRuns: [{ nodeId: 'n', status: 'COMPLETED', output: { images: [{ url: 'https://cdn.wireflow.ai/draft.png' }] } }, { nodeId: 'm', status: 'RUNNING', output: null }] },
  { executionRuns: [{ id: 'exec_1', status: 'RUNNING', nodeRuns: [{ nodeId: 'n', output: { images: [{ url: 'https://cdn.wireflow.ai/draft.png' }] } }] }] },
])('an execution that goes on hands on no image, whatever its chain has made so far: %j', async (more) => {
  const seen = (status: string) => fixedService(() => ({ body: { status, ...more } })).run('getExecution', { execution_id: 'exec_1' });
  for (const status of ['RUNNING', 'QUEUED']) expect(await seen(status)).toMatchObject({ image_count: 0, image_urls: [] });
  expect((await seen('RUNNING'))['image_url'] ?? null).toBeNull();
});

test('and one that has ended does', async () => {
  const body = { status: 'COMPLETED', output: 'https://cdn.wireflow.ai/a.png' };
  expect(await fixedService(() => ({ body })).run('getExecution', { execution_id: 'exec_1' })).toMatchObject({ image_count: 1, image_url: 'https://cdn.wireflow.ai/a.png' });
});
