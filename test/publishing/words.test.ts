import { countSentences, isPlural, isTitleCase, namesSecret, startsWithThirdPersonVerb, thirdPerson, toTitleCase } from '../../lint/publishing/words.js';

test.each(['New Contact', 'Find Row in Sheet', 'Row URL', '3D Render', 'Number of Images', 'Look at This'])('“%s” is in title case', (label) => {
  expect(isTitleCase(label)).toBe(true);
  expect(toTitleCase(label)).toBe(label);
});

test.each([
  ['New contact', 'New Contact'],
  ['new contact in list', 'New Contact in List'],
  ['Logged in', 'Logged In'],
  ['Cost and safety', 'Cost and Safety'],
])('“%s” should be “%s”', (label, better) => {
  expect(isTitleCase(label)).toBe(false);
  expect(toTitleCase(label)).toBe(better);
});

test.each([
  ['Find', 'Finds'],
  ['Search', 'Searches'],
  ['Retry', 'Retries'],
  ['Display', 'Displays'],
])('%s, in the third person: %s', (verb, third) => expect(thirdPerson(verb)).toBe(third));

test('a description starts with a verb, not with a thing', () => {
  expect(startsWithThirdPersonVerb('Starts a workflow.')).toBe(true);
  for (const other of ['Start a workflow.', 'Images from a workflow.', 'starts a workflow.', '']) expect(startsWithThirdPersonVerb(other)).toBe(false);
});

test('sentences are counted without what only looks like an end', () => {
  expect(countSentences('One, e.g. this.')).toBe(1);
  expect(countSentences('See [the guide](https://example.com/a.b). Then go on.')).toBe(2);
  expect(countSentences('Files up to 2.5 MB.')).toBe(1);
  expect(countSentences('One (really). Two! Three?')).toBe(3);
});

test('a secret is told from what only sounds like one', () => {
  for (const key of ['api_key', 'apiKey', 'API Key', 'user_password', 'access_token', 'client_secret', 'auth']) expect(namesSecret(key)).toBe(true);
  for (const key of ['max_tokens', 'author', 'keyword', 'project_id', 'secretary']) expect(namesSecret(key)).toBe(false);
});

test('plurals are told from words that end in s', () => {
  expect(['Images', 'Executions'].every(isPlural)).toBe(true);
  expect(['Image', 'Status', 'Address', 'Analysis', 'Balance'].some(isPlural)).toBe(false);
});
