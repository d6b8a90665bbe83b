import { WireflowError } from '../../../core/model/errors.js';
import { hide, withoutSecrets } from '../../../core/api/redact.js';
import { FAKE_KEY, FAKE_WEBHOOK } from '../../helpers/core.js';

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
