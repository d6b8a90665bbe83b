import { failureOf } from './world.js';
import { fixedService, type FixedAnswer } from './fixed_service.js';

const [A, B] = ['https://cdn.example/a.png', 'https://cdn.example/b.png'];
const get = (answer: FixedAnswer) => fixedService(() => answer).run('getExecution', { execution_id: 'exec_1' });
const runOf = (output: unknown, more: object = {}) => ({ status: 'COMPLETED', nodeResults: { nodeRuns: [{ nodeId: 'g', output, ...more }] } });

describe('images are found in every shape of a result', () => {
  test.each<[string, unknown, string[]]>([
    ['images as plain links', runOf({ images: [A, B] }), [A, B]],
    ['a list of links', runOf([A, B]), [A, B]],
    ['a link', runOf(A), [A]],
    ['image.url', runOf({ image: { url: A } }), [A]],
    ['a file under video', runOf({ video: { url: B }, images: [{ url: A }] }), [A]],
    ['a type that says it is a video', runOf({ files: [{ url: 'https://cdn.example/x', content_type: 'video/mp4' }, { url: A, content_type: 'image/png' }] }), [A]],
    ['what was put in', runOf({ images: [{ url: A }] }, { input: { image_url: B, images: [B], deeper: { url: B } } }), [A]],
    ['an input node', { status: 'COMPLETED', nodeStates: [{ nodeId: 'i', nodeType: 'input:image', outputUrls: [B] }, { nodeId: 'g', nodeType: 'model', outputUrls: [A] }] }, [A]],
    ['nodes by their id', { status: 'COMPLETED', nodeStates: { one: { outputUrls: [A] }, two: { outputUrl: B } } }, [A, B]],
    ['a link in a prompt', runOf({ text: `see "${B}"`, images: [{ url: A }] }, { prompt: B }), [A]],
    ['the last node that gives one', { status: 'COMPLETED', nodeStates: [{ nodeId: 'a', outputUrls: [A] }, { nodeId: 'b', outputUrls: [B] }, { nodeId: 'c', outputUrls: [] }] }, [B, A]],
    ['a final one', { data: { status: 'completed', finalOutput: B, nodeStates: [{ nodeId: 'a', outputUrls: [A, B] }] } }, [B, A]],
    ['a link without a host', runOf({ images: ['https://', '//cdn.example/a.png', A] }), [A]],
    ['nothing', runOf(null), []],
    ...[{ images: { url: A } }, { results: [{ image: A }] }, { artifacts: [{ url: A }] }, { assets: [{ src: A }] }, { media: [{ uri: A }] }, { generated_images: [A] }, { generatedImages: [{ url: A }] }, { result: A },
      { image_url: A }, { imageUrl: { url: A } }, { output_url: A }, { downloadUrl: A }, { href: A }, { fileUri: A }, { thumbnail_url: B, image_url: A }].map((output): [string, unknown, string[]] => [JSON.stringify(output), runOf(output), [A]]),
    ...[{ outputs: { g: { images: [{ url: A }] } } }, { nodeOutputs: { g: { url: A } } }, { results: [{ url: A }] }, { images: [A] }, { imageUrl: A }, { result: { url: A } }, { nodes: [{ id: 'g', outputs: { image: A } }] },
      { imageUrl: A, workflow: { image: B, steps: [{ url: B }] }, user: { avatar: { url: B } }, callbackUrl: B, inputs: { image: B } }].map((places): [string, unknown, string[]] => [`at the top: ${JSON.stringify(places)}`, { status: 'COMPLETED', ...places }, [A]]),
    ['a run that still goes on, with a picture elsewhere', { status: 'RUNNING', images: [B] }, []],
  ])('%s', async (_shape, body, expected) => {
    const bundle = await get({ body });
    expect(bundle).toMatchObject({ image_urls: expected, image_count: expected.length, reply: body });
    expect(bundle['image_url']).toBe(expected[0]);
  });
});

