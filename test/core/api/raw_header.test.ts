import { headerWords, redirectTarget } from '../../../core/api/raw_header.js';
import { isSafeLink } from '../../../core/api/safe_link.js';

/** A text as Node hands over a header that holds its bytes. */
const raw = (words: string) => Buffer.from(words, 'utf8').toString('latin1');
const FROM = 'https://cdn.example/a/b.png?x=1';

test.each<[string | null, string | null]>([
  [raw('/käse-안녕.png'), 'https://cdn.example/k%C3%A4se-%EC%95%88%EB%85%95.png'], [raw('käse brot.png?x=ä b#ü'), 'https://cdn.example/a/k%C3%A4se%20brot.png?x=%C3%A4%20b#%C3%BC'],
  ['/k\xe4se.png', 'https://cdn.example/k%E4se.png'], ['/k%C3%A4se-ä.png', 'https://cdn.example/k%C3%A4se-%E4.png'], ['/plain%20x.png', 'https://cdn.example/plain%20x.png'], ['/100%.png', 'https://cdn.example/100%.png'],
  [raw('https://bücher.example/😀.png'), 'https://xn--bcher-kva.example/%F0%9F%98%80.png'], ['https://b\xfccher.example/a', null], ['http://', null], [null, null], ['', FROM],
])('%j leads to %s', (location, target) => expect(redirectTarget(location, FROM)).toBe(target)); // prettier-ignore

test.each([raw('https://ｌｏｃａｌｈｏｓｔ/a'), raw('https://169。254。169。254/a'), raw('https://db.internal。/ä'), raw('http://cdn.example/ä')])('what %j leads to is judged as it is asked', (location) => {
  expect(isSafeLink(String(redirectTarget(location, FROM)), FROM)).toBe(false);
});

test.each([[raw('要求.png'), '要求.png'], ['k\xe4se.png', 'k\xe4se.png'], ['plain', 'plain'], ['안녕', '안녕'], ['', '']])('a header %j says %s', (value, words) => expect(headerWords(value)).toBe(words));
