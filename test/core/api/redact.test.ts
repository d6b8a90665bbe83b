import { WireflowError } from '../../../core/model/errors.js';
import { Redactor } from '../../../core/api/redact.js';
import { readExecution } from '../../../core/api/readers/index.js';
import { FAKE_KEY, FAKE_WEBHOOK, reply } from '../../helpers/core.js';

const withoutSecrets = (words: string, secrets: readonly string[]) => new Redactor(secrets).words(words);
const hide = (error: WireflowError, secrets: readonly string[]) => new Redactor(secrets).error(error);
const facts = { kind: 'rejected', problem: 'No.', nextStep: 'Stop.', requestId: 'req_fake_1', status: 400, field: 'x', retryAfterMs: 5, canRetry: true } as const;

describe('secrets in somebody else\'s words', () => {
  test.each([
    [`Bad key ${FAKE_KEY}!`, 'Bad key [hidden]!'], [`${FAKE_KEY}${FAKE_KEY}`, '[hidden][hidden]'], ['Bad key wf_live_fake0000.', 'Bad key [hidden].'], ['see whk_fakeother', 'see [hidden]'], ['WHK_FAKEOTHER', '[hidden]'],
    ['{"webhookId":"plainfake","webhookid"  :  "b"}', '{"webhookId":"[hidden]","webhookid"  :  "[hidden]"}'], ['sk-abcd, sk-abc', '[hidden], sk-abc'],
    ['{"webhookId": "plainfake"}', '{"webhookId": "[hidden]"}'], ['at /workflow/plainfake/trigger', 'at /workflow/[hidden]/trigger'], ['https://www.wireflow.ai/api/v1/workflows/plainfake/trigger', 'https://www.wireflow.ai/api/v1/workflows/[hidden]/trigger'],
  ])('%s', (words, clean) => expect(withoutSecrets(words, [FAKE_KEY])).toBe(clean)); // prettier-ignore

  test.each(['Invalid API key format. Expected: Bearer sk-...', 'A risk-based, task-oriented answer', '{"webhookId": null}', '/workflows/executions/exec_1/poll', '/workflow/…'])('ordinary words stay: %s', (words) => {
    expect(withoutSecrets(words, ['', 'a', 'risk'])).toBe(words);
  });
});

test.each(['completed', 'portrait', 'execution', 'status'])('a webhook or a key that is called “%s” is a word, and ids and states that hold it stay what they are', (word) => {
  const redactor = new Redactor([word], word);
  const body = { executionId: `exec_${word}_1`, [`${word}`]: word, status: 'COMPLETED', message: `Queued: ${word}` };
  expect(redactor.reply(body)).toEqual(body);
  expect(redactor.words(`/workflow/${word}/trigger`)).toBe('/workflow/[hidden]/trigger');
});

test('a secret may be as short as six characters, and is hidden wherever it stands', () => {
  expect(withoutSecrets('pass12 pass1 xpass12x', ['pass12', 'pass1'])).toBe('[hidden] pass1 x[hidden]x');
});

describe('an error', () => {
  test('loses its secrets and nothing else', () => {
    const error = hide(new WireflowError({ ...facts, problem: `No ${FAKE_WEBHOOK}.`, nextStep: `Stop ${FAKE_KEY}.` }), [FAKE_KEY, FAKE_WEBHOOK]);
    expect(error).toMatchObject({ ...facts, problem: 'No [hidden].', nextStep: 'Stop [hidden].' });
    expect(error.message).toBe('No [hidden]. Stop [hidden]. (Request ID: req_fake_1)');
  });
  test('loses one that stands only in its advice', () => {
    expect(hide(new WireflowError({ ...facts, nextStep: `Stop ${FAKE_KEY}.` }), [FAKE_KEY]).message).toBe('No. Stop [hidden]. (Request ID: req_fake_1)');
  });
  test('without any is the same one', () => {
    const error = new WireflowError(facts);
    expect(hide(error, [FAKE_KEY])).toBe(error);
  });
});

test('an error says what it knows, and nothing of what it does not', () => {
  expect(new WireflowError({ kind: 'unavailable', problem: 'A.', nextStep: 'B.' })).toMatchObject({
    name: 'WireflowError', message: 'A. B.', requestId: null, status: null, retryAfterMs: null, canRetry: false, field: null,
  }); // prettier-ignore
});

