import { readWebhookInfo, readWorkflowGraph, readWorkflows, type Reply } from '../../../../core/api/readers/index.js';
import { byLastUse, type Workflow } from '../../../../core/model/workflow.js';
import { reply } from '../../../helpers/core.js';

const workflows = (given: Reply) => readWorkflows(given).items;
const ITEM = {
  id: 'cm1fake', name: 'Product Image Generator', description: '…', webhookId: 'whk_fake_1', webhookUrl: null, isActive: true, isPublished: false,
  executionCount: 42, lastExecutedAt: '2025-03-15T10:30:00.000Z', tags: ['image'], createdAt: '2025-01-01T00:00:00.000Z', updatedAt: '2025-03-14T00:00:00.000Z',
}; // prettier-ignore
const WORKFLOW = { id: 'cm1fake', name: 'Product Image Generator', webhookId: 'whk_fake_1', isActive: true, lastExecutedAt: '2025-03-15T10:30:00.000Z', updatedAt: '2025-03-14T00:00:00.000Z' };

describe('the list of workflows', () => {
  test.each<[string, unknown]>([
    ['a bare list', [ITEM]], ['data', { data: [ITEM] }], ['workflows', { workflows: [ITEM] }], ['items', { items: [ITEM] }], ['results', { results: [ITEM] }],
    ['data.workflows', { data: { workflows: [ITEM] } }], ['something unreadable between', [null, 3, { name: 'no id' }, ITEM]],
  ])('%s', (_name, body) => expect(workflows(reply(body))).toEqual([WORKFLOW])); // prettier-ignore

  test('an account without workflows has none', () => expect(workflows(reply([]))).toEqual([]));

  test.each([null, {}, 'x', { error: 'x' }, ['a'], [{ name: 'no id' }], { data: {} }])('%j is an error, never an empty list', (body) => {
    expect(() => workflows(reply(body))).toThrow(/not a list of workflows/);
  });

  const [ONE, TWO] = [{ id: 'cm1', name: 'One' }, { id: 'cm2', name: 'Two' }];
  test.each<[string, unknown]>([
    ['by owner', { owned: [ONE], shared: [TWO] }], ['what is shared beside it', { data: { workflows: [ONE], sharedWorkflows: [TWO] } }], ['in folders', [{ folder: 'A', workflows: [ONE] }, { folder: 'B', workflows: [TWO] }]],
    ['as a record by id', { workflows: { cm1: { name: 'One' }, cm2: { name: 'Two' } } }], ['as edges', { data: { edges: [{ node: ONE }, { node: TWO }] } }], ['each in a wrapper', [{ workflow: ONE }, { role: 'editor', workflow: TWO }]],
  ])('%s', (_how, body) => expect(workflows(reply(body)).map(({ id, name }) => [id, name])).toEqual([['cm1', 'One'], ['cm2', 'Two']])); // prettier-ignore
  test.each([{ is_active: false }, { active: 'false' }, { status: 'archived' }, { deletedAt: '2026-01-01T00:00:00Z' }, { isArchived: true }])('one is out of use with %j', (more) => expect(workflows(reply([{ ...ONE, ...more }]))[0]?.isActive).toBe(false));
  test.each([{ status: 'draft' }, { deletedAt: null }, { archived: false }, { active: 1 }])('and is not with %j', (more) => expect(workflows(reply([{ ...ONE, ...more }]))[0]?.isActive).toBe(true));

  test('a webhook counts only while it is enabled', () => {
    const webhookOf = (more: object) => workflows(reply([{ ...ITEM, ...more }]))[0]?.webhookId;
    expect(webhookOf({ webhookEnabled: true })).toBe('whk_fake_1');
    expect(webhookOf({ webhookEnabled: false })).toBeNull();
    expect(webhookOf({ webhookId: null })).toBeNull();
    expect(webhookOf({ webhookId: '' })).toBeNull();
  });

  test('a workflow without a name is known by its id, one without a word on it is active', () => {
    expect(workflows(reply([{ id: 'cm2fake' }]))).toEqual([
      { id: 'cm2fake', name: 'cm2fake', webhookId: null, isActive: true, lastExecutedAt: null, updatedAt: null },
    ]);
    expect(workflows(reply([{ ...ITEM, isActive: false }]))[0]?.isActive).toBe(false);
  });

  test.each([[{ workflowId: 'cm2fake', workflowName: 'Posters' }], [{ id: 'cm2fake', title: 'Posters' }]])('%j is known by its other names', (item) => {
    expect(workflows(reply([item]))).toMatchObject([{ id: 'cm2fake', name: 'Posters' }]);
  });

  test('one that was never changed was last changed when it was made', () => {
    expect(workflows(reply([{ id: 'cm2fake', createdAt: '2025-01-01T00:00:00.000Z' }]))).toMatchObject([{ updatedAt: '2025-01-01T00:00:00.000Z' }]);
  });

  test('most recently used first, then most recently changed', () => {
    const workflow = (id: string, lastExecutedAt: string | null, updatedAt: string | null): Workflow => ({ id, name: id, webhookId: null, isActive: true, lastExecutedAt, updatedAt });
    const list = [workflow('never', null, null), workflow('changed', null, '2025-02-01T00:00:00.000Z'), workflow('used', '2025-01-01T00:00:00.000Z', null), workflow('just used', '2025-03-01T00:00:00.000Z', null)];
    expect(list.sort(byLastUse).map(({ id }) => id)).toEqual(['just used', 'used', 'changed', 'never']);
  });
});

