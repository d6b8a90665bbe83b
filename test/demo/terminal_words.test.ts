import { inTerminalWords } from '../../demo/terminal_words.js';
import { errorFromResponse } from '../../core/api/error_from_response.js';
import { promptBody } from '../../core/fields/prompt_body.js';
import { readWebhookAddress } from '../../core/fields/webhook_address.js';
import { BASE_URL, failure, response } from '../helpers/core.js';

const said = async (run: () => unknown) => inTerminalWords((await failure(run)).message);

test.each<[string, () => unknown, RegExp]>([
  ['an empty prompt', () => promptBody({ prompt: '' }), /^--prompt is empty\. Say what the image should show\.$/],
  ['an unknown size', () => promptBody({ prompt: 'x', size: 'huge' }), /^--size knows no size called “huge”\. .*such as 1280x720\.$/],
  ['sides out of bounds', () => promptBody({ prompt: 'x', size: '7x7' }), /^--size takes sides from 64 to 4,096 pixels, and not 7x7\./],
  ['another address', () => readWebhookAddress('https://example.com/x', BASE_URL), /^WIREFLOW_WEBHOOK holds an address of example\.com, which is not Wireflow\. Set it to the webhook URL/],
  ['a refused key', () => Promise.reject(errorFromResponse('poll', response(401, { error: 'x' }), 0)), /^Wireflow does not accept the API key\. Create a key .*, then set WIREFLOW_API_KEY to it\.$/],
  ['a limit', () => Promise.reject(errorFromResponse('trigger', response(429, { error: 'x' }), 0)), /Nothing was started; run the command again in a few minutes\./],
  ['a server’s own fault', () => Promise.reject(errorFromResponse('poll', response(500, { error: 'x' }), 0)), /Nothing is lost: run the command again in a few minutes\./],
])('%s is told in the words of what was typed', async (_, run, sentence) => {
  const words = await said(run);
  expect(words).toMatch(sentence);
  expect(words).not.toMatch(/\bfield\b|\bstep\b|connection|map a/);
});
