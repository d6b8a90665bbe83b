import { BALANCE_OUTPUT_FIELDS, balanceOutput, ESTIMATE_OUTPUT_FIELDS, estimateOutput, SAMPLE_ESTIMATE, SAMPLE_WORKFLOW, WORKFLOW_OUTPUT_FIELDS, workflowOutput } from '../../../core/outputs/account_output.js';
import { EXECUTION_STATUSES, unknownExecution, type Execution, type Output } from '../../../core/model/execution.js';
import { IMAGE_FIELDS, imageOutputs } from '../../../core/outputs/image_output.js';
import { EXECUTION_FIELDS, executionOutput } from '../../../core/outputs/execution_output.js';
import type { OutputField } from '../../../core/outputs/output_field.js';
import { SAMPLE_FAILED, SAMPLE_FINISHED, SAMPLE_STARTED } from '../../../core/outputs/samples.js';

const keysOf = (fields: readonly OutputField[]) => fields.map(({ key }) => key).sort();
const give = (execution: Execution) => executionOutput(execution, (id, { filename }) => `file:${id}:${filename}`);
const image = (url: string, more: Partial<Output> = {}): Output => ({ kind: 'image', url, text: null, width: null, height: null, contentType: null, filename: null, nodeLabel: null, ...more });

describe('an execution has the same keys, whatever its state, so that people can map them', () => {
  const many: [string, Execution][] = [
    ['only its id is known', unknownExecution('exec_1')],
    ['a sample of a start', SAMPLE_STARTED], ['a sample of a finished execution', SAMPLE_FINISHED], ['a sample of a failed execution', SAMPLE_FAILED],
    ...EXECUTION_STATUSES.map((status): [string, Execution] => [status, { ...SAMPLE_FINISHED, status }]),
  ]; // prettier-ignore
  test.each(many)('%s', (_what, execution) => {
    const output = give(execution);
    expect(Object.keys(output).sort()).toEqual(keysOf(EXECUTION_FIELDS));
    for (const { key, always } of EXECUTION_FIELDS) if (always) expect(output[key as keyof typeof output] ?? null).not.toBeNull();
    expect(Object.values(output)).not.toContain(undefined);
    for (const { key, items } of EXECUTION_FIELDS.filter((field) => field.items)) {
      for (const item of output[key as 'images']) expect(Object.keys(item).sort()).toEqual(keysOf(items ?? []));
    }
  });
});

test('each image has its own file; the first stands by itself as well', () => {
  const output = give({ ...SAMPLE_FINISHED, outputs: [image('https://cdn.wireflow.ai/a.png', { nodeLabel: 'Flux', width: 10, height: 20, filename: 'a.png', contentType: 'image/png' }), { ...image('https://cdn.wireflow.ai/v.mp4'), kind: 'video' }, image('https://cdn.wireflow.ai/b.png', { filename: 'b.png' })] });
  expect(output).toMatchObject({ image_count: 2, image_url: 'https://cdn.wireflow.ai/a.png', image_file: 'file:exec_456:a.png' });
  expect(output.images.map(({ file }) => file)).toEqual(['file:exec_456:a.png', 'file:exec_456:b.png']);
  expect(output.images[0]).toEqual({ url: 'https://cdn.wireflow.ai/a.png', file: 'file:exec_456:a.png', width: 10, height: 20, content_type: 'image/png', filename: 'a.png', node_label: 'Flux' });
  expect(output.outputs.map(({ kind }) => kind)).toEqual(['image', 'video', 'image']);
});

test.each(['queued', 'running'] as const)('while a run is %s, what it has made so far is no result: neither image nor video is handed on', (status) => {
  const outputs = [image('https://cdn.wireflow.ai/draft.png'), { ...image('https://cdn.wireflow.ai/v.mp4'), kind: 'video' as const }, { ...image(''), kind: 'text' as const, url: null, text: 'A boat' }];
  expect(give({ ...SAMPLE_FINISHED, status, outputs })).toMatchObject({ image_count: 0, image_url: null, image_file: null, images: [], outputs: [{ kind: 'text', text: 'A boat' }] });
  expect(give({ ...SAMPLE_FINISHED, status: 'failed', outputs })).toMatchObject({ image_count: 1, image_url: 'https://cdn.wireflow.ai/draft.png' });
});

describe('a finished execution without any image', () => {
  const message = (more: object) => give({ ...SAMPLE_FINISHED, message: null, outputs: [], ...more }).message;

  test('says so, with its own words where it has some', () => {
    expect(message({})).toMatch(/finished, but no image was found/);
    expect(message({ message: 'Request Moderated' })).toBe('Request Moderated');
    expect(message({ outputs: [{ ...image(''), url: null, text: 'A picture whose address is not whole: /a.png' }] })).toBe('A picture whose address is not whole: /a.png');
  });

  test('but not where it has a text, a video or an image, nor while it goes on or has failed', () => {
    for (const output of [{ ...image(''), kind: 'text' as const, url: null, text: 'A boat' }, { ...image('https://cdn.wireflow.ai/v.mp4'), kind: 'video' as const }, image('https://cdn.wireflow.ai/a.png')]) expect(message({ outputs: [output] })).toBeNull();
    for (const status of ['queued', 'running', 'failed', 'cancelled', 'timed_out']) expect(message({ status })).toBeNull();
  });
});

