import { failureOf } from './world.js';
import { fixedService, type Bundle } from './fixed_service.js';

const SAMPLE = 'https://cdn.wireflow.ai/sample-of-the-author.png';
const MINE = 'https://example.com/mine.png';
const PHOTO = { nodeId: 'photo', label: 'Photo', type: 'image', required: false, default: SAMPLE };
const MASK = { nodeId: '1776', label: 'Mask', type: 'image', required: true };
const OPTIONAL = { nodeId: 'extra', label: 'Extra', type: 'image', required: false, default: null };
const TEXT = { nodeId: 'text-1', label: 'Words', type: 'text', required: false };
const PROMPT = { nodeId: 'text-2', label: 'Prompt', type: 'text', required: false };

const serviceWith = (inputs: unknown, wrap: (inputs: unknown) => unknown = (list) => ({ data: { inputs: list } })) =>
  fixedService(({ method, url }) => (method === 'GET' && url.endsWith('/run') ? { body: wrap(inputs) } : { status: 201, body: { data: { executionId: 'exec_1' } } }));

const START = { wf_workflow: 'cm1abc123', wf_wait: false };
const MAPPED = { ...START, wf_check_images: true };
const CHECK = { name: 'wf_check_images', type: 'boolean' };
const field = (name: string) => ({ name, type: 'text' });
const inputsOf = ({ starts }: ReturnType<typeof serviceWith>) => (JSON.parse(String(starts()[0]?.body)) as { inputs: Bundle }).inputs;

describe('the author’s sample image is never used and paid for by silence', () => {
  test.each<[string, unknown[], Bundle]>([
    ['left alone', [PHOTO], {}],
    ['emptied', [PHOTO], { photo: '' }],
    ['of blanks', [PHOTO], { photo: '  ' }],
    ['needed and without a sample', [MASK], {}],
    ['one of two that is missing', [PHOTO, TEXT, MASK], { photo: MINE }],
  ])('an image that is %s stops the module before anything is started', async (_what, inputs, values) => {
    const chosen = serviceWith(inputs);
    const shown = (await chosen.rpc('workflowInputs', { wf_workflow: 'cm1abc123' })) as unknown as { name: string; type: string }[];
    expect(await failureOf(chosen.run('runWorkflow', { ...START, ...values }, shown))).toMatchObject({ isRetriedByMake: false });
    expect(chosen.starts()).toEqual([]);
    // Of a workflow that is mapped, or that has changed since the editor has asked for its inputs.
    const service = serviceWith(inputs);
    const failure = await failureOf(service.run('runWorkflow', { ...MAPPED, ...values }, [CHECK, ...Object.keys(values).map(field)]));
    expect(failure).toMatchObject({ type: 'DataError', isRetriedByMake: false, message: expect.stringContaining('author’s sample image') });
    expect(failure.message).toMatch(/Photo|Mask/);
    expect(service.starts()).toEqual([]);
  });

  test.each<[string, (inputs: unknown) => unknown]>([
    ['bare', (list) => list],
    ['under inputs', (inputs) => ({ inputs })],
    ['under data.inputs', (inputs) => ({ data: { inputs } })],
  ])('inputs that come %s are read', async (_what, wrap) => {
    expect(await failureOf(serviceWith([PHOTO], wrap).run('runWorkflow', MAPPED, [CHECK]))).toMatchObject({ message: expect.stringContaining('(Photo)') });
    const service = serviceWith([PHOTO], wrap);
    await service.run('runWorkflow', { ...START, photo: MINE }, [field('photo')]);
    expect(inputsOf(service)).toEqual({ photo: MINE });
  });

  test('an image that nobody needs may stay empty', async () => {
    const service = serviceWith([OPTIONAL, TEXT]);
    await service.run('runWorkflow', { ...START, 'text-1': 'x' }, [field('text-1')]);
    expect(inputsOf(service)).toEqual({ 'text-1': 'x' });
  });

  test('the editor requires such an image, and does not fill in the sample', async () => {
    const fields = await serviceWith([PHOTO, OPTIONAL, MASK]).rpc('workflowInputs', { wf_workflow: 'cm1abc123' });
    expect(fields.map(({ name, required, default: filled }) => [name, required, filled])).toEqual([['photo', true, undefined], ['extra', false, undefined], ['1776', true, undefined]]);
  });
});

