import { isWebAddress, objectsIn, type JsonObject } from '../../json.js';
import type { JobImage } from '../job.js';

/** A partner model hands on its maker's own link, which dies with it. */
const LINK_LIVES_MS = 10 * 60_000;
const DATA_URI = /^data:([^;,]+)(?:;[^,]*)?;base64,/i;

/**
 * The pictures of a reply, wherever a model puts them: `images`, `image_urls`, `image_url`, or `data` as the OpenAI
 * route does. Each may be a `data:` address, bare base64, or a link.
 */
export function deepInfraImages(body: JsonObject, nowMs: number): JobImage[] {
  const inData = objectsIn(body['data']).flatMap((item) => [item['b64_json'], item['url']]);
  const found = [body['images'], body['image_urls'], body['image_url'], body['image'], inData].flat();
  const words = found.flatMap((item) => (typeof item === 'string' ? [item] : objectsIn([item]).flatMap(({ url, b64_json: b64 }) => [url, b64])));
  return [...new Set(words.filter((word): word is string => typeof word === 'string' && word.trim() !== ''))].flatMap((word) => imageOf(word, nowMs) ?? []);
}

function imageOf(word: string, nowMs: number): JobImage | null {
  if (isWebAddress(word)) return { url: word, base64: null, contentType: null, expiresAtMs: nowMs + LINK_LIVES_MS };
  const head = DATA_URI.exec(word);
  if (head !== null) return { url: null, base64: word.slice(head[0].length), contentType: head[1]?.toLowerCase() ?? null, expiresAtMs: null };
  // Shorter words are no picture: an id, or "null".
  return word.length >= 64 && /^[A-Za-z0-9+/]+={0,2}$/.test(word.slice(0, 200).replace(/\s/g, '')) ? { url: null, base64: word, contentType: null, expiresAtMs: null } : null;
}
