import { failureOf } from './world.js';
import { fixedService } from './fixed_service.js';

const [A, B] = ['https://a.example/1.png', 'https://a.example/2.png'];

async function startWith(image_url: string) {
  const service = fixedService(() => ({ status: 202, body: { executionId: 'exec_1' } }));
  return { service, run: service.run('generateImage', { prompt: 'x', image_url }) };
}

describe('a reference image that is no one link is refused before anything is sent', () => {
  test.each<[string, RegExp]>([
    ...[`${A};${B}`, `${A} ${B}`, `${A}|${B}`, `${A},${B}`, `${A}\r\n${B}`, `${A}${B}`, `${A}, http://x.example/2.png`, JSON.stringify([A, B])].map((link): [string, RegExp] => [link, /takes one link, and several were given/]),
    [`${A} and more`, /takes one link and nothing behind it/],
    ...['ftp://a.example/1.png', 'https:///a.png', 'https://', '/a.png', 'undefined', 'data:image/png;base64,AAAA'].map((link): [string, RegExp] => [link, /starts with https:\/\//]),
    ...['https://a.example/{{image}}', 'https://a.example/${id}.png', 'https://a.example/%7B%7Bid%7D%7D'].map((link): [string, RegExp] => [link, /placeholder in it that was not filled in/]),
    ...['localhost', 'localhost:8080', 'LOCALHOST.', 'nas', 'nas.local', 'x.internal', '127.0.0.1', '10.1.2.3:80', '172.20.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '0.0.0.0',
      '2130706433', '0x7f.1', '127.1', '0177.0.0.1', 'u:p@127.0.0.1', '[::1]', '[::1]:80', '[fd00::1]', '[::ffff:127.0.0.1]', '[2001:db8::1]', '[2002::1]'].map((host): [string, RegExp] => [`https://${host}/a.png?x=https://b.example`, /leads into a private network/]),
  ])('%j', async (link, words) => {
    const { service, run } = await startWith(link);
    expect(await failureOf(run)).toMatchObject({ type: 'DataError', message: expect.stringMatching(words) });
    expect(service.sent).toHaveLength(0);
  });
});

describe('a link goes out as it is', () => {
  test.each([A, `  ${A}\n`, 'HTTPS://A.example/1.png', 'https://a.example/ü.png', 'https://a.example/w_100,h_200/1.png?size=1,2', 'https://proxy.example/?u=https://a.example/1.png', 'https://web.example/save/https://a.example/1.png',
    'https://a.example:8443/a|b.png', 'https://172.32.0.1/a.png', 'https://100.63.0.1/a.png', 'https://8.8.8.8/a.png', 'https://[2606:4700::1111]/a.png', 'https://localhost.example/a.png', 'https://10.example/a.png', 'https://a.example/localhost'])('%j', async (link) => {
    const { service, run } = await startWith(link);
    await run;
    expect(JSON.parse(String(service.starts()[0]?.body)).image_url).toBe(link.trim());
  });
});

test.each([`${A};${B}`, `${A}${B}`, JSON.stringify([A, B]), 'https://a.example/{{image}}'])('a download of %j is refused as well', async (url) => {
  const service = fixedService(() => ({ status: 200, bytes: Buffer.from('x') }));
  expect(await failureOf(service.run('downloadImage', { url }))).toMatchObject({ message: expect.stringContaining('takes one link that starts with https://') });
  expect(service.sent).toHaveLength(0);
});