describe('the free look at the inputs', () => {
  test('is left out where nothing is filled in that needs it, so that it can not end the module before the start', async () => {
    const service = serviceWith([TEXT]);
    await service.run('runWorkflow', START);
    expect(service.sent.map(({ method }) => method)).toEqual(['POST']);
    expect(inputsOf(service)).toEqual({});
  });

  test.each([
    [401, 'InvalidAccessTokenError'], [403, 'RuntimeError'], [404, 'DataError'], [408, 'ConnectionError'], [418, 'DataError'],
    [429, 'RateLimitError'], [500, 'ConnectionError'], [520, 'ConnectionError'], [599, 'ConnectionError'],
  ])('says, when it is answered with %i, that nothing was started, and starts nothing', async (status, type) => {
    for (const values of [{ ...MAPPED }, { ...START, wf_prompt: 'x' }, { ...START, wf_more_inputs: [{ key: 'a', value: 'b' }] }, { ...START, 'text-1': 'x' }]) {
      const service = fixedService(() => ({ status, body: { error: 'no' }, headers: { 'x-request-id': 'req_1' } }));
      expect(await failureOf(service.run('runWorkflow', values, [CHECK, field('text-1')]))).toMatchObject({ type, message: expect.stringContaining('Nothing was started.') });
      expect(service.starts()).toEqual([]);
    }
  });

  test('and the estimate say so too', async () => {
    const service = fixedService(() => ({ status: 503, body: '<html>' }));
    expect(await failureOf(service.run('runWorkflow', { ...START, wf_max_credits: 5 }))).toMatchObject({ type: 'ConnectionError', message: expect.stringContaining('Nothing was started.') });
  });

  test.each([408, 499, 500, 505, 520, 599])('does not stand before a start that is answered with %i, of which nobody knows what it did', async (status) => {
    const service = fixedService(() => ({ status, body: '<html>' }));
    expect(await failureOf(service.run('runWorkflow', START))).toMatchObject({ type: 'DataError', message: expect.stringContaining('may have started') });
    expect(service.starts()).toHaveLength(1);
  });
});

