import { withoutKnown } from '../../../../core/api/readers/known_entries.js';

const NODES = { node_1: { type: 'image', output: { url: 'https://cdn.wireflow.ai/a.png' } } };
const entry = (id: string) => ({ id, status: 'COMPLETED', startedAt: '2026-03-20T12:00:00.000Z', workflow: { id: 'wf_1', name: 'Posters' }, nodeOutputs: NODES, outputs: [{ url: 'https://cdn.wireflow.ai/a.png' }] });
const SLIM = { id: 'known', status: 'COMPLETED', startedAt: '2026-03-20T12:00:00.000Z', workflow: { id: 'wf_1', name: 'Posters' } };
const KNOWN = new Set(['known', '7']);

test.each([
  ['bare', (list: unknown) => list],
  ['in an envelope', (list: unknown) => ({ executions: list, nextCursor: 'x' })],
  ['in two', (list: unknown) => ({ success: true, data: { executions: list } })],
])('a list %s keeps of what is known the state, the times and the workflow, and of what is new all', (_what, around) => {
  expect(withoutKnown(around([entry('known'), entry('new')]), KNOWN)).toEqual(around([SLIM, entry('new')]));
});

test('an entry is known by its execution’s id where it has two, and by a number as well', () => {
  const [named, other, numbered] = withoutKnown([{ executionId: 'known', id: 'x', nodeOutputs: NODES }, { executionId: 'x', id: 'known', nodeOutputs: NODES }, { id: 7, nodeOutputs: NODES }], KNOWN) as object[];
  expect(named).toEqual({ executionId: 'known', id: 'x' });
  expect(other).toHaveProperty('nodeOutputs');
  expect(numbered).toEqual({ id: 7 });
});

test.each([null, 'known', 7, { id: 'known', nodeOutputs: NODES }, [null, 'known', [entry('known')]], [{ id: 'known', executionRuns: [entry('new')] }]])('what is no list of known executions stays as it is: %j', (body) => {
  expect(withoutKnown(body, KNOWN)).toEqual(body);
});
