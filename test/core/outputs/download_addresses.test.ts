import fc from 'fast-check';
import { BROWSER_USER_AGENT, downloadUrls, MAX_FILE_BYTES } from '../../../core/outputs/download_addresses.js';
import { WireflowError } from '../../../core/model/errors.js';
import { BASE_URL, expectReadable, failure } from '../../helpers/core.js';

const LOCAL = 'http://127.0.0.1:4010/api/v1';

describe('where an image is fetched from', () => {
  test('its own link first, then the service\'s proxy', () => {
    expect(downloadUrls('https://cdn.wireflow.ai/a b.png?x=1&y=ä', BASE_URL)).toEqual({
      direct: 'https://cdn.wireflow.ai/a%20b.png?x=1&y=%C3%A4',
      proxy: 'https://www.wireflow.ai/api/download?url=https%3A%2F%2Fcdn.wireflow.ai%2Fa+b.png%3Fx%3D1%26y%3D%C3%A4',
    });
  });
  test.each(['https://cdn.atomu.ai/x', 'https://v3.fal.media/x', 'https://storage.googleapis.com/x', 'https://8.8.8.8/x', 'https://[2606:4700::1111]/x'])('a public host: %s', (link) => expect(downloadUrls(link, BASE_URL).direct).toBe(link));
  test('this machine, only while the service itself is on it', () => {
    expect(downloadUrls('http://127.0.0.1:4010/cdn/a.png', LOCAL)).toEqual({ direct: 'http://127.0.0.1:4010/cdn/a.png', proxy: 'http://127.0.0.1:4010/api/download?url=http%3A%2F%2F127.0.0.1%3A4010%2Fcdn%2Fa.png' });
    expect(() => downloadUrls('http://127.0.0.1:4010/cdn/a.png', BASE_URL)).toThrow(WireflowError);
    expect(() => downloadUrls('http://192.168.0.1/a.png', LOCAL)).toThrow(WireflowError);
  });
  test('a file has a limit, and the request a browser\'s name', () => {
    expect(MAX_FILE_BYTES).toBeLessThan(150 * 1024 * 1024);
    expect(MAX_FILE_BYTES).toBeGreaterThan(50 * 1024 * 1024);
    expect(BROWSER_USER_AGENT).toMatch(/^Mozilla\/5\.0 \(/);
  });
});

describe('never from a private place, whatever a link names', () => {
  test.each([
    'http://cdn.wireflow.ai/a.png', 'ftp://cdn.wireflow.ai/a.png', 'file:///etc/passwd', 'data:image/png;base64,AA', 'not a link', '', 'https://localhost/', 'https://LOCALHOST./', 'https://a.localhost/', 'https://metadata.google.internal/', 'https://metadata.google.internal./',
    'https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://0.0.0.0/', 'https://10.1.2.3/', 'https://172.16.0.1/', 'https://172.31.255.255/', 'https://192.168.1.1/', 'https://169.254.169.254/latest/meta-data', 'https://100.64.0.1/', 'https://192.0.0.8/', 'https://198.18.0.1/', 'https://224.0.0.1/', 'https://255.255.255.255/',
    'https://[::1]/', 'https://[::]/', 'https://[fc00::1]/', 'https://[fd12::1]/', 'https://[fe80::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:a00:1]/', 'https://[64:ff9b::7f00:1]/', 'https://[2002:7f00:1::]/',
  ])('%s', async (link) => {
    const error = await failure(() => downloadUrls(link, BASE_URL));
    expect(error).toMatchObject({ kind: 'unreadable' });
    expectReadable(error);
  }); // prettier-ignore

  test('and the place is named', async () => {
    expect((await failure(() => downloadUrls('https://10.1.2.3:8443/a.png?token=fake', BASE_URL))).problem).toBe('Wireflow names an image at 10.1.2.3:8443, which can not be fetched safely.');
    for (const link of ['not a link', 'data:image/png;base64,AA']) expect((await failure(() => downloadUrls(link, BASE_URL))).problem).toMatch(/at no address, which/);
  });

  test('also not in any other spelling of an address of ours', () => {
    fc.assert(
      fc.property(fc.nat(0xffffff), fc.constantFrom(10, 127, 0), (rest, network) => {
        const number = network * 2 ** 24 + rest;
        for (const host of [String(number), `0x${number.toString(16)}`, `${network}.${rest}`]) expect(() => downloadUrls(`https://${host}/`, BASE_URL)).toThrow(WireflowError);
      }),
      { numRuns: 100 },
    );
  });
});
