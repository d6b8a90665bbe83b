import { objectsIn, type JsonObject } from '../../json.js';
import type { JobImage } from '../job.js';
import { pictureIn } from '../picture_word.js';

/** A partner model hands on its maker's own link, which dies with it. */
const LINK_LIVES_MS = 10 * 60_000;

/**
 * The pictures of a reply, wherever a model puts them: `images`, `image_urls`, `image_url`, or `data` as the OpenAI
 * route does. Each may be a `data:` address, bare base64, or a link.
 */
export function deepInfraImages(body: JsonObject, nowMs: number): JobImage[] {
  const inData = objectsIn(body['data']).flatMap((item) => [item['b64_json'], item['url']]);
  const found = [body['images'], body['image_urls'], body['image_url'], body['image'], inData].flat();
  const words = found.flatMap((item) => (typeof item === 'string' ? [item] : objectsIn([item]).flatMap(({ url, b64_json: b64 }) => [url, b64])));
  return [...new Set(words.filter((word): word is string => typeof word === 'string' && word.trim() !== ''))].flatMap((word) => pictureIn(word, nowMs + LINK_LIVES_MS) ?? []);
}
