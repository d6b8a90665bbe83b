import { call, choose, literal, lookUp, matches, pattern, textOr, without, type Expression } from '../iml/expression.js';

const HEAD_LENGTH = 40;

/** First bytes in Base64, the ending that goes with them, and the content type. An image is what its bytes are. */
const KINDS: readonly (readonly [head: string, ending: string, type: string])[] = [
  ['iVBORw0KGgo', 'png', 'image/png'],
  ['/9j/', 'jpg', 'image/jpeg'],
  ['R0lGOD', 'gif', 'image/gif'],
  // "RIFF", its size, then "WEBP".
  ['UklGR.{7}RUJQ', 'webp', 'image/webp'],
  // Its size, then "ftypavif".
  ['.{6}Z0eXBhdm', 'avif', 'image/avif'],
  ['PHN2Zy', 'svg', 'image/svg+xml'],
  ['Qk[0-3]', 'bmp', 'image/bmp'],
  ['SUkqA|TU0AK', 'tiff', 'image/tiff'],
];

/** The first bytes of a file, as letters that a pattern can tell apart. */
export function headOf(data: Expression): Expression {
  return call('substring', `${call('toString', data, literal('base64'))} + '${' '.repeat(HEAD_LENGTH)}'`, '0', String(HEAD_LENGTH));
}

/** @returns the ending of the image whose bytes begin so, or undefined for what is none */
export function kindByBytes(head: Expression): Expression {
  return KINDS.reduceRight((otherwise, [start, ending]) => choose(matches(head, `(${start}).*`), literal(ending), otherwise), 'undefined');
}

export function typeByEnding(ending: Expression): Expression {
  return lookUp(ending, KINDS.map(([, from, type]) => [from, literal(type)]));
}

/** Escapes that stand for whole characters; a part of one can not be read. */
const ESCAPES = '([^%]|%[0-7][0-9A-F]|%[CD][0-9A-F]%[89AB][0-9A-F]|%E[0-9A-F](%[89AB][0-9A-F]){2}|%F[0-7](%[89AB][0-9A-F]){3})+';

/** The link's last part, which is how the service names its files, with its escapes read where they can be. */
export function nameInLink(link: Expression): Expression {
  const last = without(without(link, '[?#].*$'), '^.*/');
  return choose(matches(last, ESCAPES, 'i'), call('decodeURL', last), last);
}

/** A name that is no path, with the ending of the image itself. */
export function fileName(name: Expression, ending: Expression): Expression {
  const plain = call('replace', call('trim', textOr(name)), pattern('[/:*?"<>|[-^]+', 'g'), literal('-'));
  return `${without(plain, '[.](png|jpe?g|gif|webp|avif|svg|bmp|tiff?)$', 'i')} + '.' + ${ending}`;
}
