import { formProxy } from '../../../platforms/forms/proxy/app.js';
import { FORM, PAGE, startForms, type FormWorld } from './world.js';

let world: FormWorld;
beforeEach(async () => {
  world = await startForms();
});
afterEach(() => world.emulator.close());

describe('a form that is taken', () => {
  test('starts one run through the webhook and gives its id', async () => {
    const answer = await world.proxy()({ body: { ...FORM, style: 'ink', email: 'a@example.com', tags: ['a', 'b'], width: 512 } });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ executionId: world.emulator.executions[0]?.id, status: 'queued', message: null });
    expect(world.starts()).toEqual([{ prompt: FORM.prompt, style: 'ink', email: 'a@example.com', tags: ['a', 'b'], width: 512 }]);
  });

  test('has its empty fields left out, and neither trap nor token passed on', async () => {
    await world.proxy()({ body: { ...FORM, style: '  ', tags: [''], 'cf-turnstile-response': 'x' } });
    expect(world.starts()).toEqual([{ prompt: FORM.prompt }]);
  });

  test('has its whole numbers passed on digit for digit', async () => {
    await world.proxy()({ body: '{"prompt":"x","leave_empty":"","width":9007199254740993,"tags":[1,12345678901234567890]}' });
    expect(world.starts()).toEqual([{ prompt: 'x', width: '9007199254740993', tags: [1, '12345678901234567890'] }]);
  });

  test('is well-formed text', async () => {
    await world.proxy()({ body: '{"prompt":"cut \\ud83d","leave_empty":""}' });
    expect(world.starts()).toEqual([{ prompt: 'cut \ufffd' }]);
  });

  test.each([
    ['urlencoded', 'application/x-www-form-urlencoded', new URLSearchParams([['prompt', 'Ünï & so'], ['leave_empty', ''], ['tags', 'a'], ['tags', 'b']]).toString()],
    ['multipart', 'multipart/form-data', form([['prompt', 'Ünï & so'], ['leave_empty', ''], ['tags[]', 'a'], ['tags[]', 'b']])],
  ])('may come from a browser without JavaScript, %s, and leads to a page', async (_, type, body) => {
    const answer = await world.proxy()({ body, type, accept: 'text/html,application/xhtml+xml' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^\.\/runs\/[\w.-]+$/);
    expect(world.starts()).toEqual([{ prompt: 'Ünï & so', tags: ['a', 'b'] }]);
  });

  // A page often has one field for phones and one for other screens, of which one is shown.
  test.each(['prompt=&prompt=A+cat', 'prompt=A+cat&prompt=', 'prompt=+&prompt=A+cat&prompt=+'])('may have fields of one name, of which one is filled in: %s', async (fields) => {
    await world.proxy()({ body: `${fields}&leave_empty=&tags[]=&tags[]=a`, type: 'application/x-www-form-urlencoded; charset="utf8"' });
    expect(world.starts()).toEqual([{ prompt: 'A cat', tags: ['a'] }]);
  });

  test('leads to the owner’s own page where one is named', async () => {
    const ask = world.proxy({ thanksUrl: 'https://www.example.com/thanks' });
    const answer = await ask({ body: 'prompt=x&leave_empty=', type: 'application/x-www-form-urlencoded', accept: 'text/html' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://www.example.com/thanks']);
  });

  test('that is sent twice by a double click starts one run, and both clicks learn its id', async () => {
    const ask = world.proxy();
    const answers = await Promise.all([ask(), ask()]);
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { executionId: string }).executionId));
    expect(new Set(ids)).toEqual(new Set([world.emulator.executions[0]?.id]));
    expect(world.starts()).toHaveLength(1);
  });

  test('that is sent again while the service is slow to answer starts one run as well', async () => {
    let answer: () => void = () => undefined;
    const isAnswering = new Promise<void>((resolve) => (answer = resolve));
    const slow: typeof fetch = async (...request) => {
      const reply = await fetch(...request);
      await isAnswering;
      return reply;
    };
    const ask = world.proxy({ fetch: slow });
    const first = ask();
    while (world.starts().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    world.emulator.clock.advance(20_000);
    const second = ask();
    answer();
    expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([202, 202]);
    expect(world.starts()).toHaveLength(1);
  });

  test('may be sent again after a while, and by somebody else at once', async () => {
    const ask = world.proxy();
    await ask();
    await ask({ address: '192.0.2.2' });
    world.emulator.clock.advance(11_000);
    await ask();
    expect(world.starts()).toHaveLength(3);
  });
});

