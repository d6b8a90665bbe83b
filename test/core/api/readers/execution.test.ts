import fc from 'fast-check';
import { WireflowError } from '../../../../core/model/errors.js';
import { EXECUTION_STATUSES } from '../../../../core/model/execution.js';
import { readExecution } from '../../../../core/api/readers/index.js';
import { linkKeysIn } from '../../../../core/model/own_inputs.js';
import { reply } from '../../../helpers/core.js';

const ID = 'exec_fake_1';
const A = 'https://cdn.wireflow.ai/a.png';
const B = 'https://cdn.wireflow.ai/b.png';
const C = 'https://cdn.wireflow.ai/c.png';
const read = (body: unknown, id = ID) => readExecution(reply(body), id);
const links = (body: unknown) => read(body).outputs.map(({ url }) => url);

const nodeRun = { nodeId: 'node-1', status: 'COMPLETED', output: { images: [{ url: A }] } };
const nodeState = {
  nodeId: 'gen-1', label: 'Nano Banana 2', status: 'COMPLETED', error: null, outputUrl: A, outputUrls: [A], text: null, progress: null, requestId: 'fal_fake',
}; // prettier-ignore
const SHAPES: readonly (readonly [string, object])[] = [
  ['nodeResults.nodeRuns', { status: 'COMPLETED', nodeResults: { nodeRuns: [nodeRun] } }],
  ['nodeResults as a list', { status: 'COMPLETED', nodeResults: [nodeRun] }],
  ['finalOutput alone', { status: 'COMPLETED', finalOutput: { url: A } }],
  ['finalOutput as a link', { status: 'COMPLETED', finalOutput: A }],
  ['nodeResults and finalOutput', { status: 'COMPLETED', nodeResults: { nodeRuns: [nodeRun] }, finalOutput: { url: A } }],
  ['nodeStates', { status: 'COMPLETED', error: null, nodeStates: [nodeState] }],
  ['nodeStates by node id', { status: 'COMPLETED', nodeStates: { 'gen-1': { status: 'COMPLETED', outputUrl: A } } }],
  ['executionRuns', { batchId: 'b', executionRuns: [{ id: ID, status: 'COMPLETED', error: null, nodeRuns: [nodeRun] }] }],
  ['bare nodeRuns', { id: ID, status: 'COMPLETED', nodeRuns: [nodeRun] }],
  ['outputs with a link each', { status: 'COMPLETED', outputs: [{ nodeId: 'n', label: 'Picture', status: 'COMPLETED', url: A }] }],
  ['outputs with several links', { status: 'COMPLETED', outputs: [{ nodeId: 'n', urls: [A] }] }],
  ['an output that is a link', { status: 'COMPLETED', nodeResults: { nodeRuns: [{ nodeId: 'n', output: A }] } }],
  ['an output that holds a link', { status: 'COMPLETED', nodeResults: { nodeRuns: [{ nodeId: 'n', output: { url: A, count: 1, failedItems: [], _warnings: [] } }] } }],
  ['a compositor\'s image port', { status: 'COMPLETED', nodeResults: { nodeRuns: [{ nodeId: 'n', output: { image: [A], url: A, count: 1 } }] } }],
  ['an output on the execution', { status: 'COMPLETED', output: { images: [{ url: A }] } }],
  ['all shapes at once', {
    status: 'COMPLETED', error: null, nodeStates: [nodeState], nodeResults: { nodeRuns: [{ ...nodeRun, nodeId: 'gen-1' }] }, finalOutput: { url: A },
    executionRuns: [{ id: ID, status: 'COMPLETED', nodeRuns: [nodeRun] }],
  }],
]; // prettier-ignore

describe('every reply to a poll that is documented gives the same execution', () => {
  describe.each(SHAPES)('%s', (_name, body) => {
    const envelopes: (readonly [string, unknown])[] = [
      ['bare', body],
      ['under data', { data: body }],
      ['under data, beside a word of the envelope', { status: 'success', data: body }],
      ['under execution', { execution: body }],
      ['under result', { result: body }],
      ['twice wrapped', { data: { execution: body } }],
      ['in lower case', JSON.parse(JSON.stringify(body).replaceAll('COMPLETED', 'completed'))],
    ];
    test.each(envelopes)('%s', (_envelope, wrapped) => {
      const execution = read(wrapped);
      expect(execution).toMatchObject({ id: ID, status: 'completed', error: null, requestId: 'req_fake_1' });
      expect(execution.outputs.map(({ url, kind }) => [url, kind])).toEqual([[A, 'image']]);
    });
  });
});