describe('a workflow that is mapped', () => {
  test('has one field in the editor, which says so, and nobody is asked for others', async () => {
    const service = serviceWith([TEXT]);
    expect(await service.rpc('workflowInputs', { wf_workflow: '{{4.id}}' })).toMatchObject([{ name: 'wf_check_images', type: 'boolean', required: true, default: true }]);
    expect(service.sent).toEqual([]);
  });

  test('is run with its saved images where the person wants it so', async () => {
    const service = serviceWith([PHOTO, TEXT]);
    await service.run('runWorkflow', { ...START, wf_check_images: false, wf_prompt: 'x' }, [CHECK]);
    expect(inputsOf(service)).toEqual({ 'text-1': 'x' });
  });

  test.each<[string, unknown[], string]>([
    ['the input that is called so', [TEXT, PROMPT], 'text-2'],
    ['or else the first text', [PHOTO, TEXT], 'text-1'],
  ])('takes a prompt, which goes into %s', async (_what, inputs, nodeId) => {
    const service = serviceWith([...inputs, OPTIONAL]);
    await service.run('runWorkflow', { ...START, wf_check_images: false, wf_prompt: 'a "fox"\n{{x}}', wf_more_inputs: [{ key: 'extra', value: MINE }] }, [CHECK]);
    expect(inputsOf(service)).toEqual({ extra: MINE, [nodeId]: 'a "fox"\n{{x}}' });
  });

  test('is read where its inputs go by another name of their IDs, and judged so', async () => {
    const inputs = [{ id: 'words', label: 'Words', type: 'text' }, { id: 'count', label: 'Number of images', type: 'number', default: 1 }, { ...PHOTO, nodeId: undefined, id: 'photo' }];
    const service = serviceWith(inputs);
    await service.run('runWorkflow', { ...START, wf_prompt: 'mine', wf_more_inputs: [{ key: 'photo', value: MINE }] });
    expect(inputsOf(service)).toEqual({ photo: MINE, words: 'mine' });
    expect((await failureOf(serviceWith(inputs).run('runWorkflow', { ...START, wf_prompt: 'mine' }))).message).toContain('author’s sample image');
    const capped = { ...START, wf_max_credits: 500, wf_more_inputs: [{ key: 'photo', value: MINE }, { key: 'count', value: '9' }] };
    expect((await failureOf(serviceWith(inputs).run('runWorkflow', capped))).message).toContain('Number of images');
  });

  test('says so where no input could take the prompt', async () => {
    const service = serviceWith([OPTIONAL]);
    expect((await failureOf(service.run('runWorkflow', { ...START, wf_prompt: 'x' }))).message).toContain('The field Prompt is filled in');
    expect(service.starts()).toEqual([]);
  });

  test('takes further inputs, without those that came out empty, and with their types', async () => {
    const service = serviceWith([TEXT, PHOTO, { nodeId: 'n', type: 'number' }, { nodeId: 'on', type: 'boolean' }]);
    const odd = 'a,"b": null, {"c":""} \\" end,';
    await service.run('runWorkflow', { ...START, 'text-1': odd, n: 7, on: false, wf_more_inputs: [{ key: 'photo', value: MINE }, { key: 'gone' }, { key: 'blank', value: ' ' }] }, [field('text-1'), { name: 'n', type: 'number' }, { name: 'on', type: 'boolean' }]);
    expect(inputsOf(service)).toEqual({ 'text-1': odd, n: 7, on: false, photo: MINE });
  });
});

describe('an input of yes or no among More inputs (report formie#2541)', () => {
  const run = (value: unknown, type = 'boolean') => {
    const service = serviceWith([TEXT, { nodeId: 'n', label: 'Count', type: 'number' }, { nodeId: 'on', label: 'Transparent', type }]);
    return service.run('runWorkflow', { ...START, 'text-1': 'no', wf_more_inputs: [{ key: 'n', value: '7' }, { key: 'on', value }] }, [field('text-1')]).then(() => inputsOf(service)['on'], ({ message }: Error) => `${service.starts().length} ${message}`);
  };

  test.each(['true', 'FALSE', false])('takes %j', async (value) => expect(await run(value)).toBe(value === false ? 'false' : value));
  test.each(['no', 'Yes', 'Unchecked', '0', 'true or false'])('refuses %j by its label before the start', async (value) => {
    expect(await run(value)).toMatch(/^0 An input takes yes or no, and another word is filled in: Transparent\. .*Map true or false/);
    expect(await run(value, 'text')).toBe(value);
  });
});