describe('times are dates', () => {
  test.each<[string, unknown]>([
    ['UTC', '2026-03-20T12:00:00.000Z'],
    ['an offset', '2026-03-20T07:00:00-05:00'],
    ['a blank in place of the T', '2026-03-20 12:00:00'],
    ['no zone', '2026-03-20T12:00:00'],
    ['Unix seconds', 1774008000],
    ['Unix seconds as a text', '1774008000'],
    ['Unix milliseconds', 1774008000000],
  ])('%s', async (_form, time) => {
    const bundle = await get({ body: { status: 'COMPLETED', startTime: time, endTime: time, finalOutput: A } });
    expect(bundle).toMatchObject({ started_at: new Date('2026-03-20T12:00:00Z'), finished_at: new Date('2026-03-20T12:00:00Z') });
  });

  test.each(['soon', null, {}, ''])('%j is none', async (time) => {
    const bundle = await get({ body: { status: 'COMPLETED', startTime: time, endTime: time } });
    expect(bundle['started_at']).toBeUndefined();
  });
});

describe('reasons', () => {
  test.each<[unknown, string]>([
    [{ status: 'FAILED', error: { code: 'content_policy' } }, 'content_policy'],
    [{ status: 'FAILED', error: ['flagged by content_policy'] }, 'flagged by content_policy'],
    [{ status: 'FAILED', nodeStates: [{ nodeId: 'g', status: 'FAILED', error: { code: 'content_policy' } }] }, 'content_policy'],
    [{ data: { status: 'failed', nodeResults: { nodeRuns: [{ nodeId: 'a', error: null }, { nodeId: 'g', status: 'failed', error: 'content_policy.', output: {} }] } } }, 'content_policy'],
    [{ status: 'FAILED' }, 'has failed.'],
  ])('of %j', async (body, words) => {
    const failure = await failureOf(fixedService(() => ({ body })).run('waitForExecution', { execution_id: 'exec_1' }));
    expect(failure).toMatchObject({ type: 'DataError', message: expect.stringContaining(words) });
    expect(failure.message).not.toMatch(/\.\.|undefined|[{}[\]]/);
  });

  test.each<[string, FixedAnswer]>([
    ['a list', { status: 400, body: { error: ['Too long'] } }],
    ['an object of a validator', { status: 400, body: { error: { issues: [{ path: ['prompt'], message: 'Too long' }] } } }],
    ['details', { status: 422, body: { detail: [{ loc: ['body'], msg: 'Too long' }] } }],
    ['a page', { status: 502, bytes: Buffer.from('<html>{{now}} {"Too long"</html>'), type: 'text/html' }],
    ['nothing', { status: 500 }],
    ['broken JSON', { status: 500, bytes: Buffer.from('{"error": "Too'), type: 'application/json' }],
  ])('a start that is refused with %s ends in a sentence', async (_what, answer) => {
    const failure = await failureOf(fixedService(() => answer).run('generateImage', { prompt: 'x' }));
    expect(failure).toMatchObject({ type: 'DataError', message: expect.stringMatching(/refused the request|may have started/) });
    expect(failure.message).not.toContain('<html>');
  });

  // Where a reply may say why, as others than Wireflow do it.
  test.each([
    { message: 'Too long' }, { error: 'Too long' }, { msg: 'Too long' }, { reason: 'Too long' }, { description: 'Too long', ok: false }, { error_description: 'Too long' }, { errorMessage: 'Too long' },
    { userMessage: 'Too long' }, { statusMessage: 'Too long' }, { Message: 'Too long' }, { details: 'Too long' }, { cause: 'Too long' }, { data: { message: 'Too long' } }, { data: { error: 'Too long' } },
    { response: { error: { message: 'Too long' } } }, { issues: [{ message: 'Too long' }] }, { validationErrors: [{ field: 'prompt', error: 'Too long' }] }, [{ message: 'Too long' }], { fault: { faultstring: 'Too long' } },
    { success: false, code: 7, stack: 'at x.js:1', requestId: 'r', error: { prompt: ['Too long'] } }, { prompt: ['Too long'] },
  ])('%j is a reason of a refused start and of a refused look', async (body) => {
    const start = await failureOf(fixedService(() => ({ status: 422, body })).run('generateImage', { prompt: 'x' }));
    const look = await failureOf(get({ status: 400, body }));
    for (const { message } of [start, look]) {
      expect(message).toMatch(/refused the request: ([A-Za-z]+: )*(prompt, )?Too long\. Correct/);
      expect(message.slice(5)).not.toMatch(/x\.js|false|undefined|[{}[\]"]/);
    }
  });

  test.each([{}, [], { success: false }, { code: 7, status: 'error' }])('%j gives no reason', async (body) => {
    expect((await failureOf(get({ status: 400, body }))).message).toContain('refused the request. Correct');
  });

  test('a wait that is no number of seconds is not told', async () => {
    const limited = (after: string) => failureOf(get({ status: 429, body: {}, headers: { 'retry-after': after } })).then(({ message }) => message);
    expect(await limited('30')).toContain('It can go on in 30 seconds');
    expect(await limited('Wed, 21 Oct 2026 07:28:00 GMT')).not.toMatch(/Oct|go on/);
  });

  test.each([303, 408, 507, 520, 524, 530, 599])('a start that is answered %i may have started, and is not repeated', async (status) => {
    const failure = await failureOf(fixedService(() => ({ status, body: {} })).run('generateImage', { prompt: 'x' }));
    expect(failure).toMatchObject({ type: 'DataError', isRetriedByMake: false, message: expect.stringContaining('may have started') });
  });

  test.each([408, 507, 520, 530])('a read that is answered %i is left to Make to repeat', async (status) => {
    expect(await failureOf(get({ status, body: {} }))).toMatchObject({ type: 'ConnectionError' });
  });
});

describe('secrets that a reply repeats', () => {
  const KEY = 'sk-fake-Zk9+ab/cd=ef';
  test.each([KEY, encodeURIComponent(KEY), Buffer.from(KEY).toString('base64')])('a key as %s is in no error and no output', async (spelled) => {
    const refused = await failureOf(get({ status: 400, body: { error: `Invalid header Bearer ${spelled}` } }));
    expect(refused.message).toContain('***');
    expect(refused.message).not.toContain(spelled);
    const given = await get({ body: { status: 'FAILED', message: `by ${spelled}`, error: `refused: ${spelled}` } });
    expect(JSON.stringify(given)).not.toContain(spelled);
    expect(JSON.stringify(given)).toContain('***');
  });

  test('a webhook is in neither', async () => {
    const started = await fixedService(() => ({ status: 202, body: { executionId: 'exec_1', message: 'Queued by /workflow/whk_example12345/trigger', workflowId: 'whk_example12345' } })).run('generateImage', { prompt: 'x' });
    expect(JSON.stringify(started)).not.toContain('whk_');
    expect(started['execution_id']).toBe('exec_1');
  });
});

describe('an execution in the Location of a start', () => {
  test.each([
    ['/api/v1/workflows/executions/exec_77', 'exec_77'],
    ['https://www.wireflow.ai/api/v1/workflows/executions/exec_77/poll?x=1', 'exec_77'],
  ])('%s is read', async (location, id) => {
    for (const status of [202, 201]) {
      const service = fixedService(() => ({ status, body: { message: 'queued' }, headers: { location } }));
      expect(await service.run('generateImage', { prompt: 'x' })).toMatchObject({ execution_id: id });
    }
  });

  test.each(['/api/v1/workflows/cm1abc', '/login', ''])('%j names none: the run may have started', async (location) => {
    const service = fixedService(() => ({ status: 202, body: { message: 'queued' }, headers: { location } }));
    expect(await failureOf(service.run('generateImage', { prompt: 'x' }))).toMatchObject({ type: 'DataError', message: expect.stringContaining('may have started') });
  });
});