test('a text is an output, and no image', () => {
  expect(give({ ...SAMPLE_FINISHED, outputs: [{ ...image(''), kind: 'text', url: null, text: 'A boat', nodeLabel: 'Caption' }] })).toMatchObject({
    image_count: 0, image_url: null, image_file: null, images: [], outputs: [{ kind: 'text', url: null, text: 'A boat', node_label: 'Caption' }],
  });
}); // prettier-ignore

test.each([
  ['2026-03-20T12:00:00.000Z', '2026-03-20T12:00:14.500Z', 14.5], ['2026-03-20T12:00:00.000Z', '2026-03-20T12:00:00.000Z', 0],
  ['2026-03-20T12:00:09.000Z', '2026-03-20T12:00:00.000Z', 0], [null, '2026-03-20T12:00:00.000Z', null], ['2026-03-20T12:00:00.000Z', null, null],
])('a run from %s to %s took %s s', (startedAt, finishedAt, seconds) => expect(give({ ...SAMPLE_FINISHED, startedAt, finishedAt }).duration_seconds).toBe(seconds)); // prettier-ignore

test('a failure says what kind it is, and whether the same run may succeed', () => {
  expect(give(SAMPLE_FAILED)).toMatchObject({ error_kind: 'moderation', can_retry: false });
  expect(give({ ...SAMPLE_FAILED, error: 'HTTP 503' })).toMatchObject({ error_kind: 'busy', can_retry: true });
  expect(give(SAMPLE_FINISHED)).toMatchObject({ error_kind: null, can_retry: false });
});

test('the workflow can be opened, whatever its id is made of; without an id there is no link', () => {
  expect(give({ ...SAMPLE_FINISHED, workflowId: 'cm a/b?' }).workflow_url).toBe('https://www.wireflow.ai/flow/cm%20a%2Fb%3F');
  expect(give(SAMPLE_STARTED).workflow_url).toBeNull();
});

describe('each image by itself', () => {
  const outputs = imageOutputs(give({ ...SAMPLE_FINISHED, outputs: ['a', 'b'].map((name) => image(`https://cdn.wireflow.ai/${name}.png`)) }));

  test('has an id of its own, the same at every look, so that it fires once', () => {
    expect(outputs.map(({ number, url }) => [number, url])).toEqual([[1, 'https://cdn.wireflow.ai/a.png'], [2, 'https://cdn.wireflow.ai/b.png']]);
    expect(new Set(outputs.map(({ id }) => id)).size).toBe(2);
    for (const { id } of outputs) expect(id).toMatch(/^exec_456-\w{12}$/);
  });
  test('says where it comes from, under the keys that its fields promise', () => {
    for (const one of outputs) {
      expect(Object.keys(one).sort()).toEqual(keysOf(IMAGE_FIELDS));
      expect(one).toMatchObject({ execution_id: 'exec_456', workflow_id: 'cm1abc123', workflow_name: 'Product Image Generator', finished_at: SAMPLE_FINISHED.finishedAt });
    }
  });
  test('of a run without images is none', () => expect(imageOutputs(give(SAMPLE_STARTED))).toEqual([]));
});

describe('what the account gives', () => {
  test('a workflow, without its webhook’s id, which is a secret', () => {
    const output = workflowOutput({ ...SAMPLE_WORKFLOW, webhookId: 'whk_fake' });
    expect(Object.keys(output).sort()).toEqual(keysOf(WORKFLOW_OUTPUT_FIELDS));
    expect(output).toMatchObject({ has_webhook: true, is_active: true });
    expect(JSON.stringify(output)).not.toMatch(/whk_fake/);
    expect(workflowOutput(SAMPLE_WORKFLOW).has_webhook).toBe(false);
  });

  test('a balance, of nothing too', () => {
    expect(balanceOutput(0)).toEqual({ id: 'credit_balance', credits: 0 });
    expect(Object.keys(balanceOutput(0)).sort()).toEqual(keysOf(BALANCE_OUTPUT_FIELDS));
  });

  test('an estimate, called a lower bound when it is one', () => {
    const output = estimateOutput('cm_fake', SAMPLE_ESTIMATE);
    expect(Object.keys(output).sort()).toEqual(keysOf(ESTIMATE_OUTPUT_FIELDS));
    expect(output).toMatchObject({ id: 'cm_fake', is_lower_bound: false, summary: 'An execution costs 15 credits.', available_credits: 985, is_covered: true });
    expect(output.nodes).toEqual([{ label: 'Flux 2 Pro', model: 'flux-2-pro', credits: 15 }]);
    expect(estimateOutput('cm_fake', { ...SAMPLE_ESTIMATE, isComplete: false, available: null, isCovered: null })).toMatchObject({ is_lower_bound: true, summary: 'An execution costs at least 15 credits.', available_credits: null, is_covered: null });
  });
});
