import fc from 'fast-check';

const IMAGE = 'https://cdn.wireflow.ai/0b9c.png';

/** Replies as the service's pages show them, and as Wireflow's own programs read them (docs/service.md). */
const DOCUMENTED: readonly unknown[] = [
  { executionId: 'exec_1', status: 'queued', message: 'Workflow execution started' },
  { workflowId: 'cm1', batchId: 'b1', executionRuns: [{ id: 'exec_1', status: 'RUNNING', startTime: '2026-03-20T12:00:00Z', endTime: null, nodeRuns: [] }] },
  { data: { executionId: 'exec_1', status: 'RUNNING' } },
  { status: 'COMPLETED', nodeResults: { nodeRuns: [{ nodeId: 'g', status: 'COMPLETED', output: { images: [{ url: IMAGE, width: 1024 }] } }] } },
  { data: { status: 'COMPLETED', nodeResults: [{ nodeId: 'g' }], finalOutput: { url: IMAGE } } },
  { status: 'FAILED', error: 'Refused', nodeStates: [{ nodeId: 'g', label: 'Flux', status: 'FAILED', error: { message: 'NSFW' }, outputUrls: [IMAGE], text: 'copy' }] },
  { data: [{ id: 'exec_1', status: 'COMPLETED', workflowId: 'cm1', startTime: 1774008000, outputs: [{ urls: [IMAGE] }] }], nextCursor: 'abc', pagination: { total: 7, hasMore: true } },
  [{ id: 'cm1', name: 'Product', webhookId: 'whk_fake', isActive: true, lastExecutedAt: '2026-03-20T12:00:00Z' }],
  { workflow: { id: 'cm1', name: 'Product', nodes: [{ id: 'n1', type: 'input:text', data: { label: 'Prompt', config: { prompt: 'x' } } }], edges: [{ source: 'n1', target: 'g' }] } },
  { inputs: [{ nodeId: 'n1', label: 'Prompt', type: 'text', required: true, default: 'x', options: ['a', { value: 'b', label: 'B' }] }] },
  { estimatedCredits: 15, estimateComplete: false, availableCredits: 3, sufficient: false, breakdown: [{ nodeLabel: 'Flux', model: 'flux', credits: 15 }] },
  { credits: 985, plan: { name: 'pro' } },
];

/** Values that readers have been known to stumble over. */
const ODD = fc.constantFrom<unknown>(null, '', ' ', 0, -1, 1e308, true, [], {}, [[]], '[object Object]', '__proto__', 'null', '0001-01-01', 1e15, '😀', [null], { url: 'javascript:alert(1)' }, 'http://[');

/** Any JSON, documented replies with parts of them replaced, dropped or wrapped, and depths of both. */
export function changedReply(documented: readonly unknown[]): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.nat(), fc.oneof(ODD, fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...documented)));
  return fc.oneof(
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 5 }) },
    { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...documented), fc.array(change, { maxLength: 4 })).map(([shape, changes]) => changes.reduce<unknown>((reply, [place, value]) => replaced(reply, place, value), shape)) },
  ).map((reply) => JSON.parse(JSON.stringify(reply) ?? 'null') as unknown); // prettier-ignore
}

export const anyReply = changedReply(DOCUMENTED);

/** `json` with its part number `place` replaced; parts are counted through and through, and round again. */
function replaced(json: unknown, place: number, value: unknown): unknown {
  const paths = pathsOf(json);
  const path = paths[place % paths.length] ?? [];
  return at(json, path, value);
}

function pathsOf(json: unknown): string[][] {
  if (typeof json !== 'object' || json === null) return [[]];
  return [[], ...Object.entries(json).flatMap(([key, value]) => pathsOf(value).map((path) => [key, ...path]))];
}

function at(json: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(json)) return json.map((item, index) => (String(index) === key ? at(item, rest, value) : (item as unknown)));
  return { ...(json as object), [key]: at((json as Record<string, unknown>)[key], rest, value) };
}