describe('the state of a run', () => {
  test.each([
    ['queued', 'queued'], ['QUEUED', 'queued'], ['PENDING', 'queued'], ['running', 'running'], ['RUNNING', 'running'],
    ['IN_PROGRESS', 'running'], ['completed', 'completed'], ['COMPLETED', 'completed'], ['Failed', 'failed'], ['FAILED', 'failed'],
    ['CANCELLED', 'cancelled'], ['CANCELED', 'cancelled'], ['TIMEOUT', 'timed_out'], ['TIMED_OUT', 'timed_out'],
    ['timed out', 'timed_out'], [' completed ', 'completed'],
  ])('%s is told as %s', (word, status) => {
    expect(read({ status: word }).status).toBe(status);
    expect(read({ data: { status: word } }).status).toBe(status);
  }); // prettier-ignore

  test.each(['SUCCEEDED', 'DONE', 'ERROR', 'resuming', '', '??', 'constructor', '__proto__', 'toString', null, 0, true, {}, []])(
    'a word that nobody documented means the run goes on: %j',
    (word) => expect(read({ status: word, nodeStates: [nodeState] }).status).toBe('running'),
  );

  test('no word at all means the run goes on', () => {
    expect(read({ nodeStates: [] }).status).toBe('running');
  });

  test('a word of the envelope does not hide how the run ended', () => {
    expect(read({ status: 'ok', data: { status: 'FAILED' } }).status).toBe('failed');
    expect(read({ status: 200, data: { status: 'CANCELLED' } }).status).toBe('cancelled');
  });

  test('COMPLETED before the output is there is completed, with no image', () => {
    const execution = read({ status: 'COMPLETED', nodeStates: [{ ...nodeState, outputUrl: null, outputUrls: [] }], finalOutput: null });
    expect(execution).toMatchObject({ status: 'completed', outputs: [] });
  });
});

describe('a batch', () => {
  const batch = (status: string) => ({
    status,
    batchId: 'b',
    workflowId: 'cm_fake',
    executionRuns: [
      { id: 'exec_1', status: 'COMPLETED', nodeRuns: [{ nodeId: 'n', output: { images: [{ url: A }] } }] },
      { id: 'exec_2', status: 'RUNNING', error: null, nodeRuns: [] },
      { id: 'exec_3', status: 'FAILED', error: 'Refused', nodeRuns: [] },
    ],
  });

  test('each run has its own state, outputs and error', () => {
    expect(read(batch('RUNNING'), 'exec_1')).toMatchObject({ status: 'completed', error: null, workflowId: 'cm_fake', outputs: [{ url: A }] });
    expect(read(batch('RUNNING'), 'exec_2')).toMatchObject({ status: 'running', outputs: [] });
    expect(read(batch('RUNNING'), 'exec_3')).toMatchObject({ status: 'failed', error: 'Refused', outputs: [] });
  });

  test('a run may call itself by executionId', () => {
    const runs = [{ executionId: 'exec_1', id: 'exec_2', status: 'COMPLETED' }, { executionId: 'exec_2', id: 'exec_1', status: 'FAILED' }];
    expect(read({ executionRuns: runs }, 'exec_2').status).toBe('failed');
  });

  test('a batch that is over does not end a run that goes on', () => {
    expect(read(batch('COMPLETED'), 'exec_2').status).toBe('running');
  });

  test('a run that the batch does not name takes nothing from the others', () => {
    expect(read(batch('RUNNING'), 'exec_9')).toMatchObject({ id: 'exec_9', status: 'running', error: null, outputs: [] });
  });

  test('a single run is the one that was asked for, whatever it calls itself', () => {
    expect(read({ executionRuns: [{ id: 'other', status: 'FAILED' }] }).status).toBe('failed');
  });

  test('a run without a state has that of its batch', () => {
    expect(read({ status: 'COMPLETED', executionRuns: [{ id: ID }] }).status).toBe('completed');
  });
});

