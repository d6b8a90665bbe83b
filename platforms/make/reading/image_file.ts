import { check, keep } from '../check.js';
import type { Request } from '../format/component.js';
import { call, choose, EMPTY, iml, literal, matches, pattern, textOr, without, type Expression } from '../iml/expression.js';

const HEAD_LENGTH = 40;

/** First bytes in Base64, and the ending that goes with them. An image is what its bytes are. */
const KINDS: readonly (readonly [head: string, ending: string])[] = [
  ['iVBORw0KGgo', 'png'],
  ['/9j/', 'jpg'],
  ['R0lGOD', 'gif'],
  // "RIFF", its size, then "WEBP".
  ['UklGR.{7}RUJQ', 'webp'],
  // Its size, then "ftypavi" or "ftyphe".
  ['.{6}Z0eXBhdm', 'avif'],
  ['.{6}Z0eXBoZ[WX]', 'heic'],
  // "ftypmif1" or "ftypmsf1", and among what it is compatible with "avif", wherever that stands; else it is HEIC.
  ['.{8}eXBt(aWYx|c2Yx).*(YXZpZ|hdmlm|F2aW[YZ])', 'avif'],
  ['.{8}eXBt(aWYx|c2Yx)', 'heic'],
  ['Qk[0-3]', 'bmp'],
  ['SUkqA|TU0AK', 'tif'],
  ['/w[o-r]|AAAADEpYTCA', 'jxl'],
  ['AAAADGpQICA', 'jp2'],
  ['AAABAA', 'ico'],
];
const PER_STEP = 2;
/** A drawing is a text, with or without what may stand in front of it. */
const SVG = '^[^!-~]*(<[?]xml[^>]*>)?([^!-~]|<!--((?!-->).)*-->|<!DOCTYPE svg[^>]*>)*<([a-z]+:)?svg[ >].*$';
/** As much of a text as is looked at. */
const BEGINNING_LENGTH = 2000;
/** Longer than any ending, shorter than a file's beginning. */
const NO_ENDING = 6;

/** The first bytes of a file, as letters that a pattern can tell apart. */
function headOf(data: Expression): Expression {
  return call('substring', `${call('toString', data, literal('base64'))} + '${' '.repeat(HEAD_LENGTH)}'`, '0', String(HEAD_LENGTH));
}

/**
 * Tells by a file's first bytes which kind of image it is: `temp.kind` is then its ending.
 *
 * @param noImage what to say of a file that is none
 */
export function readKind(data: Expression, noImage: string): Request[] {
  const named = (head: Expression, kinds: typeof KINDS) => kinds.reduce((text, [start, ending]) => call('replace', text, pattern(`^(${start}).*$`), literal(ending)), head);
  const groups = Array.from({ length: Math.ceil(KINDS.length / PER_STEP) }, (_, at) => KINDS.slice(at * PER_STEP, (at + 1) * PER_STEP));
  const beginning = choose('temp.is_text', call('substring', `${call('toString', data)} + '${' '.repeat(2)}'`, '0', String(BEGINNING_LENGTH)), "'-'");
  return [
    keep({ kind: iml(headOf(data)), svg: `/${SVG}/is` }),
    // "<", or the mark of Unicode.
    keep({ is_text: iml(`length(${call('replace', 'temp.kind', pattern('^(P[A-P]|77u).*$'), EMPTY)}) = 0`) }),
    keep({ beginning: iml(beginning) }),
    keep({ kind: iml(choose(`length(${call('replace', 'temp.beginning', 'temp.svg', EMPTY)}) = 0`, literal('svg'), 'temp.kind')) }),
    ...groups.map((kinds) => keep({ kind: iml(named('temp.kind', kinds)) })),
    check(`length(temp.kind) < ${NO_ENDING}`, noImage),
  ];
}

/** Of content types whose names are not the endings. */
const LONGER_NAMES = [['jpg', 'jpeg'], ['svg', 'svg+xml'], ['tif', 'tiff'], ['ico', 'x-icon']] as const;

