import { readExecuteOptions } from '../../../core/fields/execute_options.js';
import { expectReadable, failure } from '../../helpers/core.js';

const NODES = [{ id: 'text-input-1', data: { params: { prompt: 'A {{boat}} “x”' } } }];

test.each([undefined, null, '', '  \n'])('nodes left empty as %j mean the workflow’s own inputs', (nodes) => {
  expect(readExecuteOptions({ nodes })).toEqual({ nodes: null, edges: [], targetNodeId: null });
});

describe('nodes are taken as people have them', () => {
  test.each<[string, unknown]>([
    ['as text', JSON.stringify(NODES)],
    ['as text with space around', `\n ${JSON.stringify(NODES, null, 2)} `],
    ['as a list', NODES],
    ['within an object', { nodes: NODES }],
    ['within an object, as text', JSON.stringify({ nodes: NODES })],
  ])('%s', (_how, nodes) => expect(readExecuteOptions({ nodes })).toEqual({ nodes: NODES, edges: [], targetNodeId: null }));

  test('a whole graph keeps its edges: without them it would be another workflow', () => {
    const edges = [{ source: 'text-input-1', target: 'gen-1' }];
    for (const nodes of [{ nodes: NODES, edges }, JSON.stringify({ nodes: NODES, edges })]) expect(readExecuteOptions({ nodes })).toMatchObject({ nodes: NODES, edges });
  });

  test('an id that is a number is an id', () => expect(readExecuteOptions({ nodes: '[{"id": 7}]' }).nodes).toEqual([{ id: 7 }]));
});

describe('whatever else it is, is refused in a sentence', () => {
  test('whole numbers that are too long for a number stay the digits that they are', () => {
    expect(readExecuteOptions({ nodes: '[{"id":"1","data":{"seed":9007199254740993,"steps":28,"text":"seed 9007199254740993"}}]' }).nodes).toEqual([{ id: '1', data: { seed: '9007199254740993', steps: 28, text: 'seed 9007199254740993' } }]);
  });

  test.each(['[{"id": "a", "data": NaN}]', '{"id"', 'nodes', '[{"id": "a"},]', '“quotes”'])('no valid JSON: %s', async (nodes) => {
    const error = await failure(() => readExecuteOptions({ nodes }));
    expect(error).toMatchObject({ kind: 'bad_input', field: 'nodes' });
    expect(error.problem).toBe('The field Nodes (JSON) holds no valid JSON.');
    expectReadable(error);
  });

  test.each<[unknown]>([['[]'], [[]], ['{}'], ['7'], ['null'], ['"text"'], [true], [[{ data: {} }]], [[{ id: '' }]], [[{ id: 'a' }, 'b']], [[{ id: 'a' }, { id: null }]], [{ nodes: [] }], [{ nodes: { id: 'a' } }]])('no list of nodes with ids: %j', async (nodes) => {
    const error = await failure(() => readExecuteOptions({ nodes }));
    expect(error).toMatchObject({ kind: 'bad_input', field: 'nodes' });
    expect(error.problem).toMatch(/needs a list of nodes, each with an id/);
    expectReadable(error);
  });
});

test.each([[{}], [['gen-1']], [true]])('a target node given as %j is something else than a text', async (target_node) => {
  expect((await failure(() => readExecuteOptions({ target_node }))).problem).toBe('The field Target Node needs one text, but something else was mapped.');
});

test.each([[' gen-1 ', 'gen-1'], [7, '7'], ['', null], ['  ', null], [undefined, null], [null, null]])('a target node given as %j is %j', (target_node, id) => {
  expect(readExecuteOptions({ target_node }).targetNodeId).toBe(id);
});
