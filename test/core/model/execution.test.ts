import { EXECUTION_STATUSES, hasEnded, hasFile, withKnownFacts, type Execution, type Output } from '../../../core/model/execution.js';
import { EXECUTION_FIELDS, executionOutput } from '../../../core/outputs/execution_output.js';
import { SAMPLE_FINISHED, SAMPLE_STARTED } from '../../../core/outputs/samples.js';
import { isoTime } from '../../../core/json.js';

const TEXT: Output = { kind: 'text', url: null, text: 'Hi', width: null, height: null, contentType: null, filename: null, nodeLabel: null };
const FILE: Output = { ...TEXT, kind: 'image', url: 'https://cdn.wireflow.ai/a.png', text: null };

describe('the states that people filter on', () => {
  test('are six words', () => expect(EXECUTION_STATUSES).toEqual(['queued', 'running', 'completed', 'failed', 'cancelled', 'timed_out']));
  test.each([['queued', false], ['running', false], ['completed', true], ['failed', true], ['cancelled', true], ['timed_out', true]] as const)('%s has ended: %s', (status, ended) => {
    expect(hasEnded(status)).toBe(ended);
  });
});

describe('two looks at one run', () => {
  const older: Execution = { ...SAMPLE_FINISHED, outputs: [FILE] };
  test('the newer one has the word, the older one fills its gaps', () => {
    const newer: Execution = { ...SAMPLE_STARTED, status: 'failed', error: 'x', outputs: [] };
    expect(withKnownFacts(newer, older)).toMatchObject({ status: 'failed', error: 'x', message: newer.message, workflowId: 'cm1abc123', workflowName: 'Product Image Generator', startedAt: older.startedAt, finishedAt: older.finishedAt, outputs: [FILE] });
  });
  test('files of the newer one win, and copy is kept where neither has files', () => {
    const other: Output = { ...FILE, url: 'https://cdn.wireflow.ai/b.png' };
    expect(withKnownFacts({ ...older, outputs: [other] }, older).outputs).toEqual([other]);
    expect(withKnownFacts({ ...older, outputs: [TEXT] }, { ...older, outputs: [] }).outputs).toEqual([TEXT]);
    expect(withKnownFacts({ ...older, outputs: [TEXT] }, older).outputs).toEqual([FILE]);
  });
  test('copy is no file', () => expect([hasFile({ ...older, outputs: [TEXT] }), hasFile(older)]).toEqual([false, true]));
});

describe('times', () => {
  test.each<[unknown, string | null]>([
    ['2025-03-20T12:01:00.000Z', '2025-03-20T12:01:00.000Z'], ['2025-03-20T13:01:00+01:00', '2025-03-20T12:01:00.000Z'], ['2025-03-20T12:01:00+0000', '2025-03-20T12:01:00.000Z'],
    ['2025-03-20T12:01:00', '2025-03-20T12:01:00.000Z'], ['2025-03-20 12:01:00', '2025-03-20T12:01:00.000Z'], ['2025-03-20', '2025-03-20T00:00:00.000Z'],
    ['Thu, 20 Mar 2025 12:01:00 GMT', '2025-03-20T12:01:00.000Z'], [1742472060, '2025-03-20T12:01:00.000Z'], [1742472060000, '2025-03-20T12:01:00.000Z'],
    ['1742472060', '2025-03-20T12:01:00.000Z'], ['1742472060000', '2025-03-20T12:01:00.000Z'], [1742472060.5, '2025-03-20T12:01:00.500Z'],
  ])('%j is %s', (value, iso) => expect(isoTime(value)).toBe(iso)); // prettier-ignore
  test.each([0, -1, '', '  ', null, undefined, true, {}, [], 'item 7', '1', 'soon', '0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '2025-13-45', '2025-13-45T99:00:00Z', 1e300, NaN, Infinity])('%j is no time', (value) => {
    expect(isoTime(value)).toBeNull();
  });
});

describe('what every step hands on', () => {
  const fileOf = (id: string, { url }: { url: string }) => `${id}#${url}`;
  test.each([['finished', SAMPLE_FINISHED], ['started', SAMPLE_STARTED], ['failed', { ...SAMPLE_STARTED, status: 'failed' as const, error: 'x', outputs: [TEXT] }]])('a run that is %s has the same keys', (_name, execution) => {
    const output = executionOutput(execution, fileOf);
    expect(Object.keys(output).sort()).toEqual(EXECUTION_FIELDS.map(({ key }) => key).sort());
    expect(Object.values(output)).not.toContain(undefined);
    for (const { key } of EXECUTION_FIELDS.filter(({ always }) => always)) expect(output[key as keyof typeof output]).not.toBeNull();
  });
  test('each image has the file of its own link, the first one stands flat, and only images count', () => {
    const video: Output = { ...FILE, kind: 'video', url: 'https://cdn.wireflow.ai/v.mp4' };
    const output = executionOutput({ ...SAMPLE_FINISHED, id: 'exec_1', outputs: [video, FILE, TEXT, { ...FILE, url: 'https://cdn.wireflow.ai/b.png' }] }, fileOf);
    expect(output).toMatchObject({ execution_id: 'exec_1', image_count: 2, image_url: FILE.url, image_file: `exec_1#${FILE.url}` });
    expect(output.images.map(({ file }) => file)).toEqual([`exec_1#${FILE.url}`, 'exec_1#https://cdn.wireflow.ai/b.png']);
    const items = EXECUTION_FIELDS.find(({ key }) => key === 'images')?.items ?? [];
    expect(Object.keys(output.images[0] ?? {})).toEqual(items.map(({ key }) => key));
  });
  test('a run without images says 0 and has empty places', () => {
    expect(executionOutput(SAMPLE_STARTED, fileOf)).toMatchObject({ image_count: 0, image_url: null, image_file: null, images: [] });
  });
});