describe('why a run failed', () => {
  test.each<[string, object, string | null]>([
    ['in words', { error: 'Moderation refused the prompt' }, 'Moderation refused the prompt'],
    ['as an object', { error: { type: 'api_error', message: 'Out of memory', code: 'oom' } }, 'Out of memory'],
    ['as an object without a message', { error: { code: 'oom' } }, 'oom'],
    ['by the node alone', { nodeStates: [{ ...nodeState, error: 'NSFW' }] }, 'Nano Banana 2: NSFW'],
    ['by the node and the run in the same words', { error: 'NSFW', nodeStates: [{ ...nodeState, error: 'NSFW' }] }, 'Nano Banana 2: NSFW'],
    ['by the run in other words', { error: 'Node gen-1 failed: NSFW', nodeStates: [{ ...nodeState, error: 'NSFW' }] }, 'Nano Banana 2: Node gen-1 failed: NSFW'],
    ['by a node without a name', { nodeStates: [{ error: 'NSFW' }] }, 'NSFW'],
    ['under data', { data: { error: 'Refused' } }, 'Refused'],
    ['not at all', { error: null }, null],
    ['as an object with a detail', { error: { detail: 'Out of memory', type: 'api_error' } }, 'Out of memory'],
    ['as an object with a type', { error: { type: 'api_error' } }, 'api_error'],
    ['with nothing in it', { error: {} }, null],
    ['as a flag', { error: true }, null],
    ['as a list', { error: ['a'] }, 'a'],
    ['as a code of a node alone', { nodeStates: [{ ...nodeState, error: { code: 'content_policy' } }] }, 'Nano Banana 2: content_policy'],
    ['by the node, and by the run in words of its own', { error: 'The execution failed.', nodeStates: [{ ...nodeState, error: 'NSFW.' }] }, 'Nano Banana 2: NSFW. The execution failed.'],
    ['by the node in a sentence of another end', { error: 'It ended.', nodeStates: [{ ...nodeState, error: 'Too dark!' }] }, 'Nano Banana 2: Too dark! It ended.'],
    ['by a node that names itself', { nodeStates: [{ ...nodeState, error: 'nano banana 2 is overloaded' }] }, 'nano banana 2 is overloaded'],
    ['by the run in less words', { error: 'NSFW', nodeStates: [{ ...nodeState, error: 'NSFW content found' }] }, 'Nano Banana 2: NSFW content found'],
    ['by two nodes', { nodeStates: [{ ...nodeState, error: 'NSFW' }, { nodeId: 'up', label: 'Upscale', error: 'No input' }] }, 'Nano Banana 2: NSFW; Upscale: No input'],
    ['by four nodes in the same words', { nodeStates: [1, 2, 3, 4].map((id) => ({ nodeId: String(id), error: 'Busy' })) }, '1: Busy'],
    ['under another name', { errorMessage: 'Out of memory' }, 'Out of memory'],
    ['in a list of errors', { errors: [{ message: 'Too long', path: ['prompt'] }] }, 'prompt: Too long'],
  ])('%s', (_name, body, error) => {
    expect(read({ status: 'FAILED', ...body }).error).toBe(error);
  });

  test('the images that were made before are still there', () => {
    expect(read({ status: 'FAILED', error: 'x', nodeStates: [nodeState, { nodeId: 'up', error: 'x' }] })).toMatchObject({ status: 'failed', outputs: [{ url: A }] });
  });
});

