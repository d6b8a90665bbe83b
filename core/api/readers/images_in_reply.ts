import { first, isObject, isWebAddress, number, objectsIn, text, type JsonObject } from '../../json.js';
import type { Output } from '../../model/execution.js';
import { endingKind, nameInDisposition, nameInLink } from '../../model/file_name.js';
import { pictureKey } from '../../model/images.js';
import { shorten } from '../../shorten.js';
import { HIDDEN } from '../redact.js';

/** Where models put their results, with the kind that the key's name promises. */
const MEDIA_KEYS: Readonly<Record<string, Output['kind'] | null>> = {
  images: 'image', image: 'image', imageUrls: 'image', imageUrl: 'image', image_urls: 'image', image_url: 'image', img: 'image',
  videos: 'video', video: 'video', videoUrl: 'video', video_url: 'video', audios: 'audio', audio: 'audio', audioUrl: 'audio', audio_url: 'audio',
  outputUrls: null, outputUrl: null, output_urls: null, output_url: null, urls: null, url: null, uri: null, files: null, file: null, fileUrl: null, file_url: null,
  output: null, outputs: null, data: null, result: null, results: null, sample: null, samples: null, artifacts: null, generations: null, predictions: null, media: null, assets: null,
  generated_images: 'image', generatedImages: 'image', pictures: 'image', picture: 'image', photos: 'image', photo: 'image',
  src: null, href: null, link: null, downloadUrl: null, download_url: null, signedUrl: null, signed_url: null, publicUrl: null, public_url: null, value: null,
}; // prettier-ignore

/** A page of a list has thousands of objects, each of which is asked for all of them. */
const MEDIA_ENTRIES = Object.entries(MEDIA_KEYS);

/** Keys under which models put a picture's own bytes, in Base64. */
const INLINE_KEYS = ['b64_json', 'base64', 'image_base64'];
const KEY_IN_LINK = 'A picture whose link holds an API key or a webhook, so that it is not handed on. Look at the execution in Wireflow.';
const INLINE_PICTURE = 'A picture that stands inside Wireflow’s reply and has no link.';
/** A `data:` address of a picture, by its kind or, where that says nothing, by its first bytes: PNG, JPEG, WebP, GIF. */
const INLINE_ADDRESS = /^data:(image\/|[^,]*;base64,\s*(iVBORw0KGgo|\/9j\/|UklGR|R0lGOD))/i;
/** An address that says no host, and whose it is nobody knows. */
const PART_OF_A_LINK = /^[\w.~%/-]*\/[\w.~%-]+\.(png|jpe?g|webp|gif|avif)(\?\S*)?$/i;

const MAX_DEPTH = 6;
/** A longer text is no model's list of links. */
const LONGEST_JSON = 1_000_000;

/**
 * Finds every file in what a node gave back, in the order in which it stands there, each link once.
 *
 * Models answer with a link, a list of links, `{ images: [{ url }] }`, `{ url }`, `{ video: { url } }`, any of these as
 * JSON text, and mixtures; all of them are read (docs/service.md, "Where the images are"). A picture without a link is
 * an output that says so.
 *
 * @param value a node's output, or a whole node record: only keys that hold results are followed.
 */
export function findFiles(value: unknown, nodeLabel: string | null): Output[] {
  const files = new Map<string, Output>();
  collect(value, null, {}, 0, (file, key) => {
    const known = files.get(key);
    files.set(key, known ? mergeFacts(known, file) : file);
  });
  return [...files.values()].map((file) => ({ ...file, nodeLabel }));
}

/**
 * Joins what two places of a reply say about the same link: facts that one of them lacks come from the other. "Image"
 * may be no more than our guess, so whoever names another kind is believed.
 */
export function mergeFacts(a: Output, b: Output): Output {
  return {
    ...a,
    kind: a.kind === 'image' ? b.kind : a.kind,
    width: a.width ?? b.width,
    height: a.height ?? b.height,
    contentType: a.contentType ?? b.contentType,
    nodeLabel: a.nodeLabel ?? b.nodeLabel,
  };
}

