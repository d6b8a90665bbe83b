import { inputsOf, runSaved } from '../../../core/runs/saved_workflow.js';
import type { EndpointName } from '../../../core/api/endpoints.js';
import type { HttpResponse } from '../../../core/api/transport.js';
import { clientOf, failure, recorded, response } from '../../helpers/core.js';

const GRAPH = response(200, { id: 'cm_fake', nodes: [{ id: 'scene', data: { label: 'Scene', nodeType: 'input:text', config: { prompt: 'old' } } }], edges: [{ source: 'scene', target: 'gen' }] });
const STARTED = response(201, { executionId: 'exec_1' });
const VALUES = new Map<string, unknown>([['scene', 'new']]);

function service(answers: Partial<Record<EndpointName, HttpResponse>>) {
  const wire = recorded(({ endpoint }) => answers[endpoint as EndpointName] ?? response(500, ''));
  const bodyOf = (endpoint: string) => JSON.parse(String(wire.sent.find((request) => request.endpoint === endpoint)?.body)) as unknown;
  return { client: clientOf(wire), wire, bodyOf, asked: () => wire.sent.map(({ endpoint }) => endpoint) };
}

describe('what a workflow asks for', () => {
  test('is what the service describes', async () => {
    const { client, asked } = service({ describeInputs: response(200, { inputs: [{ nodeId: 'n', label: 'Look' }] }), getWorkflow: GRAPH });
    expect(await inputsOf(client, 'cm_fake')).toMatchObject([{ nodeId: 'n', label: 'Look' }]);
    expect(asked()).toEqual(['describeInputs']);
  });

  test.each([404, 405])('is read from the saved graph where that call is unknown (%s)', async (status) => {
    const { client } = service({ describeInputs: response(status, {}), getWorkflow: GRAPH });
    expect(await inputsOf(client, 'cm_fake')).toMatchObject([{ nodeId: 'scene', label: 'Scene', default: 'old' }]);
  });

  test('never tries the other way after a page of somebody on the way, whatever it says of the workflow', async () => {
    const { client, asked } = service({ run: response(404, '<html>Not found</html>'), getWorkflow: GRAPH, execute: STARTED });
    expect(await failure(() => runSaved(client, 'cm_fake', VALUES))).toMatchObject({ kind: 'unavailable', canRetry: true });
    expect(asked()).toEqual(['run']);
  });

  test('a workflow that exists neither way is not found', async () => {
    expect(await failure(() => inputsOf(service({ describeInputs: response(404, {}), getWorkflow: response(404, {}) }).client, 'cm_fake'))).toMatchObject({ kind: 'not_found' });
  });

  test.each([[401, 'bad_key'], [403, 'forbidden'], [429, 'rate_limited'], [500, 'unavailable']] as const)('a %s says nothing about the call, and is told', async (status, kind) => {
    const { client, asked } = service({ describeInputs: response(status, {}), getWorkflow: GRAPH });
    expect(await failure(() => inputsOf(client, 'cm_fake'))).toMatchObject({ kind });
    expect(asked()).toEqual(['describeInputs']);
  });
});

describe('running a saved workflow', () => {
  test('sends the values by node id, with the key that makes replays harmless', async () => {
    const { client, wire, bodyOf } = service({ run: STARTED });
    expect(await runSaved(client, 'cm_fake', VALUES, 'key-1')).toMatchObject({ id: 'exec_1' });
    expect(bodyOf('run')).toEqual({ inputs: { scene: 'new' } });
    expect(wire.sent[0]?.headers['idempotency-key']).toBe('key-1');
  });

  test('executes the saved graph with the values put in where that call is unknown, under a key of its own: the first may be answered with its refusal again', async () => {
    const { client, wire, bodyOf, asked } = service({ run: response(404, {}), getWorkflow: GRAPH, execute: STARTED });
    expect(await runSaved(client, 'cm_fake', VALUES, 'key-1')).toMatchObject({ id: 'exec_1' });
    expect(asked()).toEqual(['run', 'getWorkflow', 'execute']);
    expect(bodyOf('execute')).toMatchObject({ nodes: [{ id: 'scene', data: { config: { prompt: 'new' } } }], edges: [{ source: 'scene', target: 'gen' }] });
    expect(wire.sent[2]?.headers['idempotency-key']).toBe('key-1-execute');
    expect(wire.sent[0]?.headers['idempotency-key']).toBe('key-1');
  });

  test.each([[400, 'rejected'], [402, 'out_of_credits'], [403, 'forbidden'], [409, 'conflict'], [429, 'rate_limited'], [500, 'start_unknown'], [200, 'start_unknown']] as const)('never tries the other way after a %s, which could buy twice', async (status, kind) => {
    const { client, asked } = service({ run: response(status, {}), getWorkflow: GRAPH, execute: STARTED });
    expect(await failure(() => runSaved(client, 'cm_fake', VALUES))).toMatchObject({ kind });
    expect(asked()).toEqual(['run']);
  });

  test('never tries the other way after a page of somebody on the way, whatever it says of the workflow', async () => {
    const { client, asked } = service({ run: response(404, '<html>Not found</html>'), getWorkflow: GRAPH, execute: STARTED });
    expect(await failure(() => runSaved(client, 'cm_fake', VALUES))).toMatchObject({ kind: 'unavailable', canRetry: true });
    expect(asked()).toEqual(['run']);
  });

  test('a workflow that exists neither way is not found, and nothing is started', async () => {
    const { client, asked } = service({ run: response(404, {}), getWorkflow: response(404, {}), execute: STARTED });
    expect(await failure(() => runSaved(client, 'cm_fake', VALUES))).toMatchObject({ kind: 'not_found' });
    expect(asked()).toEqual(['run', 'getWorkflow']);
  });
});