describe('bad input starts nothing and says what to do', () => {
  test.each<[string, unknown, number, string, RegExp]>([
    ['no prompt', { leave_empty: '' }, 422, 'field', /“prompt” is empty/],
    ['a blank prompt', { ...FORM, prompt: '   ' }, 422, 'field', /“prompt” is empty/],
    ['what stands for a missing value', { ...FORM, prompt: 'undefined' }, 422, 'field', /“prompt” holds what stands for a missing value/],
    ['a fault of a table', { ...FORM, style: '#REF!' }, 422, 'field', /“style” holds what stands for a missing value/],
    ['a field of its own', { ...FORM, seed: '1' }, 422, 'field', /“seed” does not belong/],
    ['an own prototype', '{"prompt":"x","leave_empty":"","__proto__":{"a":1}}', 422, 'field', /“__proto__”/],
    ['a nested value', { ...FORM, style: { a: 1 } }, 422, 'field', /“style”/],
    ['a long prompt', { ...FORM, prompt: 'x'.repeat(2_001) }, 413, 'too_long', /“prompt” is too long/],
    ['too many items', { ...FORM, tags: Array(51).fill('x') }, 413, 'too_long', /“tags” is too long/],
    ['a filled trap', { ...FORM, leave_empty: 'x' }, 422, 'trap', /browser filled in a hidden field.*send again/],
    ['a missing trap', { prompt: 'x' }, 422, 'trap', /hidden field/],
    ['half a JSON', '{"prompt":', 400, 'unreadable', /damaged/],
    ['a list', '[1]', 400, 'unreadable', /damaged/],
    ['letters in another encoding', new ReadableStream({ start: (body) => (body.enqueue(Buffer.from('{"prompt":"Gr\xfc\xdfe","leave_empty":""}', 'latin1')), body.close()) }), 400, 'unreadable', /has to be in UTF-8/],
  ])('%s', async (_, body, status, error, message) => {
    const answer = await world.proxy()({ body });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error, message: expect.stringMatching(message), started: 'no' });
    expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(world.emulator.requests).toHaveLength(0);
  });

  test('a file', async () => {
    const body = form([['prompt', 'x'], ['leave_empty', '']]);
    body.append('tags', new File(['x'], 'x.png'));
    const answer = await world.proxy()({ body, type: 'multipart/form-data', accept: 'text/html' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('cannot send files');
    expect(world.starts()).toHaveLength(0);
  });

  test('the letters of a page in another encoding, which U+FFFD as it was typed is not', async () => {
    const send = async (prompt: string) => (await world.proxy()({ body: `prompt=${prompt}&leave_empty=`, type: 'application/x-www-form-urlencoded' })).status;
    expect([await send('Gr%FC%DFe'), await send('Gr%C3%BC%C3%9Fe'), await send('what+%EF%BF%BD+is')]).toEqual([400, 202, 202]);
    const parts = (letters: BufferEncoding) => new ReadableStream({ start: (body) => (body.enqueue(Buffer.from('--x\r\ncontent-disposition: form-data; name="prompt"\r\n\r\nGrüße\r\n--x\r\ncontent-disposition: form-data; name="leave_empty"\r\n\r\n\r\n--x--\r\n', letters)), body.close()) });
    const inParts = async (letters: BufferEncoding) => (await world.proxy()({ body: parts(letters), type: 'multipart/form-data; boundary=x' })).status;
    expect([await inParts('latin1'), await inParts('utf8')]).toEqual([400, 202]);
    expect(world.starts()).toEqual([{ prompt: 'Grüße' }, { prompt: 'what � is' }, { prompt: 'Grüße' }]);
  });

  test.each(['text/plain', 'application/xml', ''])('the content type “%s”', async (type) => {
    const answer = await world.proxy()({ type });
    expect([answer.status, world.starts().length]).toEqual([415, 0]);
  });

  test.each([
    ['of a claimed length', 'x'.repeat(70_000)],
    ['of no length at all', new ReadableStream({ pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(9_000))) })],
  ])('a body %s that is too large', async (_, body) => {
    const answer = await world.proxy()({ body });
    expect([answer.status, world.starts().length]).toEqual([413, 0]);
  });
});

