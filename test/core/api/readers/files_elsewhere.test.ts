import { filesElsewhere } from '../../../../core/api/readers/files_elsewhere.js';
import { readExecution, readExecutionPage } from '../../../../core/api/readers/index.js';

const A = 'https://cdn.wireflow.ai/a.png';
const urls = (reply: object) => filesElsewhere([reply as Record<string, unknown>]).map(({ url }) => url);
const reply = (body: unknown) => ({ status: 200, body, requestId: null, link: null, location: null, retryAfterMs: null }) as unknown as Parameters<typeof readExecution>[0];
const first = (body: object) => readExecution(reply({ status: 'COMPLETED', ...body }), 'exec_1').outputs[0]?.url ?? null;

test.each<[string, object]>([
  ['images beside the status', { images: [A] }], ['a link beside the status', { imageUrl: A }], ['results beside the status', { results: [{ url: A }] }],
  ['outputs by name', { nodeRuns: [{ nodeId: 'g', output: { outputs: { final: { url: A } } } }] }], ['outputs by node', { outputs: { g: { images: [{ url: A }] } } }],
  ['nodes with outputs', { nodes: [{ id: 'g', outputs: { image: A } }] }], ['nodes with data.output', { nodes: [{ id: 'g', data: { output: A } }] }],
  ['far down', { nodeRuns: [{ nodeId: 'g', output: { candidates: [{ content: { parts: [{ fileData: { fileUri: A } }] } }] } }] }],
  ['in Markdown', { nodeRuns: [{ nodeId: 'g', output: { text: `Here it is: ![a boat](${A}) as asked.` } }] }], ['in HTML', { output: { html: `<p><img alt="" src="${A}"></p>` } }],
])('a finished picture is found %s', (_where, body) => expect(first(body)).toBe(A)); // prettier-ignore

test('a link without an ending is a picture where its key says so, and an address of something else is none', () => {
  expect(urls({ answer: { picture: { at: 'https://cdn.wireflow.ai/0a1b' }, urls: { get: 'https://api.example/predictions/1', cancel: 'https://api.example/predictions/1/cancel' } } })).toEqual(['https://cdn.wireflow.ai/0a1b']);
});

test.each<[string, object]>([
  ['inputs', { inputs: { photo: A }, nodeRuns: [{ nodeId: 'g', input: { image: A } }] }], ['a node’s settings', { nodes: [{ id: 'g', data: { config: { image: A }, image: A } }] }],
  ['a thumbnail, a cover, a preview', { thumbnailUrl: A, coverImage: A, previewImage: A }], ['the workflow’s or a person’s picture', { workflow: { image: A }, user: { avatarUrl: A } }],
])('no result: %s', (_what, body) => expect(first(body)).toBeNull()); // prettier-ignore

test('what the known shapes find is enough, and a run that goes on has none', () => {
  expect(readExecution(reply({ status: 'COMPLETED', nodeRuns: [{ nodeId: 'g', output: { url: A } }], gallery: { image: 'https://cdn.wireflow.ai/b.png' } }), 'exec_1').outputs.map(({ url }) => url)).toEqual([A]);
  expect(readExecution(reply({ status: 'RUNNING', images: [A] }), 'exec_1').outputs).toEqual([]);
});

test('an entry of a list may be shorter than its run, so there nothing is guessed', () => {
  expect(readExecutionPage(reply([{ id: 'exec_1', status: 'COMPLETED', image: A }]), { page: 1, offset: 0 })?.items[0]?.outputs).toEqual([]);
});

test('nothing is followed for ever', () => {
  const deep = Array.from({ length: 50_000 }).reduce<object>((inner) => ({ output: inner }), { url: A });
  expect(urls(deep)).toEqual([]);
});
