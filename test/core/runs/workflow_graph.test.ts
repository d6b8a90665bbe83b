import { graphWithValues, inputsOfGraph } from '../../../core/runs/workflow_graph.js';
import type { WorkflowGraph } from '../../../core/api/readers/index.js';
import { SAMPLE_WORKFLOW } from '../../../core/outputs/account_output.js';
import type { JsonObject } from '../../../core/json.js';

const graph = (nodes: readonly JsonObject[], edges: readonly JsonObject[] = []): WorkflowGraph => ({ workflow: SAMPLE_WORKFLOW, nodes, edges });
const node = (id: unknown, nodeType: string, data: JsonObject = {}): JsonObject => ({ id, type: 'basedNode', data: { nodeType, ...data } });
const only = (given: JsonObject) => inputsOfGraph(graph([given]))[0];
const dataOf = (filled: JsonObject, index = 0) => (filled['nodes'] as { data: JsonObject }[])[index]?.data;

describe('what a saved graph asks for', () => {
  test('is every input that nothing leads into, in the graph’s order, under its label', () => {
    const given = graph(
      [node('scene', 'input:text', { label: 'Scene' }), node('gen', 'generate:flux_2_pro', { label: 'Flux' }), node('fed', 'input:text', { label: 'Fed' }), node('photo', 'input:image')],
      [{ source: 'gen', target: 'fed' }, { source: 'scene', target: 'gen' }, { source: 'x' }],
    );
    expect(inputsOfGraph(given).map(({ nodeId, label, type }) => [nodeId, label, type])).toEqual([['scene', 'Scene', 'text'], ['photo', 'photo', 'image']]);
  });

  test.each([
    ['input:text', {}, true], ['Input:Text', {}, true], ['text', { category: 'input' }, true], ['input:image', { category: 'image' }, true], ['utility:tiktok_import', { category: 'utility' }, true],
    ['generate:flux_2_pro', { category: 'generate' }, false], ['output:preview', {}, false], ['utility:resize', { category: 'utility' }, false], ['inputs_of_none', {}, false], ['', {}, false],
  ])('a node of type %j with %j: %s', (nodeType, data, isInput) => expect(only(node('n', nodeType, data)) !== undefined).toBe(isInput)); // prettier-ignore

  test.each([
    ['input:image', 'image'], ['input:number', 'number'], ['input:seed', 'number'], ['input:toggle', 'boolean'], ['input:boolean', 'boolean'], ['input:url', 'url'], ['utility:tiktok_import', 'url'], ['input:text', 'text'], ['input:something', 'text'],
  ])('%s is filled in as %s', (nodeType, type) => expect(only(node('n', nodeType))?.type).toBe(type)); // prettier-ignore

  test.each([
    [{ params: { prompt: 'A tea' } }, 'A tea'], [{ config: { prompt: 'A tea' } }, 'A tea'], [{ config: { prompt: 'new' }, params: { prompt: 'old' } }, 'new'],
    [{ config: { options: ['a'], value: 7 } }, 7], [{ config: { on: false } }, false], [{ config: {} }, null], [{ config: 'odd', params: [] }, null], [{}, null], [{ config: { ports: {} } }, null],
  ])('its saved value, from %j, is %j', (data, value) => expect(only(node('n', 'input:text', data))?.default).toBe(value)); // prettier-ignore

  test('what is no node is passed over; an id that is a number is an id', () => {
    expect(inputsOfGraph(graph([{}, { id: 'x' }, { id: 'y', data: 'odd' }, node(null, 'input:text'), node(177, 'input:text')])).map(({ nodeId }) => nodeId)).toEqual(['177']);
  });

  test('nothing is called required or given choices: the graph says neither', () => {
    expect(only(node('n', 'input:text', { label: 'Scene' }))).toEqual({ nodeId: 'n', label: 'Scene', type: 'text', required: false, description: null, default: null, choices: [] });
  });
});

describe('values put into a saved graph', () => {
  const filledWith = (data: JsonObject, value: unknown) => dataOf(graphWithValues(graph([node('n', 'input:text', data)]), new Map([['n', value]])));

  test('go where the node keeps its own, into config and params both, beside what is there', () => {
    expect(filledWith({ label: 'Scene', config: { text: 'old', size: 2 }, params: { more: true } }, 'new')).toEqual({
      nodeType: 'input:text', label: 'Scene', config: { text: 'new', size: 2 }, params: { more: true, text: 'new' },
    });
  }); // prettier-ignore

  test('replace the value that was shown as the default, not what happens to stand first', () => {
    const data = { config: { options: ['a', 'b'], value: 'a' } };
    expect(only(node('n', 'input:text', data))?.default).toBe('a');
    expect(filledWith(data, 'b')).toMatchObject({ config: { options: ['a', 'b'], value: 'b' }, params: { value: 'b' } });
  });

  test.each([[{}], [{ config: null, params: 'odd' }], [{ config: { ports: [] } }]])('go under “prompt” where the node keeps nothing: %j', (data) => {
    expect(filledWith(data, 'x')).toMatchObject({ config: { prompt: 'x' }, params: { prompt: 'x' } });
  });

  test.each([
    [{ config: { image: 'https://a.example/old.png', imageUrl: 'https://a.example/old.png', mediaType: 'image' } }], [{ config: { mediaType: 'image', imageUrl: '' } }], [{ config: {} }], [{}],
    [{ config: { url: 'https://a.example/old.png' } }],
  ])('a link goes into both places where an import node keeps it: %j', (data) => {
    const filled = dataOf(graphWithValues(graph([node('n', 'input:image', data)]), new Map([['n', 'https://a.example/new.png']])));
    for (const place of ['config', 'params']) expect(filled?.[place]).toMatchObject({ image: 'https://a.example/new.png', imageUrl: 'https://a.example/new.png' });
    expect(JSON.stringify(filled)).not.toMatch(/old/);
  }); // prettier-ignore

  test.each([[{ image: 'https://a.example/1.png', imageUrl: '' }], [{ image: '', imageUrl: 'https://a.example/1.png', mediaType: 'image' }]])('whichever of the two is filled in is the saved link: %j', (config) => {
    expect(only(node('n', 'input:image', { config }))?.default).toBe('https://a.example/1.png');
  });

  test('a node without data gets some', () => {
    expect(dataOf(graphWithValues(graph([{ id: 'n' }]), new Map([['n', 1]])))).toEqual({ config: { prompt: 1 }, params: { prompt: 1 } });
  });

  test('leave every other node, every edge and the graph itself as they are', () => {
    const given = graph([node('a', 'input:text', { config: { prompt: '{{x}} “y”\n' } }), node('b', 'generate:flux_2_pro'), {}], [{ source: 'a', target: 'b' }]);
    const before = structuredClone(given);
    expect(graphWithValues(given, new Map([['unknown', 1]]))).toEqual({ nodes: before.nodes, edges: before.edges });
    graphWithValues(given, new Map([['a', 'x']]));
    expect(given).toEqual(before);
  });
});