describe('which picture comes first', () => {
  test('what the last node of a chain gave', () => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ nodeId: '1', label: 'Flux', outputUrl: A }, { nodeId: '2', label: 'Upscale', outputUrl: B }] })).toEqual([B, A]);
  });

  test('also where both nodes have the same name', () => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ nodeId: '1', label: 'Flux', outputUrl: A }, { nodeId: '2', label: 'Flux', outputUrl: B }] })).toEqual([B, A]);
  });

  test('what the service calls final, then the rest of the same node, then the others', () => {
    const states = [{ nodeId: '1', outputUrl: A }, { nodeId: '2', outputUrls: [B, C] }, { nodeId: '3', outputUrl: 'https://cdn.wireflow.ai/preview.png' }];
    expect(links({ status: 'COMPLETED', nodeStates: states, finalOutput: { url: C } })).toEqual([C, B, A, 'https://cdn.wireflow.ai/preview.png']);
  });

  test('a final picture that no node names', () => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ nodeId: '1', outputUrl: A }], finalOutput: { url: B } })).toEqual([B, A]);
  });

  test.each([
    ['of three', [{ nodeId: '3', outputUrl: C }], [C, A, B]],
    ['before a node that gave words', [{ nodeId: '3', text: 'Fresh!' }], [B, A, null]],
    ['before a node that gave a video', [{ nodeId: '3', outputUrl: 'https://cdn.wireflow.ai/v.mp4' }], [B, A, 'https://cdn.wireflow.ai/v.mp4']],
  ])('the last node that gave a picture, %s', (_name, more, order) => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ nodeId: '1', outputUrl: A }, { nodeId: '2', outputUrl: B }, ...more] })).toEqual(order);
  });

  test('a final video is no picture: the last node that gave one counts', () => {
    const video = 'https://cdn.wireflow.ai/v.mp4';
    expect(links({ status: 'COMPLETED', nodeStates: [{ nodeId: '1', outputUrl: A }, { nodeId: '2', outputUrl: B }, { nodeId: '3', outputUrl: video }], finalOutput: { url: video } })).toEqual([B, A, video]);
  });

  test('a final video leaves the pictures in their order', () => {
    const video = 'https://cdn.wireflow.ai/v.mp4';
    expect(links({ status: 'COMPLETED', nodeStates: [{ nodeId: '1', outputUrls: [A, B] }], finalOutput: { url: video } })).toEqual([A, B, video]);
  });

  test('four images keep their order when one list names only the first of them', () => {
    const body = {
      status: 'COMPLETED',
      nodeStates: [{ nodeId: 'g', label: 'Four', outputUrl: A }],
      nodeResults: { nodeRuns: [{ nodeId: 'g', output: { images: [{ url: A, width: 10, height: 20 }, { url: B }, { url: C }] } }] },
    };
    expect(links(body)).toEqual([A, B, C]);
    expect(read(body).outputs.map(({ nodeLabel }) => nodeLabel)).toEqual(['Four', 'Four', 'Four']);
    expect(read(body).outputs[0]).toMatchObject({ width: 10, height: 20 });
  });

  test('thousands of images are read quickly', () => {
    const urls = Array.from({ length: 30_000 }, (_, index) => `https://cdn.wireflow.ai/${index}.png`);
    const startedAt = Date.now();
    expect(links({ status: 'COMPLETED', nodeStates: [{ nodeId: 'g', outputUrls: urls }], finalOutput: { url: 'https://cdn.wireflow.ai/no.png' } })).toHaveLength(30_001);
    expect(Date.now() - startedAt).toBeLessThan(3000);
  });
});

describe('the first picture where the nodes tell when they ended', () => {
  const at = (second: number) => `2026-11-01T10:00:${String(second).padStart(2, '0')}Z`;
  const up = { nodeId: 'up', label: 'Upscale', outputUrl: B };
  const flux = { nodeId: 'flux', label: 'Flux', outputUrl: A };

  test.each(['completedAt', 'endTime', 'finishedAt', 'finished_at', 'completed_at', 'endedAt'])('is that of the last one by its %s', (key) => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ ...up, [key]: at(20) }, { ...flux, [key]: at(10) }] })).toEqual([B, A]);
    expect(links({ status: 'COMPLETED', nodeStates: [{ ...up, [key]: at(10) }, { ...flux, [key]: at(20) }] })).toEqual([A, B]);
  });

  test('stays that of the one that stands last where one of them does not tell, or both ended at once', () => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ ...up, endTime: at(20) }, flux] })).toEqual([A, B]);
    expect(links({ status: 'COMPLETED', nodeStates: [{ ...up, endTime: at(20) }, { ...flux, endTime: at(20) }] })).toEqual([A, B]);
  });

  test('is what the service calls final, whatever the times say, also under another signature', () => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ ...up, endTime: at(10) }, { ...flux, endTime: at(20) }], finalOutput: { url: `${B}?X-Amz-Signature=2` } })).toEqual([B, A]);
  });

  test('does not wait for a node that gave words', () => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ ...up, endTime: at(20) }, { ...flux, endTime: at(10) }, { nodeId: 't', text: 'Fresh!' }] })).toEqual([B, A, null]);
  });
});