describe('an input that the workflow has not, or that is filled in twice', () => {
  const ended = async (inputs: unknown[], values: Bundle, fields = ['text-1']) => {
    const service = serviceWith(inputs);
    const outcome = await service.run('runWorkflow', { ...START, ...values }, fields.filter((name) => name in values).map(field)).then(() => inputsOf(service), ({ message }: Error) => message);
    if (typeof outcome === 'string') expect(service.starts()).toEqual([]);
    return outcome;
  };

  test.each<[string, unknown[], Bundle, string]>([
    ['was replaced since the scenario was made', [{ ...TEXT, nodeId: 'text-9' }], { 'text-1': 'a fox' }, 'text-1, which'],
    ['was taken away', [OPTIONAL], { 'text-1': 'a fox' }, 'text-1, which'],
    ['was the only one', [], { 'text-1': 'a fox' }, 'text-1, which'],
    ['is misspelled in More inputs', [TEXT], { wf_more_inputs: [{ key: 'text-11', value: 'a' }, { key: 'a.b', value: 'b' }] }, 'text-11, a.b, which'],
    ['is like another', [{ ...TEXT, nodeId: 'text.1' }], { wf_more_inputs: [{ key: 'text-12', value: 'a' }] }, 'text-12, which'],
  ])('stops the module before the start where it %s', async (_what, inputs, values, named) => {
    expect(await ended(inputs, values)).toMatch(new RegExp(`no input with the ID ${named}.*Nothing was started`));
  });

  test.each<[string, Bundle]>([
    ['its own field and More inputs', { 'text-1': 'mine', wf_more_inputs: [{ key: 'text-1', value: 'another' }] }],
    ['Prompt and its own field', { 'text-1': 'mine', wf_prompt: 'another' }],
    ['Prompt and More inputs', { wf_prompt: 'mine', wf_more_inputs: [{ key: 'text-1', value: 'another' }] }],
    ['two rows of More inputs', { wf_more_inputs: [{ key: 'text-1', value: 'mine' }, { key: 'text-1', value: 'another' }] }],
  ])('stops the module before the start where it stands in %s', async (_what, values) => expect(await ended([TEXT], values)).toContain('filled in twice'));

  test.each<[string, Bundle]>([
    ['a row that came out empty', { 'text-1': 'mine', wf_more_inputs: [{ key: 'text-1', value: '' }, { key: 'text-1' }, { key: 'text-1', value: ' ' }] }],
    ['an empty row behind the filled one', { wf_more_inputs: [{ key: 'text-1', value: 'mine' }, { key: 'text-1', value: '' }] }],
    ['an own field that came out empty', { 'text-1': '', wf_more_inputs: [{ key: 'text-1', value: 'mine' }] }],
    ['an empty value of an input that is gone', { gone: '', 'text-1': 'mine' }],
  ])('does not count for %s', async (_what, values) => expect(await ended([TEXT], values, ['text-1', 'gone'])).toEqual({ 'text-1': 'mine' }));

  test('may be what the editor has filled in, beside another prompt', async () => {
    const inputs = [{ ...TEXT, default: 'a "saved" one' }];
    expect(await ended(inputs, { 'text-1': 'a "saved" one', wf_prompt: 'mine' })).toEqual({ 'text-1': 'mine' });
    expect(await ended(inputs, { 'text-1': 'mine', wf_prompt: 'mine' })).toEqual({ 'text-1': 'mine' });
  });

  test.each(['1776', 'my node', 'a"b', 'a(b', 'a.b[0]', 'ä-1', 'x|y', '{{1}}'])('is known by an ID as odd as %s', async (nodeId) => {
    expect(await ended([{ ...TEXT, nodeId }, { id: 'named-otherwise', type: 'number' }], { wf_more_inputs: [{ key: nodeId, value: 'mine' }, { key: 'named-otherwise', value: 'too' }] })).toEqual({ [nodeId]: 'mine', 'named-otherwise': 'too' });
  });

  test('may have an ID that is a number', async () => expect(await ended([{ ...TEXT, nodeId: 1776 }], { wf_more_inputs: [{ key: '1776', value: 'mine' }] })).toEqual({ 1776: 'mine' }));
});

describe('choices', () => {
  const fieldOf = async (options: unknown) => (await serviceWith([{ nodeId: 'n', label: 'How many', type: 'select', options }]).rpc('workflowInputs', { wf_workflow: 'cm1abc123' }))[0];

  test.each<[string, unknown, Bundle]>([
    ['numbers are numbers', [1, 2, 4], { type: 'number', help: ' One of: 1, 2, 4.' }],
    ['words are named in the help', ['calm', 'wild'], { type: 'text', help: ' One of: calm, wild.' }],
    ['pairs are a list', [{ label: 'One', value: 1 }], { type: 'select', options: [{ label: 'One', value: 1 }] }],
    ['none leave a text', [], { type: 'text' }],
  ])('that are %s', async (_what, options, expected) => expect(await fieldOf(options)).toMatchObject(expected));
});
