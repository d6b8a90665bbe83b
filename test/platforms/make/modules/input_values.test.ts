import { readRunInputs, fieldKeyOf } from '../../../../core/fields/workflow_inputs.js';
import { readStartOptions } from '../../../../core/fields/start_options.js';
import { promptBody } from '../../../../core/fields/prompt_body.js';
import type { WorkflowInput } from '../../../../core/model/workflow.js';
import { fixedService, type Bundle } from './fixed_service.js';

const INPUTS: readonly WorkflowInput[] = [
  { nodeId: 'words', label: 'Words', type: 'text', required: false, description: null, default: null, choices: [] },
  { nodeId: 'photo', label: 'Photo', type: 'image', required: false, description: null, default: null, choices: [] },
  { nodeId: 'page', label: 'Page', type: 'url', required: false, description: null, default: null, choices: [] },
];
const FIELDS = INPUTS.map(({ nodeId }) => ({ name: nodeId, type: 'any' }));

/** Whether the core takes the value, and whether Make does; nothing is sent where it does not. */
async function judged(values: Bundle): Promise<{ zapier: string; make: string; message: string }> {
  const service = fixedService(({ method }) => (method === 'POST' ? { status: 202, body: { executionId: 'exec_1' } } : { body: { data: { inputs: INPUTS } } }));
  const make = await service.run('runWorkflow', { wf_workflow: 'cm1abc123', wf_wait: false, ...values }, FIELDS).then(() => '', ({ message }: Error) => message);
  expect(service.starts()).toHaveLength(make === '' ? 1 : 0);
  const zapier = (() => {
    try {
      readRunInputs(INPUTS, Object.fromEntries(Object.entries(values).map(([key, value]) => [fieldKeyOf(key), value])));
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  })();
  return { zapier: zapier === '' ? 'taken' : 'refused', make: make === '' ? 'taken' : 'refused', message: make };
}

const LINKS = [
  'https://example.com/a.png', 'http://example.com/a.png', 'HTTPS://Example.com/a.png', 'https://user@example.com:8443/a.png?x=1#y', 'https://example.com/a?u=https://b.example/c.png', 'https://93.184.216.34/a.png',
  'a.png', 'ftp://example.com/a.png', 'https:///a.png', 'data:image/png;base64,iVBOR', '/home/me/a.png', 'undefined', '[object Object]',
  'https://a.example/1.png, https://a.example/2.png', 'https://a.example/1.png\nhttps://a.example/2.png', 'https://a.example/1.pnghttps://a.example/2.png',
  'https://a.example/{{x}}.png', 'https://a.example/${x}.png', 'https://a.example/%7B%7Bx%7D%7D',
  'https://localhost/a.png', 'https://intranet/a.png', 'https://10.0.0.7/a.png', 'https://127.0.0.1:8080/a.png', 'https://169.254.169.254/latest', 'https://192.168.1.4/a.png', 'https://2130706433/a.png', 'https://[::1]/a.png', 'https://printer.local./a.png',
]; // prettier-ignore

test.each(LINKS)('an image that is given as %j is taken on Make as on Zapier', async (link) => {
  const { zapier, make, message } = await judged({ photo: link });
  expect(make).toBe(zapier);
  if (make === 'refused') expect(message).toMatch(/Photo|An input holds/);
});

test.each([
  [{ photo: 'https://example.com/a.png', page: 'https://10.0.0.7/' }, 'refused'],
  [{ photo: 'https://10.0.0.7/a.png', page: 'https://example.com/' }, 'refused'],
  [{ photo: 'https://example.com/a.png', page: 'https://b.example/x?y=1' }, 'taken'],
  [{ photo: 'https://example.com/a.png', page: 'http://10.0.0.7/' }, 'taken'],
  [{ words: 'see localhost and https://10.0.0.7/', photo: 'https://example.com/a.png' }, 'taken'],
])('each of several links is judged by itself: %j', async (values, wanted) => {
  expect(await judged(values)).toMatchObject({ make: wanted, zapier: wanted });
});

test('a list mapped into an image input is refused, and the way out is named', async () => {
  expect(await judged({ photo: ['https://a.example/1.png', 'https://a.example/2.png'] })).toMatchObject({ make: 'refused', message: expect.stringContaining('Iterator') });
});

test.each(['undefined', '[object Object]', ' Undefined ', 'a text', 'undefined behaviour', '\u200b\u2060', ' '])('a text that is %j is taken on Make as on Zapier', async (words) => {
  const { zapier, make } = await judged({ words });
  expect(make).toBe(zapier);
});

test.each(['\u200b', '\ufeff \u2060', ' \u200e\n'])('a text that shows nothing (%j) is not sent: the saved one counts', async (words) => {
  const service = fixedService(({ method }) => (method === 'POST' ? { status: 202, body: { executionId: 'exec_1' } } : { body: { data: { inputs: INPUTS } } }));
  await service.run('runWorkflow', { wf_workflow: 'cm1abc123', wf_wait: false, words }, FIELDS);
  expect(JSON.parse(String(service.starts()[0]?.body))).toEqual({ inputs: {} });
});

test('a text that ends on a quote and what nobody sees is sent as it is', async () => {
  const service = fixedService(({ method }) => (method === 'POST' ? { status: 202, body: { executionId: 'exec_1' } } : { body: { data: { inputs: INPUTS } } }));
  const words = 'the word "boat"\u200b';
  await service.run('runWorkflow', { wf_workflow: 'cm1abc123', wf_wait: false, words }, FIELDS);
  expect(JSON.parse(String(service.starts()[0]?.body))).toEqual({ inputs: { words } });
});

const outcome = (read: () => unknown): string => {
  try {
    read();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

test.each(['row 5', 'undefined', 'null', 'None', 'NaN', 'n/a', '#N/A', '#REF!', '#NAME?', '#DIV/0!', '[object Object]', 'order-{{2.id}}', 'order-${id}', '\u200bundefined\u200b', 'nullable', 'none-7', '0'])('the Only Once ID %j is taken on Make as on Zapier', async (runId) => {
  const service = fixedService(() => ({ status: 202, body: { executionId: 'exec_1' } }));
  const make = await service.run('runWorkflow', { wf_workflow: 'cm1abc123', wf_wait: false, wf_run_id: runId }).then(() => '', ({ message }: Error) => message);
  const zapier = outcome(() => readStartOptions({ run_id: runId }));
  expect(make === '').toBe(zapier === '');
  expect(service.starts()).toHaveLength(make === '' ? 1 : 0);
  if (zapier !== '') expect(make).toContain('Only Once ID');
});

test('what nobody sees around an Only Once ID makes no other of it', async () => {
  const keys = await Promise.all(['row 5', ' row 5\n', '\u200brow 5\ufeff'].map(async (runId) => {
    const service = fixedService(() => ({ status: 202, body: { executionId: 'exec_1' } }));
    await service.run('runWorkflow', { wf_workflow: 'cm1abc123', wf_wait: false, wf_run_id: runId });
    return service.starts()[0]?.headers['idempotency-key'];
  }));
  expect(new Set(keys).size).toBe(1);
});

test.each(['a fox', '\u200b', '\u200b\u2060\ufeff', ' \u200e ', '\u200ba fox', 'undefined', '[object Object]', 'an undefined shape', '#REF!', ' #N/A', '#NAME?', '#DIV/0!', '#ERROR! in red letters', 'null'])('Generate an image takes the prompt %j as Zapier does', async (prompt) => {
  const service = fixedService(() => ({ status: 202, body: { executionId: 'exec_1' } }));
  const make = await service.run('generateImage', { prompt }).then(() => '', ({ message }: Error) => message);
  expect(make === '').toBe(outcome(() => promptBody({ prompt })) === '');
  if (make !== '') expect(make).toContain('Prompt');
  else expect(JSON.parse(String(service.starts()[0]?.body))).toEqual({ prompt });
});
