import { baseUrlFrom, isLoopback, PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { expectReadable, failure } from '../../helpers/core.js';

const from = (WIREFLOW_BASE_URL?: string) => baseUrlFrom(WIREFLOW_BASE_URL === undefined ? {} : { WIREFLOW_BASE_URL });

describe('where requests go', () => {
  test('to Wireflow itself, with www: the key would be lost in a redirect', () => {
    expect(PUBLIC_BASE_URL).toBe('https://www.wireflow.ai/api/v1');
    for (const given of [undefined, '', '  ']) expect(from(given)).toBe(PUBLIC_BASE_URL);
  });
  test.each([
    ['https://staging.test/api/v2', 'https://staging.test/api/v2'], ['https://staging.test/api///', 'https://staging.test/api'], ['https://staging.test', 'https://staging.test'], [' HTTPS://Staging.test/A ', 'https://staging.test/A'],
    ['http://127.0.0.1:4010/api/v1', 'http://127.0.0.1:4010/api/v1'], ['http://localhost:4010/', 'http://localhost:4010'], ['http://[::1]:4010/api/v1', 'http://[::1]:4010/api/v1'], ['https:/staging.test/a', 'https://staging.test/a'],
  ])('%s is read as %s', (given, url) => expect(from(given)).toBe(url)); // prettier-ignore

  test.each([
    'http://staging.test', 'http://127.0.0.1.evil.test', 'http://localhost.evil.test', 'http://0.0.0.0:80', 'http://192.168.1.2', 'ftp://localhost', 'localhost:4010', 'staging.test', 'x', '//', 'file:///etc/passwd',
    'https://name:word@staging.test/api', 'https://name@staging.test', 'https://:word@staging.test', 'https://staging.test/?key=1', 'https://staging.test/#x', 'https://',
  ])('%s is refused: the key would travel readable, or to nowhere', async (given) => {
    const error = await failure(() => from(given));
    expect(error).toMatchObject({ kind: 'bad_input' });
    expect(error.message).toMatch(/WIREFLOW_BASE_URL/);
    expect(error.message).not.toContain('word');
    expectReadable(error);
  }); // prettier-ignore

  test('it is read at each call', () => {
    const environment: Record<string, string> = {};
    expect(baseUrlFrom(environment)).toBe(PUBLIC_BASE_URL);
    environment['WIREFLOW_BASE_URL'] = 'https://a.test';
    expect(baseUrlFrom(environment)).toBe('https://a.test');
  });

  test.each([['http://localhost', true], ['http://127.0.0.1:1', true], ['http://[::1]/', true], ['http://2130706433/', true], ['http://127.0.0.2', false], ['http://localhost.test', false]])('%s is this machine: %s', (url, here) => {
    expect(isLoopback(new URL(url))).toBe(here);
  });
});
