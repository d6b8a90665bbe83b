import { readLink } from '../../../core/fields/one_link.js';

const A = 'https://a.example/1.png';
const B = 'https://a.example/2.png';

test.each([
  A, ` ${A}\n`, 'HTTPS://A.example/1.png', 'https://a.example/ü.png', 'https://a.example/w_100,h_200/1.png', 'https://a.example/1.png?size=1,2', 'https://a.example/a|b.png',
  `https://proxy.example/?u=${A}`, `https://proxy.example/${A}`, `https://proxy.example/fit:${A}`, 'https://a.example/{a}.png', 'https://8.8.8.8/1.png', 'https://a.example/v1.png/2',
])('%s is sent as it is', (link) => expect(readLink(link, 'https')).toEqual({ link: link.trim() })); // prettier-ignore

test.each([['https://a.example/my photo.png', 'https://a.example/my%20photo.png'], ['https://a.example/a.png copy.png', 'https://a.example/a.png%20copy.png']])('%s: blanks are written as browsers write them', (given, link) =>
  expect(readLink(given, 'https')).toEqual({ link }),
);

test.each<[string, RegExp]>([
  [`${A},${B}`, /several/], [`${A}, ${B}`, /several/], [`${A}\r\n${B}`, /several/], [`${A};${B}`, /several/], [`${A}|${B}`, /several/], [`${A}\t${B}`, /several/], [`${A}${B}`, /several/], [`"${A}" "${B}"`, /several/],
  [JSON.stringify([A, B]), /several/], [`${A} and more`, /nothing behind it/],
  ['https://', /starts with https/], ['https:///a.png', /starts with https/], ['http://a.example/1.png', /starts with https/], ['/a.png', /starts with https/], ['a.example/1.png', /starts with https/], ['null', /starts with https/],
  ['data:image/png;base64,AAAA', /starts with https/], ['file:///etc/passwd', /starts with https/], ['https://a b.example/', /starts with https/],
  ['https://a.example/{{image}}', /placeholder/], ['https://a.example/${image}', /placeholder/], ['https://a.example/%7B%7Bimage%7D%7D', /placeholder/],
  ['https://localhost/a.png', /private network/], ['https://169.254.169.254/a.png', /private network/], ['https://[::1]/a.png', /private network/], ['https://2130706433/a.png', /private network/], ['https://intranet/a.png', /private network/],
])('%s is refused', (given, wrong) => expect(readLink(given, 'https')).toEqual({ wrong: expect.stringMatching(wrong) })); // prettier-ignore

test('where http is taken, it is another matter where it leads', () => {
  expect(readLink('http://a.example/1.png', 'https or http')).toEqual({ link: 'http://a.example/1.png' });
});
