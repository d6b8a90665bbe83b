import { FORM, startForms, type FormWorld } from './world.js';

const SECRET = '1x0000000000000000000000000000000AA';
const TOKEN = 'XXXX.DUMMY.TOKEN.XXXX';
let world: FormWorld;
const asked: URLSearchParams[] = [];
beforeEach(async () => {
  asked.length = 0;
  world = await startForms();
});
afterEach(() => world.emulator.close());

/** A proxy whose Turnstile answers with `reply`; every other call is a real one. */
function guarded(reply: unknown) {
  const answering: typeof fetch = async (url, init) => {
    if (!String(url).includes('challenges.cloudflare.com')) return fetch(url, init);
    asked.push(new URLSearchParams(String(init?.body)));
    if (reply instanceof Error) throw reply;
    return typeof reply === 'string' ? new Response(reply) : Response.json(reply);
  };
  return world.proxy({ turnstileSecret: SECRET, fetch: answering });
}

const withToken = { body: { ...FORM, 'cf-turnstile-response': TOKEN } };

test('a token that passes lets one form through, and goes to Cloudflare alone', async () => {
  const answer = await guarded({ success: true })(withToken);
  expect(answer.status).toBe(202);
  expect(asked.map((body) => Object.fromEntries(body))).toEqual([{ secret: SECRET, response: TOKEN, remoteip: '192.0.2.1' }]);
  expect(JSON.stringify(world.starts())).not.toContain(TOKEN);
});

test('a double click has its token checked once', async () => {
  const ask = guarded({ success: true });
  const answers = await Promise.all([ask(withToken), ask(withToken)]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  expect([asked.length, world.starts().length]).toEqual([1, 1]);
});

test('a form that is wrong anyway uses up no token', async () => {
  await guarded({ success: true })({ body: { ...withToken.body, prompt: '' } });
  expect(asked).toHaveLength(0);
});

test.each<[string, unknown, object, number, RegExp, boolean]>([
  ['no token', { success: true }, { body: FORM }, 422, /has not run yet/, false],
  ['a token of another kind', { success: true }, { body: { ...FORM, 'cf-turnstile-response': ['a', 'b'] } }, 422, /has not run yet/, false],
  ['a token used before', { success: false, 'error-codes': ['timeout-or-duplicate'] }, withToken, 422, /too old/, false],
  ['a forged token', { success: false, 'error-codes': ['invalid-input-response'] }, withToken, 422, /not passed/, false],
  ['a truthy word', { success: 'yes' }, withToken, 422, /not passed/, false],
  ['a wrong secret', { success: false, 'error-codes': ['invalid-input-secret'] }, withToken, 503, /could not be checked/, true],
  ['an error of Cloudflare’s', { success: false, 'error-codes': ['internal-error'] }, withToken, 503, /could not be checked/, true],
  ['a page in place of JSON', '<html>', withToken, 503, /could not be checked/, true],
  ['no answer', new Error('away'), withToken, 503, /could not be checked/, true],
])('%s starts nothing', async (_, reply, sent, status, message, isTold) => {
  const answer = await guarded(reply)(sent);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ message: expect.stringMatching(message), started: 'no' });
  expect(world.starts()).toHaveLength(0);
  expect(world.problems).toHaveLength(Number(isTold));
  expect(world.problems.join()).not.toContain(SECRET);
});