describe('what nodes gave, as a record by their ids', () => {
  test.each([
    [{ nodeResults: { g: { output: { images: [{ url: A }] } } } }], [{ nodeResults: { g: A } }], [{ nodeResults: { g: [{ url: A }] } }], [{ nodeResults: { nodeRuns: { g: { output: A } } } }],
    [{ nodeStates: { g: { outputUrl: A } } }], [{ nodeRuns: { g: { output: A } } }], [{ nodeOutputs: { g: { url: A } } }],
  ])('%j', (body) => expect(read({ status: 'COMPLETED', ...body }).outputs).toMatchObject([{ url: A, nodeLabel: 'g' }])); // prettier-ignore
});

describe('the state is the run’s own', () => {
  test.each<[object, string]>([
    [{ status: 'RUNNING', result: { status: 'COMPLETED', output: { url: A } } }, 'running'], [{ data: { status: 'IN_PROGRESS', result: { status: 'FAILED' } } }, 'running'],
    [{ status: 'processing', result: { status: 'COMPLETED' } }, 'running'], [{ status: 'success', data: { status: 'COMPLETED' } }, 'completed'], [{ status: 200, data: { status: 'FAILED' } }, 'failed'],
    [{ status: 'OK', execution: { status: 'cancelled' } }, 'cancelled'], [{ status: '', data: { status: 'TIMEOUT' } }, 'timed_out'], [{ result: { status: 'COMPLETED' } }, 'completed'], [{ status: 'QUEUED', data: { status: 'COMPLETED' } }, 'queued'],
  ])('%j: %s', (body, status) => expect(read(body).status).toBe(status)); // prettier-ignore
});

describe('what the person put in is no result', () => {
  const run = { status: 'COMPLETED', nodeStates: [{ nodeId: 'photo', outputUrl: B }, nodeState] };
  test('known by the node that took it, by its link, or by the run’s own word for it', () => {
    const own = { links: new Set<string>(), nodeIds: new Set<string>() };
    expect(readExecution(reply(run), ID, { ...own, nodeIds: new Set(['photo']) }).outputs).toMatchObject([{ url: A }]);
    expect(readExecution(reply(run), ID, { ...own, links: new Set(linkKeysIn({ photo: `${B}?token=1` })) }).outputs).toMatchObject([{ url: A }]);
    for (const key of ['inputs', 'triggerData']) expect(links({ ...run, [key]: { image_url: B } })).toEqual([A]);
    expect(links({ data: { ...run, inputs: [{ nodeId: 'photo', value: B }] } })).toEqual([A]);
  });

  test('also where a later node only shows it', () => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ nodeId: 'in', nodeType: 'input:image', outputUrl: B }, nodeState, { nodeId: 'preview', outputUrl: B }] })).toEqual([A]);
  });

  test('but what one node hands to the next stays a result', () => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ nodeId: '1', outputUrl: A }, { nodeId: '2', inputs: { image: A }, outputUrl: B }] })).toEqual([B, A]);
  });

  test.each([{ nodeType: 'input:image' }, { type: 'input' }, { type: 'basedNode', category: 'input' }, { type: 'basedNode', nodeType: 'Input:Image' }])('%j', (mark) => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ nodeId: 'in', outputUrl: B, ...mark }, nodeState] })).toEqual([A]);
  });

  test.each([{ nodeType: 'inputless' }, { type: 'text-input' }, { category: 'multi input' }])('a node that only sounds like it, %j, gives results', (mark) => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ ...nodeState, ...mark }] })).toEqual([A]);
  });

  test.each(['nodeId', 'id', 'label'])('nor where only one of two lists says what the node is, known by its %s', (key) => {
    expect(links({ status: 'COMPLETED', nodeStates: [{ [key]: 'in', outputUrl: B }], nodeRuns: [{ [key]: 'in', nodeType: 'input:image' }] })).toEqual([]);
  });
});