/** The content type of an image with this ending. */
export function contentType(ending: Expression): Expression {
  return `'image/' + ${LONGER_NAMES.reduce((name, [short, long]) => call('replace', name, pattern(`^${short}$`), literal(long)), ending)}`;
}

/** What a host calls a file, as an ending where it calls it an image. */
export const HOST_KIND: Expression = call('replace', without(call('lower', textOr('headers.`content-type`')), '^ *image[/](x-)?|[ ;+].*$', 'g'), pattern('^p?jpe?g$'), literal('jpg'));
const ENDINGS = [...new Set(KINDS.map(([, ending]) => ending)), 'svg'].join('|');

/** The ending for the name: as the host calls the image, else as its bytes do. One picture has one name on every platform. */
const ENDING: Expression = choose(matches(textOr('temp.host_kind'), ENDINGS), 'temp.host_kind', 'temp.kind');

/** Escapes that stand for whole characters; a part of one can not be read. */
const ESCAPES = '([^%]|%[0-7][0-9A-F]|%[CD][0-9A-F]%[89AB][0-9A-F]|%E[0-9A-F](%[89AB][0-9A-F]){2}|%F[0-7](%[89AB][0-9A-F]){3})*';
const AN_ENDING = '[.][a-z0-9]{2,5}';
/** Of programs that hand out files: they say nothing about what comes. */
const SCRIPT = 'php[0-9]?|aspx?|ashx|jspx?|cgi|html?|do';

/**
 * Finds the name of a file in its link: `temp.link_name` is the last part of its path or, where that has no ending, what its
 * query calls the file; with escapes read where they can be (core: file_name.ts).
 */
export function readLinkName(link: Expression): Request[] {
  return [
    keep({
      in_path: iml(without(without(link, '[?#].*$'), '^.*/')),
      in_query: iml(without(without(without(link, '^[^?]*'), '^.*[?&](file_?name|file|name)=', 'i'), '[&#].*$')),
    }),
    keep({ path_tells: iml(matches('temp.in_path', `.*(?![.](${SCRIPT})$)${AN_ENDING}`, 'i')), query_tells: iml(matches('temp.in_query', `[^?].*${AN_ENDING}`, 'i')) }),
    keep({ in_link: iml(choose('!temp.path_tells && temp.query_tells', 'temp.in_query', 'temp.in_path')) }),
    keep({ is_readable: iml(`length(${without('temp.in_link', `^${ESCAPES}$`, 'i')}) = 0`) }),
    keep({ link_name: iml(choose('temp.is_readable', call('decodeURL', 'temp.in_link'), 'temp.in_link')) }),
  ];
}

/** Names that Windows keeps for its devices, whatever ending stands behind (core: file_name.ts). */
const DEVICES = '(?<=^(con|prn|aux|nul|com[0-9]|lpt[0-9]))(?=[.]|$)';
/** Four bytes a character at most, and 255 bytes are what file systems take. */
const LONGEST_STEM = 60;

/**
 * Makes `temp.file_name` of a name: no path, not too long, and with the ending of the image itself.
 *
 * @param kind the ending, where no host calls the image anything
 */
export function readFileName(name: Expression, kind = ENDING): Request[] {
  return [
    keep({ plain: iml(call('replace', call('trim', without(name, '[^ -\uffff]+', 'g')), pattern('[/:*?"<>|[-^]+', 'g'), literal('-'))) }),
    keep({ plain: iml(without('temp.plain', `[.](${ENDINGS}|jpe?g|jfif|tif|heif|${SCRIPT})$`, 'i')) }),
    keep({ plain: iml(call('replace', textOr('temp.plain', literal('image')), pattern(DEVICES, 'i'), literal('_'))), ending: iml(kind) }),
    keep({ file_name: iml(`${without('temp.plain', `(?<=^.{${LONGEST_STEM}}).+$`, 'u')} + '.' + temp.ending`) }),
  ];
}
