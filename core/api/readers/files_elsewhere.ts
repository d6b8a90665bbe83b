import { isObject, isWebAddress, type JsonObject } from '../../json.js';
import type { Output } from '../../model/execution.js';
import { endingKind, nameInLink } from '../../model/file_name.js';
import { pictureKey } from '../../model/images.js';
import { fileOf, wholeLink } from './images_in_reply.js';

/** Keys of what was put in, of settings, of other people's pictures, and of addresses that lead to no result. */
const NO_RESULT = /input|prompt|config|param|setting|option|request|trigger|hook|callback|workflow|user|owner|author|avatar|logo|icon|thumb|preview|cover|template|error|edges|position|sample|default|reference/i;
/** Where a node's own record stands beside its results, only these are results. */
const RESULT = /output|result|generat/i;
const MEDIA = /image|img|picture|photo|video|audio/i;
/** Pictures in a text, as Markdown and as HTML write them. */
const IN_TEXT = /!\[[^\]]*\]\((https?:\/\/[^)\s]+)\)|<img\b[^>]*?\bsrc=["'](https?:\/\/[^"']+)["']/gi;
const MAX_DEPTH = 16;
const MOST_VALUES = 20_000;

/**
 * Files of a reply that stand where no known shape has them: every link to a picture, video or sound that is not below a key
 * of inputs or settings. A guess, so for a completed run in which nothing was found by the known shapes (docs/service.md,
 * "Where the images are").
 */
export function filesElsewhere(layers: readonly JsonObject[]): Output[] {
  const found = new Map<string, Output>();
  let values = 0;
  const add = (link: string, facts: JsonObject) => void (found.has(pictureKey(link)) || found.set(pictureKey(link), fileOf(link, facts)));

  function follow(value: unknown, facts: JsonObject, isMedia: boolean, isResult: boolean, depth: number): void {
    values += 1;
    if (depth > MAX_DEPTH || values > MOST_VALUES) return;
    if (typeof value === 'string') return isResult ? inText(value, facts, isMedia) : undefined;
    if (Array.isArray(value)) return value.forEach((item) => follow(item, isObject(item) ? item : facts, isMedia, isResult, depth + 1));
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if (NO_RESULT.test(key)) continue;
      follow(inner, value, isMedia || MEDIA.test(key), RESULT.test(key) || (isResult && key !== 'nodes'), depth + 1);
    }
  }

  function inText(words: string, facts: JsonObject, isMedia: boolean): void {
    const link = wholeLink(words);
    if (!isWebAddress(link)) return [...words.matchAll(IN_TEXT)].forEach(([, markdown, html]) => add(markdown ?? html ?? '', {}));
    const ending = endingKind(nameInLink(link));
    if (ending === null ? isMedia : ending !== 'unknown' && ending !== 'file') add(link, facts);
  }

  follow(layers[0], {}, false, true, 0);
  return [...found.values()];
}
