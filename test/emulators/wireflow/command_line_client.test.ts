import { startEmulator } from '../../../emulators/wireflow/index.js';
import type { Profile } from '../../../emulators/wireflow/index.js';
import { ask, emulatorFor, file, start, type Answer } from './client.js';

const HOUR_MS = 3_600_000;

/**
 * The requests that the command-line client of the wireflow-skill repository makes, and what it reads from the replies
 * (scripts/wf.sh, tests/wf-upload.test.sh). Not here: its video commands, and `generate`, which answers as a stream.
 */
describe.each<Profile>(['superset', 'article', 'docs', 'modern'])('Wireflow’s own command line, with replies as in the profile %s', (profile) => {
  const world = emulatorFor(() => startEmulator({ clock: 'manual', profile, credits: 10_000, pictures: 'plain' }));
  const id = (slug = 'chain') => world.emulator.workflow(slug).id;
  const send = (path: string, more: Parameters<typeof ask>[2] = {}) => ask(world.emulator, path, more);
  const dataOf = ({ body }: Answer) => body.data ?? body;

  /** `wait`: top level or under data, in any case. */
  async function wait(executionId: string): Promise<{ status: string; body: { nodeStates?: { status: string; error: string | null; outputUrls?: string[] }[]; error?: string } }> {
    world.emulator.clock.advance(HOUR_MS);
    const { status, body } = await send(`/workflows/executions/${executionId}/poll`);
    expect(status).toBe(200);
    return { status: String(body.status ?? body.data.status).toUpperCase(), body: body.data ?? body };
  }

  /** `run-node` and `run-force` read the graph and the start at top level only. */
  async function executeSaved(more: object, slug?: string): Promise<string> {
    const saved = await send(`/workflows/${id(slug)}`);
    expect(saved.body.nodes.length).toBeGreaterThan(0);
    const started = await send(`/workflows/${id(slug)}/execute`, { body: { nodes: saved.body.nodes, edges: saved.body.edges, ...more } });
    expect(started.status).toBe(201);
    return (started.body.executionRuns?.[0]?.id ?? started.body.executionId) as string;
  }

  test('list, get, inputs, nodes, media and credits answer', async () => {
    for (const path of ['/workflows', `/workflows/${id()}`, `/workflows/${id()}/run`, '/nodes', '/media', '/developer/usage']) expect((await send(path)).status).toBe(200);
    const { nodes } = (await send('/nodes')).body as { nodes: { nodeType: string; label: string; inputs: { isPort: boolean }[] }[] };
    expect(nodes.find(({ nodeType }) => nodeType === 'generate:flux_2_pro')).toMatchObject({ label: 'Flux 2 Pro', inputs: expect.arrayContaining([{ name: 'prompt', isPort: true }]) });
  });

  test('run answers 202 with the execution under data, and wait sees it complete', async () => {
    const started = await send(`/workflows/${id()}/run`, { body: { inputs: { 'scene-1': 'A kite' } } });
    expect(started.status).toBe(202);
    const { status, body } = await wait(dataOf(started).executionId as string);
    expect(status).toBe('COMPLETED');
    if (body.nodeStates) expect(body.nodeStates.at(-1)?.outputUrls).toHaveLength(1);
  });

  test('run takes no inputs at all', async () => expect((await send(`/workflows/${id()}/run`, { body: {} })).status).toBe(202));

  test('wait prints why a run has failed: the node’s words, then the run’s', async () => {
    const { status, body } = await wait(await start(world.emulator, 'always-fails'));
    expect([status, typeof body.error]).toEqual(['FAILED', 'string']);
    if (body.nodeStates) expect(body.nodeStates.filter((node) => node.status === 'FAILED').map(({ error }) => error)).toEqual([expect.stringContaining('moderation')]);
  });

  test('run-node runs one node and what it needs', async () => {
    const executionId = await executeSaved({ targetNodeId: 'gen-1' });
    expect(world.emulator.executions.at(-1)).toMatchObject({ id: executionId, nodes: [{ id: 'scene-1' }, { id: 'gen-1' }] });
  });

  test('run-force runs the whole graph', async () => {
    expect((await wait(await executeSaved({ force: true }))).status).toBe('COMPLETED');
    expect(world.emulator.executions.at(-1)?.nodes).toHaveLength(3);
  });

  describe('writes', () => {
    const graph = { nodes: [{ id: 'a', type: 'basedNode', position: { x: 0, y: 0 }, data: { label: 'Prompt', nodeType: 'input:text', config: { prompt: 'A boat' } } }, { id: 'b', type: 'basedNode', data: { label: 'Flux', nodeType: 'generate:flux_2_pro' } }], edges: [{ id: 'e', source: 'a', target: 'b', sourceHandle: 'out-prompt', targetHandle: 'in-prompt' }] };
    const create = async (more: object = {}) => send('/workflows', { body: { name: 'New', ...graph, ...more } });

    test('check finds what is wrong with a graph, in words and with a way out', async () => {
      expect((await send('/workflows/lint', { body: graph })).body.data).toEqual({ ok: true, violations: [], warnings: [] });
      const lost = await send('/workflows/lint', { body: { ...graph, edges: [{ id: 'e', source: 'a', target: 'gone' }] } });
      expect(lost.body.data).toMatchObject({ ok: false, violations: [{ rule: expect.any(String), message: expect.stringContaining('gone'), fix: expect.any(String), edgeId: 'e' }] });
      const round = await send('/workflows/lint', { body: { ...graph, edges: [...graph.edges, { id: 'back', source: 'b', target: 'a' }] } });
      expect(round.body.data.violations).toMatchObject([{ nodeId: 'a' }]);
    });

    test('create gives an id, and what was created runs', async () => {
      const created = await create();
      expect(created.status).toBe(201);
      const made = dataOf(created).id as string;
      expect((await send(`/workflows/${made}`)).body).toMatchObject({ name: 'New', nodes: [{ id: 'a' }, { id: 'b' }] });
      expect((await wait(dataOf(await send(`/workflows/${made}/run`, { body: { inputs: { a: 'A ship' } } })).executionId as string)).status).toBe('COMPLETED');
      expect((await send('/workflows', { body: { name: 'x' } })).status).toBe(400);
      expect((await create({ edges: [{ id: 'e', source: 'a', target: 'gone' }] })).status).toBe(422);
    });

    test('update goes on from what was read, and not over somebody else’s save', async () => {
      const made = dataOf(await create()).id as string;
      const base = ((await send(`/workflows/${made}`)).body.updatedAt ?? '') as string;
      const update = (body: object) => send(`/workflows/${made}`, { method: 'PUT', body });
      expect((await update({ name: 'Newer', ...graph, baseUpdatedAt: base })).status).toBe(200);
      const stale = await update({ name: 'Lost', ...graph, baseUpdatedAt: base });
      expect(stale).toMatchObject({ status: 409, body: { yourBaseUpdatedAt: base, currentUpdatedAt: expect.stringMatching(/^\d{4}-/) } });
      expect((await send(`/workflows/${made}`)).body.name).toBe('Newer');
      expect((await update({ linkPermission: 'VIEW' })).status).toBe(400);
    });

    test('patch-node changes one node, takes a setting away with null, and refuses the rest', async () => {
      const made = dataOf(await create()).id as string;
      const patch = (body: object, node = 'a') => send(`/workflows/${made}/nodes/${node}`, { method: 'PATCH', body });
      expect(await patch({ config: { prompt: 'A ship', style: 'ink' }, label: 'Scene' })).toMatchObject({ status: 200, body: { data: { node: { id: 'a', data: { label: 'Scene', config: { prompt: 'A ship', style: 'ink' }, params: { prompt: 'A ship' } } }, updatedAt: expect.any(String) } } });
      expect((await patch({ config: { style: null } })).body.data.node.data.config).toEqual({ prompt: 'A ship' });
      expect([(await patch({ output: 1 })).status, (await patch({})).status, (await patch({ label: 'x' }, 'none')).status, (await patch({ label: 'x', baseUpdatedAt: '2020-01-01T00:00:00.000Z' })).status]).toEqual([400, 400, 404, 409]);
    });

    test('duplicate, publish, unpublish, layout and delete', async () => {
      const copy = await send(`/workflows/${id()}/duplicate`, { body: { name: 'Copy' } });
      expect(copy).toMatchObject({ status: 201, body: { data: { id: expect.any(String), url: expect.stringMatching(/\/workflows\//) } } });
      const made = copy.body.data.id as string;
      for (const [visibility, linkPermission] of [['view', 'VIEW'], ['private', 'PRIVATE']]) {
        const { body } = await send(`/workflows/${made}/visibility`, { body: { visibility } });
        expect(body.linkPermission ?? body.data.linkPermission).toBe(linkPermission);
      }
      expect((await send(`/workflows/${made}/layout`, { body: {} })).body.data).toEqual({ moved: 0 });
      expect((await send(`/workflows/${made}`, { method: 'DELETE' })).status).toBe(200);
      expect((await send(`/workflows/${made}`)).status).toBe(404);
    });

    test('all of them need the scope for writing', async () => {
      const key = world.emulator.keys.readOnly;
      for (const [path, method] of [['/workflows', 'POST'], [`/workflows/${id()}`, 'PUT'], [`/workflows/${id()}`, 'DELETE'], [`/workflows/${id()}/nodes/gen-1`, 'PATCH'], [`/workflows/${id()}/duplicate`, 'POST'], [`/workflows/${id()}/visibility`, 'POST']] as const) {
        expect((await send(path, { method, key, body: {} })).status).toBe(403);
      }
    });
  });

  describe('upload', () => {
    const inline = async (name: string, type: string, bytes = 40) => {
      const form = new FormData();
      form.append('file', new Blob([Buffer.alloc(bytes)], { type }), name);
      const answer = await fetch(`${world.emulator.url}/media/upload`, { method: 'POST', headers: { authorization: `Bearer ${world.emulator.keys.full}` }, body: form });
      return { status: answer.status, url: ((await answer.json()) as { data?: { url: string } }).data?.url };
    };

    test.each([
      ['a.png', 'image/png'], ['a.jpg', 'image/jpeg'], ['a.JPEG', 'image/jpeg'], ['a.gif', 'image/gif'], ['a.webp', 'image/webp'], ['a.avif', 'image/avif'], ['a.mp4', 'video/mp4'], ['a.webm', 'video/webm'],
      ['a.mov', 'video/quicktime'], ['a.mp3', 'audio/mpeg'], ['a.wav', 'audio/wav'], ['a.m4a', 'audio/mp4'],
    ])('%s is %s by its ending, whether the client names the type or not, inline and presigned', async (name, type) => {
      for (const sent of [type, 'application/octet-stream', '']) {
        const { status, url } = await inline(name, sent);
        expect([status, (await file(url ?? '')).type]).toEqual([200, type]);
      }
      for (const contentType of [{ contentType: type }, {}]) {
        const minted = await send('/media/upload-url', { body: { bytes: 5, filename: name, ...contentType } });
        const { uploadUrl, mediaId, headers } = minted.body.data as { uploadUrl: string; mediaId: string; headers: Record<string, string> };
        expect(headers).toEqual({ 'Content-Type': type, 'Content-Length': '5' });
        expect((await fetch(uploadUrl, { method: 'PUT', headers: { 'content-type': type }, body: Buffer.from('12345') })).status).toBe(200);
        expect((await send('/media/upload-url/complete', { body: { mediaId, filename: name } })).body.data.url).toMatch(/\/cdn\//);
      }
    }); // prettier-ignore

    test('exactly 4 MB still go inline, and one byte more do not', async () => {
      expect((await inline('a.png', 'image/png', 4_194_304)).status).toBe(200);
      expect((await inline('a.png', 'image/png', 4_194_305)).status).toBe(413);
    });

    test('a link is hosted anew, media lists it, and download needs no key', async () => {
      const { url } = (await send('/media/upload', { body: { url: 'https://images.example/mug.png' } })).body.data as { url: string };
      await inline('a.png', 'image/png');
      expect((await send('/media')).body.data).toHaveLength(1);
      expect((await file(`${world.emulator.origin}/api/download?url=${encodeURIComponent(url)}`, 'curl/8.5.0')).status).toBe(200);
    });
  });

  describe('documented samples', () => {
    test('the trigger, asked about and fired', async () => {
      const { webhookId, name, id: workflowId } = world.emulator.workflow('text-to-image');
      expect((await send(`/workflow/${webhookId}/trigger`, { key: null })).body).toMatchObject({ workflowId, name, isActive: true, message: 'Webhook is configured. Use POST to trigger execution.' });
      expect(await send(`/workflow/${webhookId}/trigger`, { key: null, body: { prompt: 'A lighthouse', style: 'photorealistic' } })).toMatchObject({ status: 202, body: { executionId: expect.any(String), status: 'queued', message: 'Workflow execution queued successfully' } });
    });

    test.each<[string, object, string[]]>([
      ['the article’s part of a node', { nodes: [{ id: 'scene-1', data: { params: { prompt: 'A boat' } } }], edges: [] }, ['scene-1', 'gen-1', '1776100968381e1h3']],
      ['one text-to-image node by its type', { nodes: [{ id: 'node-1', type: 'basedNode', data: { label: 'Text to Image', nodeType: 'generate:flux_2', params: { prompt: 'A boat' } } }], edges: [] }, ['node-1']],
      ['a node of the type model without model.name', { nodes: [{ id: 'node-1', type: 'model', data: { nodeType: 'model:fal:text-to-image', prompt: 'A boat' } }], edges: [] }, ['node-1']],
      ['the quick start’s inputs', { inputs: { 'scene-1': 'A boat' } }, ['scene-1', 'gen-1', '1776100968381e1h3']],
    ])('execute with %s', async (_name, body, nodes) => {
      const started = await send(`/workflows/${id()}/execute`, { body });
      expect(started.status).toBe(201);
      expect(started.headers.get('location')).toMatch(/\/workflows\/executions\//);
      const run = world.emulator.executions.at(-1);
      expect(run?.nodes.map((node) => node.id)).toEqual(nodes);
      expect(run?.outputs.flatMap(({ images }) => images)[0]?.picture.prompt).toBe('A boat');
      expect((await wait(run?.id ?? '')).status).toBe('COMPLETED');
    });

    test('a node that nothing names a model for is refused', async () => {
      const answer = await send(`/workflows/${id()}/execute`, { body: { nodes: [{ id: 'node-1', type: 'model', data: {} }], edges: [] } });
      expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining('Node node-1 is missing model.name')]);
    });

    test('an execution says what it has used', async () => {
      const executionId = await start(world.emulator, 'chain');
      const used = async () => dataOf(await send(`/workflows/executions/${executionId}`)).creditsUsed as number | null;
      expect(await used()).toBeNull();
      world.emulator.clock.advance(HOUR_MS);
      expect(await used()).toBe(39);
    });

    test('an import node keeps its link under both of its keys', async () => {
      const link = 'https://images.example/mug.png';
      await send(`/workflows/${id('image-input')}/run`, { body: { inputs: { 'image-1': link } } });
      const { data } = world.emulator.executions.at(-1)?.nodes.find((node) => node.id === 'image-1') ?? {};
      expect(data).toMatchObject({ config: { image: link, imageUrl: link, mediaType: 'image' }, params: { image: link, imageUrl: link } });
    });
  });
});