describe('a told secret is found in every spelling', () => {
  const KEY = 'Zk9+ab/cd=ef_12.&345-xyz';
  const url = encodeURIComponent(KEY);
  const json = (text: string) => JSON.stringify(text).slice(1, -1);
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const each = (spell: (character: string, code: number) => string) => [...KEY].map((character) => spell(character, character.charCodeAt(0))).join('');
  const hex = (code: number) => code.toString(16);

  test.each<[string, string]>([
    ['as it is', KEY],
    ['in another case', KEY.toUpperCase()],
    ['URL-encoded', url],
    ['URL-encoded in small letters', url.toLowerCase()],
    ['URL-encoded twice', encodeURIComponent(url)],
    ['URL-encoded throughout', each((_, code) => `%${hex(code)}`)],
    ['in JSON with escaped slashes', KEY.replaceAll('/', '\\/')],
    ['in JSON inside JSON', json(json(KEY.replaceAll('/', '\\/')))],
    ['in JSON escapes throughout', each((_, code) => `\\u00${hex(code)}`)],
    ['in HTML', KEY.replaceAll('&', '&amp;').replaceAll('+', '&plus;')],
    ['in HTML twice over', KEY.replaceAll('&', '&amp;amp;')],
    ['in decimal entities', each((_, code) => `&#${code};`)],
    ['in hexadecimal entities', each((_, code) => `&#x${hex(code).toUpperCase()};`)],
    ['as hex', Buffer.from(KEY).toString('hex')],
    ['as Base64', base64(KEY)],
    ['as Base64 for addresses', Buffer.from(KEY).toString('base64url')],
    ['as Base64 in an address', encodeURIComponent(base64(KEY))],
    ['as a user’s password', base64(`user:${KEY}`)],
    ['as a user without password', base64(`${KEY}:`)],
    ['as Base64 of a header', base64(`Bearer ${KEY}`)],
    ['as Base64 one byte further', base64(`Bearer  ${KEY} x`)],
  ])('%s', (_how, spelled) => {
    const shown = withoutSecrets(`before ${spelled} after`, [KEY]);
    expect(shown).toMatch(/^before .*\[hidden\].* after$/);
    // No more of it is left than the characters beside a Base64 that hold other text too.
    expect(shown.replace(/before|after|\[hidden\]|\s/g, '').length).toBeLessThanOrEqual(16);
  });

  test('and a reply of many characters that could begin one takes no time', () => {
    const begun = performance.now();
    withoutSecrets(`${'\\'.repeat(100_000)}${'Z%5&amp;'.repeat(50_000)}`, [KEY]);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('a reply', () => {
  const redactor = new Redactor([FAKE_KEY, FAKE_WEBHOOK], FAKE_WEBHOOK);
  test('loses secrets in every text and name, however deep, and keeps everything else', () => {
    expect(redactor.reply({ message: `Queued by /workflow/${FAKE_WEBHOOK}/trigger`, n: 1, b: true, z: null, nodes: [{ label: `Key ${FAKE_KEY}`, [FAKE_KEY]: [['sk-someone-elses']] }] })).toEqual({
      message: 'Queued by /workflow/[hidden]/trigger', n: 1, b: true, z: null, nodes: [{ label: 'Key [hidden]', '[hidden]': [[null]] }],
    }); // prettier-ignore
  });
  test('that calls a workflow by the webhook’s id names no workflow', () => {
    expect(redactor.reply({ workflowId: FAKE_WEBHOOK, data: { workflow_id: FAKE_WEBHOOK } })).toEqual({ workflowId: null, data: { workflow_id: null } });
  });
  test('to a call by the workflow’s own id may name it', () => {
    const own = new Redactor([FAKE_KEY, 'cm_fake_1'], 'cm_fake_1');
    expect(own.reply({ workflowId: 'cm_fake_1', message: 'cm_fake_1 is queued' })).toEqual({ workflowId: 'cm_fake_1', message: '[hidden] is queued' });
  });
  test('keeps the webhook ids of a list, which the dropdown needs, but never the key', () => {
    expect(redactor.reply([{ webhookId: 'whk_other_fake', webhookUrl: `https://x/${FAKE_KEY}` }])).toEqual([{ webhookId: 'whk_other_fake', webhookUrl: 'https://x/[hidden]' }]);
  });
  test('keeps links as they are, unless they hold what was told or a webhook’s path', () => {
    const link = 'https://cdn.example/sk-abcdef/a.png?t=whk_abcdef';
    expect(redactor.reply([link, `${link}&k=${FAKE_KEY}`, 'https://x.example/api/v1/workflow/plainfake/trigger'])).toEqual([link, `${link}&k=[hidden]`, 'https://x.example/api/v1/workflow/[hidden]/trigger']);
  });
});

test('the request id of an error is hidden like its words', () => {
  const error = hide(new WireflowError({ ...facts, requestId: `req-${FAKE_KEY}` }), [FAKE_KEY]);
  expect(error.message).toBe('No. Stop. (Request ID: req-[hidden])');
});

describe.each(['b7c1d2e3f4', 'whk_fake_1a2b3c', 'cm_fake_workflow_1'])('a picture’s link that holds the webhook’s or workflow’s id %s', (id) => {
  const redactor = new Redactor([FAKE_KEY, id], id);
  const ofFiles = [
    `https://cdn.example/outputs/${id}/a.png?sig=1`, `https://cdn.example/${id}.webp`, `https://cdn.example/a.png?run=${id}`, `https://${id}.cdn.example/a.jpg`, `//cdn.example/${id}/a.png`, `https://cdn.example/${id.toUpperCase()}/a.mp4`,
    `https://cdn.example/workflow/${id}/trigger-node/a.png`, `https://cdn.example/outputs/${id}/exec_1`, `https://cdn.example/get?file=${id}.png`, `data:image/png;base64,AAAA${id}`,
  ];

  test.each(ofFiles)('arrives whole where a reply hands it over: %s', (link) => {
    const body = { outputs: { node: link }, nodeStates: [{ output: { images: [{ url: link }] } }], finalOutput: link };
    expect(redactor.reply(body)).toEqual(body);
    if (/^https.*[.](png|webp|jpg|mp4)/i.test(link)) expect(redactor.reply({ text: `![a](${link}) by ${id}`, output: JSON.stringify({ images: [link] }) })).toEqual({ text: `![a](${link}) by [hidden]`, output: JSON.stringify({ images: [link] }) });
  });

  test.each(ofFiles.filter((link) => link.startsWith('https')))('is hidden where a reply speaks, and in errors: %s', (link) => {
    const said = { error: link, errors: [{ message: `Not found: ${link}`, url: link }], message: `See ${link}`, failureReason: link };
    expect(JSON.stringify(redactor.reply(said)).toLowerCase()).not.toContain(id);
    expect(redactor.error(new WireflowError({ ...facts, problem: `Not found: ${link}.` })).message.toLowerCase()).not.toContain(id);
  });

  test.each([
    `https://www.wireflow.ai/api/v1/workflow/${id}/trigger`, `https://www.wireflow.ai/api/v1/workflows/${id}/trigger?x=a.png`, `https://hooks.example/${id}`, `https://hooks.example/${id}/`, `https://hooks.example/hooks/${id}/start-it`, `https://x.example/${id}/run`,
    `https://x.example/start?webhook=${id}`, `https://x.example/#${id}`,
  ])('is no such link where it starts something: %s', (link) => expect(JSON.stringify(redactor.reply({ url: link, output: [link], text: `Call ${link}!` }))).not.toContain(id));

  test('holds no key, and is told where it did', () => {
    const link = `https://cdn.example/${id}/a.png?key=`;
    expect(redactor.reply([`${link}${FAKE_KEY}`, { text: `![a](${link}${FAKE_KEY})` }])).toEqual([`${link}[hidden]`, { text: `![a](${link}[hidden])` }]);
    const { outputs } = readExecution(reply(redactor.reply({ status: 'COMPLETED', nodeStates: [{ id: 'n', status: 'COMPLETED', output: { images: [{ url: `${link}${FAKE_KEY}` }] } }] })), 'exec_1');
    expect(outputs).toMatchObject([{ kind: 'image', url: null, text: expect.stringContaining('holds an API key') }]);
  });
});