describe('what else is known', () => {
  test('generated copy is an output of its own', () => {
    expect(read({ status: 'COMPLETED', nodeStates: [{ nodeId: 't', label: 'Copy', text: 'Fresh!' }] }).outputs).toEqual([
      { kind: 'text', url: null, text: 'Fresh!', width: null, height: null, contentType: null, filename: null, nodeLabel: 'Copy' },
    ]);
  });

  test.each([
    ['startTime', 'endTime'], ['startedAt', 'finishedAt'], ['createdAt', 'completedAt'], ['started_at', 'finished_at'], ['startTime', 'endedAt'],
  ])('times under %s and %s', (start, end) => {
    expect(read({ status: 'COMPLETED', [start]: '2025-03-20T12:01:00.000Z', [end]: '2025-03-20T12:01:14+00:00' })).toMatchObject({
      startedAt: '2025-03-20T12:01:00.000Z',
      finishedAt: '2025-03-20T12:01:14.000Z',
    });
  }); // prettier-ignore

  test.each(['creditsUsed', 'creditsCharged', 'totalCredits', 'credits'])('the credits that it cost, under %s', (key) => {
    expect(read({ status: 'COMPLETED', [key]: 12 }).credits).toBe(12);
    expect(read({ status: 'COMPLETED' }).credits).toBeNull();
  });

  test.each([
    [{ nodeId: 'gen-1' }, { nodeId: 'gen-1', label: 'Flux' }, 'Flux'], [{ id: 'gen-1' }, { id: 'gen-1', nodeLabel: 'Flux' }, 'Flux'], [{ label: 'Flux' }, { label: 'Flux' }, 'Flux'],
    [{ nodeId: 'gen-1' }, { nodeId: 'gen-1' }, 'gen-1'], [{ id: 'gen-1' }, { id: 'gen-1' }, 'gen-1'],
  ])('two lists that speak of one node, %j and %j, are one node, called %s', (one, other, label) => {
    const { outputs } = read({ status: 'COMPLETED', nodeStates: [{ ...one, text: 'Fresh!' }], nodeRuns: [{ ...other, outputUrl: A }] });
    expect(outputs.map(({ kind, nodeLabel }) => [kind, nodeLabel])).toEqual([['image', label], ['text', label]]);
  }); // prettier-ignore

  test('nodes of which nothing tells who they are stay apart', () => {
    expect(read({ status: 'COMPLETED', nodeStates: [{ text: 'One' }, { text: 'Two' }] }).outputs.map(({ text, nodeLabel }) => [text, nodeLabel])).toEqual([['One', null], ['Two', null]]);
  });

  test.each([
    [{ workflowId: 'cm_fake', workflowName: 'Posters' }],
    [{ workflow_id: 'cm_fake', workflow_name: 'Posters' }],
    [{ workflow: { id: 'cm_fake', name: 'Posters' } }],
    [{ data: { status: 'RUNNING', workflow: { id: 'cm_fake', name: 'Posters' } } }],
  ])('the workflow: %j', (more) => {
    expect(read({ status: 'RUNNING', ...more })).toMatchObject({ workflowId: 'cm_fake', workflowName: 'Posters' });
  });
});

describe('a reply that speaks of no execution', () => {
  test.each(['status', 'nodeStates', 'nodeResults', 'nodeRuns', 'executionRuns', 'finalOutput', 'outputs'])('is not one that has %s, empty as it may be', (mark) => {
    expect(read({ [mark]: null })).toMatchObject({ id: ID, status: 'running', outputs: [] });
  });

  test.each([null, [], 'text', 7, true, {}, { data: null }, { data: [] }, { error: 'Execution not found' }, { id: ID }])('is an error that quotes it: %j', (body) => {
    expect(() => read(body)).toThrow(WireflowError);
    expect(() => read(body)).toThrow(/is not an execution: .*Request ID: req_fake_1/s);
  });
});

test('any JSON gives an execution with a known state, or an error made for people', () => {
  const key = fc.constantFrom('status', 'data', 'execution', 'result', 'error', 'nodeStates', 'nodeResults', 'nodeRuns', 'executionRuns', 'finalOutput', 'output', 'outputs', 'outputUrls', 'images', 'url', 'id', '__proto__', 'startTime', 'workflow');
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof({ maxDepth: 5 }, fc.constantFrom<unknown>(null, 'COMPLETED', 'RUNNING', A, '', 0, true, 1e30, -1, '\ud800'), fc.array(tie('json'), { maxLength: 3 }), fc.dictionary(key, tie('json'), { maxKeys: 5 })),
  }));
  fc.assert(
    fc.property(fc.oneof(json, fc.jsonValue()), (body) => {
      try {
        const execution = read(JSON.parse(JSON.stringify(body)));
        expect(EXECUTION_STATUSES).toContain(execution.status);
        expect(Object.values(execution)).not.toContain(undefined);
        for (const output of execution.outputs) expect(Object.values(output)).not.toContain(undefined);
      } catch (error) {
        if (!(error instanceof WireflowError)) throw error;
      }
    }),
    { numRuns: 300 },
  );
  expect(({} as Record<string, unknown>)['status']).toBeUndefined();
});

