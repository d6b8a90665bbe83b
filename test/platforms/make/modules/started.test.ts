import { failureOf } from './world.js';
import { fixedService, type FixedAnswer } from './fixed_service.js';

/** Both modules that start. */
const STARTS: [module: string, values: Readonly<Record<string, unknown>>][] = [
  ['generateImage', { prompt: 'x' }],
  ['runWorkflow', { wf_workflow: 'cm1', wf_wait: false }],
];

const json = (text: string, status = 202): FixedAnswer => ({ status, bytes: Buffer.from(text), type: 'application/json' });

describe.each(STARTS)('a start by %s', (module, values) => {
  const start = (answer: FixedAnswer) => {
    const service = fixedService(() => answer);
    return { service, run: service.run(module, values) };
  };

  test.each([
    ['{"executionId":"exec_9"}', 'exec_9'],
    ['{"execution_id":"exec_9"}', 'exec_9'],
    ['{"data":{"execution_id":"exec_9"}}', 'exec_9'],
    ['{"execution":{"id":"exec_9"}}', 'exec_9'],
    ['{"id":"exec_9","executionId":"exec_10"}', 'exec_10'],
    ['{"executionId": 12345678901234567890 }', '12345678901234567890'],
    ['{"id":9007199254740993, "count": 9007199254740993}', '9007199254740993'],
    ['{"executionId":42}', '42'],
    ['{"executionId":"exec_9","status":"QUEUED","inputs":{"prompt":"say \\"id\\": 12345678901234567890, and {[\\\\"}}', 'exec_9'],
    ['{"executionId":"exec_9"', 'exec_9'],
    ['{"executionId":"exec_9",}', 'exec_9'],
    ['{"executionId":"exec_9","progress":NaN,"eta":-Infinity}', 'exec_9'],
    ['data: {"status":"queued",\ndata: "executionId": "exec_9"}\n\n', 'exec_9'],
    ['"{\\"executionId\\":\\"exec_9\\"}"', 'exec_9'],
    ['[{"executionId":"exec_9"}]', 'exec_9'],
    [")]}',\n{\"execution_id\":\"exec_9\"}", 'exec_9'],
    ['\n{ "a": [ {"b": [[], {}, -1.5e3, true, null]} ],\n "data": {"executionId": "exec_9"} }\n', 'exec_9'],
  ])('that is answered %j names its execution', async (text, id) => {
    const { service, run } = start(json(text));
    expect(await run).toMatchObject({ execution_id: id, status: 'queued', image_count: 0 });
    expect(service.starts()).toHaveLength(1);
  });

  test.each([
    '<html>ok</html>', 'accepted', '', '{"executionId":"exec_', '{"executionId":"exec_9","executionId":"exec_10",}', '{"executionId":"exec_9","error":"x",}', '[1 2]', '{"a":"x', '{"a":"\n"}', 'null', '[]', '{}', '{"previous":{"executionId":"exec_8"}}', '{"executionId":null}', '{"executionId":""}', '{"executionId":"a/b"}',
  ])('that is answered %j may have happened, and is not repeated', async (text) => {
    const { service, run } = start(json(text));
    expect(await failureOf(run)).toMatchObject({ type: 'DataError', isRetriedByMake: false, message: expect.stringContaining('may have started. Look at the workflow’s executions') });
    expect(service.starts()).toHaveLength(1);
  });

  test.each([
    ['{"success":false,"executionId":"exec_9","error":"Too late."}', 'status: “Too late.”. The execution may have started. Wireflow names the execution exec_9: look at that one'],
    ['{"data":{"ok":"false","execution_id":"exec_9"}}', 'status. The execution may have started. Wireflow names the execution exec_9: look at that one'],
    ['{"success":false,"error":{"code":"x","message":"Nope"},"id":"err_1"}', 'status: “Nope”. The execution may have started. Look at the workflow’s executions'],
  ])('that is accepted with %j is called what it says', async (text, sentence) => {
    expect(await failureOf(start(json(text, 200)).run)).toMatchObject({ type: 'DataError', message: expect.stringContaining(sentence) });
  });

  test.each([460, 499, 500, 502])('that is answered %i and named says which execution it may be', async (status) => {
    const failure = await failureOf(start(json('{"error":"x","data":{"executionId":"exec_9"}}', status)).run);
    expect(failure).toMatchObject({ type: 'DataError', message: expect.stringContaining('may have started. Its ID: exec_9. Look at') });
  });

  test('in a redirect to its execution is that one', async () => {
    const outcome = await start({ status: 303, bytes: Buffer.from(''), headers: { location: '/api/v1/workflows/executions/exec_9' } }).run.then(({ execution_id }) => execution_id, (error: Error) => error.message);
    expect(outcome).toMatch(/^exec_9$|may have started/);
  });

  test('shows no webhook that its reply repeats', async () => {
    const bundle = await start(json('{"executionId":"exec_9","message":"by whk_example12345","webhookId":"plain-0001","url":"/workflow/plain-0001/trigger"}')).run;
    expect(JSON.stringify(bundle)).not.toMatch(/whk_example|plain-0001/);
  });
});