describe('a workflow\'s graph', () => {
  const graph = { ...ITEM, nodes: [{ id: 'n1' }, null, 'x'], edges: [{ id: 'e1', source: 'n1', target: 'n2' }] };
  test.each<[string, unknown]>([
    ['bare', graph], ['data', { data: graph }], ['workflow', { workflow: graph }], ['data.workflow', { data: { workflow: graph } }],
    ['nodes beside the workflow', { workflow: ITEM, nodes: graph.nodes, edges: graph.edges }],
    ['an envelope with an id of its own', { id: 'req_9', data: graph }],
    ['meta beside data', { data: graph, meta: { migrations: [], warnings: [] } }],
  ])('%s', (_name, body) => {
    expect(readWorkflowGraph(reply(body))).toEqual({ workflow: WORKFLOW, nodes: [{ id: 'n1' }], edges: [{ id: 'e1', source: 'n1', target: 'n2' }] });
  }); // prettier-ignore

  test('missing edges are none', () => expect(readWorkflowGraph(reply({ id: 'cm', nodes: [] })).edges).toEqual([]));
  test.each([null, {}, [], ITEM, { nodes: [] }, { data: { nodes: 'x', id: 'a' } }])('%j is an error', (body) => {
    expect(() => readWorkflowGraph(reply(body))).toThrow(/not a workflow/);
  });
});

describe('what a webhook belongs to', () => {
  test.each<[unknown, object]>([
    [{ workflowId: 'cm1fake', name: 'My Workflow', isActive: true, message: 'Webhook is configured.' }, { workflowId: 'cm1fake', name: 'My Workflow', isActive: true }],
    [{ data: { workflowId: 'cm1fake', workflowName: 'My Workflow', isActive: false } }, { workflowId: 'cm1fake', name: 'My Workflow', isActive: false }],
    [{ id: 'cm1fake', name: 'My Workflow' }, { workflowId: 'cm1fake', name: 'My Workflow', isActive: true }],
    [{ workflowId: 'cm1fake' }, { workflowId: 'cm1fake', name: null, isActive: true }],
  ])('%j', (body, expected) => expect(readWebhookInfo(reply(body))).toEqual(expected));

  test.each([null, {}, [], { message: 'x' }])('%j is an error', (body) => expect(() => readWebhookInfo(reply(body))).toThrow(/not a webhook/));
});