describe('while a run goes on', () => {
  const draft = { nodeStates: [{ nodeId: 'draft', status: 'COMPLETED', outputUrl: A }], finalOutput: { url: A } };
  test.each(['RUNNING', 'QUEUED', 'in_progress', 'PAUSED', undefined])('it hands on nothing: %s', (status) => {
    expect(read({ ...draft, status }).outputs).toEqual([]);
  });
  test('what ended inside it ends nothing', () => {
    expect(read({ status: 'RUNNING', result: { status: 'COMPLETED', output: { url: A } } })).toMatchObject({ status: 'running', outputs: [] });
    expect(read({ status: 'IN_PROGRESS', execution: { status: 'FAILED' } })).toMatchObject({ status: 'running' });
  });
  test('one that failed hands on what it had made', () => expect(read({ ...draft, status: 'FAILED' }).outputs).toHaveLength(1));
});

describe('a completed run with a node that is still empty', () => {
  const first = { nodeId: 'draft', output: { images: [{ url: A }] } };
  const emptyNode = (...nodeRuns: object[]) => read({ status: 'COMPLETED', nodeRuns }).emptyNode;
  test.each([
    [{ nodeId: 'upscale', output: { images: [] } }], [{ nodeId: 'upscale', output: null }], [{ nodeId: 'upscale', outputUrl: null, outputUrls: [], text: null }],
    [{ nodeId: 'upscale', outputs: [] }], [{ nodeId: 'upscale', output: { image: { url: '' } } }], [{ nodeId: 'upscale', status: 'RUNNING', outputUrls: [] }], [{ nodeId: 'upscale', status: 'COMPLETED', output: { images: [] } }],
  ])('%j names it', (node) => expect(emptyNode(first, node)).toBe('upscale')); // prettier-ignore
  test.each([
    [{ nodeId: 'note' }], [{ nodeId: 'copy', output: null, text: 'Words' }], [{ nodeId: 'copy', output: { text: 'Words' } }], [{ nodeId: 'x', output: null, status: 'SKIPPED' }],
    [{ nodeId: 'x', output: null, status: 'FAILED' }], [{ nodeId: 'x', output: null, error: 'No credits' }], [{ nodeId: 'x', outputUrl: B }], [{ nodeId: 'out', status: 'COMPLETED', output: null }], [{ nodeId: 'out', status: 'COMPLETED', outputUrl: null, outputUrls: [], text: null }], [{ nodeId: 'x', nodeType: 'input:text', output: null }],
  ])('%j waits for nothing', (node) => expect(emptyNode(first, node)).toBeUndefined()); // prettier-ignore
  test('nor does one in front of the first picture, or a run without any', () => {
    expect(emptyNode({ nodeId: 'prompt', output: null }, first)).toBeUndefined();
    expect(emptyNode({ nodeId: 'draft', output: null }, { nodeId: 'upscale', output: null })).toBeUndefined();
  });
  test('nor does a run that has not completed', () => expect(read({ status: 'FAILED', nodeRuns: [first, { nodeId: 'upscale', output: null }] }).emptyNode).toBeUndefined());
});

describe('a model that refuses and calls that a success', () => {
  const read = (output: unknown, more = {}) => readExecution(reply({ status: 'COMPLETED', nodeRuns: [{ nodeId: 'n', output }], ...more }), 'exec_1');

  test.each<[string, unknown, string | null]>([
    ['in words beside an empty list', { images: [], message: 'Request Moderated' }, 'Request Moderated'],
    ['in an error inside', { images: [], error: { message: 'Content policy' } }, 'Content policy'],
    ['in nothing', { images: [] }, null],
    ['in no output', null, null],
  ])('is quoted: %s', (_how, output, message) => expect(read(output)).toMatchObject({ status: 'completed', message, outputs: [] }));

  test('unless the run has words of its own, or a picture after all', () => {
    expect(read({ images: [], message: 'Request Moderated' }, { message: 'Done' }).message).toBe('Done');
    expect(read({ images: [{ url: 'https://cdn.wireflow.ai/a.png' }], message: 'One was left out' }).message).toBeNull();
  });
});
