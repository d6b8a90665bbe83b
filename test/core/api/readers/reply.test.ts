import { NO_REPLY, parseReply, readStarted, unreadable } from '../../../../core/api/readers/index.js';
import { Redactor } from '../../../../core/api/redact.js';
import { FAKE_KEY, failure, reply, response } from '../../../helpers/core.js';

const HEADERS = { 'X-Request-Id': 'req_fake_1' };
const refused = (body: string, secrets: readonly string[] = []) => failure(() => parseReply(response(200, body, HEADERS), new Redactor(secrets)));

describe('a reply that is no JSON is quoted, so that nobody has to guess', () => {
  test('with the request id that support asks for', async () => {
    expect((await refused('Bad gateway')).message).toMatch(/^Wireflow answered with something that is not JSON: “Bad gateway”\. Try again .* \(Request ID: req_fake_1\)$/);
    expect(await refused('Bad gateway')).toMatchObject({ kind: 'unreadable', requestId: 'req_fake_1' });
  });

  test.each([['', 'an empty reply.'], [' \r\n ', 'an empty reply.'], [' <html>\n\n  <p>Bad   gateway</p>\r\n', '“<html> <p>Bad gateway</p>”.']])('%j on one line: %s', async (body, quote) => {
    expect((await refused(body)).problem).toBe(`Wireflow answered with something that is not JSON: ${quote}`);
  });

  test('and only its beginning', async () => {
    const { problem } = await refused(`<p>${'x'.repeat(50_000)}`);
    expect(problem).toMatch(/: “<p>x+…”\.$/);
    expect(problem.length).toBeLessThan(300);
  });

  test('without secrets, also where the quote ends inside one', async () => {
    for (let before = 0; before < 220; before += 1) {
      expect((await refused(`${'.'.repeat(before)}${FAKE_KEY}`, [FAKE_KEY])).problem).not.toContain(FAKE_KEY.slice(0, 8));
    }
  });
});

test('JSON of another kind is quoted in the same way', () => {
  expect(unreadable(parseReply(response(200, { a: 1 }, HEADERS), new Redactor([])), 'a workflow').message).toMatch(/not a workflow: “\{"a":1\}”\. .*req_fake_1/);
});

test('a place that answers with nothing gives a reply in which nothing is found', () => {
  expect(NO_REPLY).toEqual({ body: undefined, requestId: null, location: null, raw: '' });
  expect(() => readStarted(NO_REPLY)).toThrow(/not a started execution: an empty reply/);
  expect(() => readStarted(reply(undefined))).toThrow(/not a started execution/);
});