function collect(
  value: unknown,
  promised: Output['kind'] | null,
  facts: JsonObject,
  depth: number,
  found: (file: Output, key: string) => void,
): void {
  if (depth > MAX_DEPTH) return;
  if (typeof value === 'string') {
    const link = wholeLink(value);
    if (isWebAddress(link)) found(link.includes(HIDDEN) ? linkless(KEY_IN_LINK) : describe(link, promised, facts), pictureKey(link));
    else if (INLINE_ADDRESS.test(link)) found(linkless(INLINE_PICTURE), link);
    else if (depth > 0 && PART_OF_A_LINK.test(link)) found(linkless(`A picture whose address is not whole: ${shorten(link, 200)}`), link);
    else if (depth > 0 && /^[{[]/.test(link)) collect(parsed(link), promised, {}, depth + 1, found);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, promised, isObject(item) ? item : {}, depth + 1, found);
  } else if (isObject(value) && !isNode(value, depth)) {
    for (const [key, kind] of MEDIA_ENTRIES) {
      const inner = value[key];
      if (inner !== undefined && inner !== null) collect(inner, kind ?? promised, value, depth + 1, found);
    }
    const bytes = first([value], INLINE_KEYS, text);
    if (bytes !== null) found(linkless(INLINE_PICTURE), bytes);
  }
}

/** A node's settings stand under `data` too, and its links there are what was put in. */
function isNode(value: JsonObject, depth: number): boolean {
  return depth > 0 && ['nodeType', 'config', 'params'].some((key) => key in value);
}

function parsed(json: string): unknown {
  if (json.length > LONGEST_JSON) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** A text without blanks around it, and a link without its scheme, as web pages write it, with one. */
export function wholeLink(words: string): string {
  const link = words.trim();
  return /^\/\/[\w.-]+\.[a-z]{2,}\//i.test(link) ? `https:${link}` : link;
}

/** The file behind a link, with what stands beside the link. */
export function fileOf(link: string, facts: JsonObject): Output {
  return link.includes(HIDDEN) ? linkless(KEY_IN_LINK) : describe(link, null, facts);
}

function describe(link: string, promised: Output['kind'] | null, facts: JsonObject): Output {
  const contentType = first([facts], ['content_type', 'contentType', 'mimeType', 'mime_type'], text);
  const given = first([facts], ['file_name', 'fileName', 'filename'], text);
  const filename = nameInLink(link) ?? (given === null ? null : nameInDisposition(`filename="${given}"`));
  return {
    kind: kindOfType(contentType) ?? kindOfNames([filename, given]) ?? promised ?? kindOfUnknown(filename),
    url: link,
    text: null,
    width: first([facts], ['width'], number),
    height: first([facts], ['height'], number),
    contentType,
    filename,
    nodeLabel: null,
  };
}

/** A picture that can not be fetched, and why. */
function linkless(why: string): Output {
  return { kind: 'image', url: null, text: why, width: null, height: null, contentType: null, filename: null, nodeLabel: null };
}

function kindOfNames(names: readonly (string | null)[]): Output['kind'] | null {
  return names.map(endingKind).find((kind): kind is Output['kind'] => kind !== null && kind !== 'unknown') ?? null;
}

/** The service makes images: a link that says nothing about itself is taken for one, but not one that says something else. */
function kindOfUnknown(filename: string | null): Output['kind'] {
  return endingKind(filename) === null ? 'image' : 'file';
}

/** Stores that do not know a type say "a stream of octets", which is no kind. */
function kindOfType(contentType: string | null): Output['kind'] | null {
  const [family, sub] = contentType?.split(';')[0]?.trim().toLowerCase().split('/') ?? [];
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  return sub === undefined || sub === '' || /^(octet-stream|unknown|x-download|force-download)$/.test(sub) ? null : 'file';
}

/** The generated copy that a text node gave, or null. */
export function findText(node: JsonObject): string | null {
  const output = node['output'];
  return text(node['text']) ?? (isObject(output) ? text(output['text']) : null) ?? first(objectsIn(node['outputs']), ['text'], text);
}