test('no answer of the proxy may be kept by a browser or a store on the way, whatever it is', async () => {
  const ask = world.proxy({ apiKey: world.emulator.keys.full });
  const started = await ask();
  const { watch } = (await started.clone().json()) as { watch: string };
  const preflight = { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } };
  const answers = [
    started, await ask({}, new URL(watch, 'http://proxy/').pathname), await ask({}, '/runs/none'), await ask({}, '/nothing'), await ask({ method: 'GET' }), await ask({ method: 'HEAD' }), await ask({ type: 'text/plain' }),
    await ask({ body: { prompt: 'x'.repeat(70_000) } }), await ask({ origin: 'https://evil.example' }), await ask(preflight), await ask({ ...preflight, origin: 'https://evil.example' }), await ask({ accept: 'text/html' }),
  ]; // prettier-ignore
  expect(answers.map(({ status, headers }) => [status, headers.get('cache-control')])).toEqual([202, 200, 404, 404, 404, 404, 415, 413, 403, 204, 204, 202].map((status) => [status, 'no-store']));
});

describe('another page', () => {
  test.each([
    'https://www.example.com.evil.example', 'https://evilwww.example.com', 'https://example.com', 'http://www.example.com',
    'https://www.example.com:8443', 'https://www.example.com/', 'null', '', null,
  ])('%s may not send, nor read the answer', async (origin) => {
    const answer = await world.proxy()({ origin });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(((await answer.json()) as { error: string }).error).toBe('origin');
    expect(world.emulator.requests).toHaveLength(0);
  });

  test('is not let through by the question before', async () => {
    const ask = world.proxy();
    const question = { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } };
    const ours = await ask(question);
    expect([ours.status, ours.headers.get('access-control-allow-origin'), ours.headers.get('access-control-allow-headers')]).toEqual([204, PAGE, 'content-type']);
    const theirs = await ask({ ...question, origin: 'https://evil.example' });
    expect(theirs.headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each([[[]], [['*']], [['https://*.example.com']], [['https://www.example.com/form']], [['www.example.com']], [['null']], [['ftp://example.com']]])('%j is no list of origins', (origins) => {
    expect(() => world.proxy({ origins })).toThrow(/origin/);
  });
});

describe('secrets', () => {
  test('neither webhook nor key stands in any answer or in what the owner is told', async () => {
    const apiKey = world.emulator.keys.full;
    const webhook = world.emulator.workflow('text-to-image').webhookId ?? '';
    const ask = world.proxy({ apiKey });
    world.emulator.fault({ on: 'trigger', status: 500, body: { error: `${webhook} ${apiKey}` } });
    const answers = [await ask(), await ask({ body: { ...FORM, prompt: 'other' } }), await ask({}, '/runs/x.y'), await ask({ method: 'GET' })];
    for (const answer of answers) {
      const all = (await answer.text()) + JSON.stringify([...answer.headers]);
      expect(all).not.toContain(webhook);
      expect(all).not.toContain(apiKey);
    }
    expect(world.problems).toHaveLength(1);
    expect(world.problems.join()).not.toContain(webhook);
  });

  test('what is no webhook is refused at the start, without being repeated', () => {
    expect(() => formProxy({ webhook: 'https://evil.example/workflow/whk_secret/trigger', origins: [PAGE], addressOf: () => null, onProblem: () => undefined })).toThrow(/not Wireflow/);
  });
});

function form(entries: readonly (readonly [string, string])[]): FormData {
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  return body;
}
