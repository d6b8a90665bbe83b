import { first, isObject, number, objectsIn, text, type JsonObject } from '../../json.js';
import type { Output } from '../../model/execution.js';
import { KIND_BY_EXTENSION } from '../../model/images.js';

/** Where models put their results, with the kind that the key's name promises. */
const MEDIA_KEYS: Readonly<Record<string, Output['kind'] | null>> = {
  images: 'image', image: 'image', videos: 'video', video: 'video', audios: 'audio', audio: 'audio',
  outputUrls: null, outputUrl: null, urls: null, url: null, files: null, file: null, output: null, outputs: null,
}; // prettier-ignore

const MAX_DEPTH = 6;

/**
 * Finds every file in what a node gave back, in the order in which it stands there, each link once.
 *
 * Models answer with a link, a list of links, `{ images: [{ url }] }`, `{ url }`, `{ video: { url } }` and mixtures;
 * all of them are read (docs/service.md, "Where the images are").
 *
 * @param value a node's output, or a whole node record: only keys that hold results are followed.
 */
export function findFiles(value: unknown, nodeLabel: string | null): Output[] {
  const files = new Map<string, Output>();
  collect(value, null, {}, 0, (file) => {
    const known = files.get(file.url as string);
    files.set(file.url as string, known ? mergeFacts(known, file) : file);
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
  found: (file: Output) => void,
): void {
  if (depth > MAX_DEPTH) return;
  if (typeof value === 'string') {
    const link = value.trim();
    if (isWebLink(link)) found(describe(link, promised, facts));
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, promised, isObject(item) ? item : {}, depth + 1, found);
  } else if (isObject(value)) {
    for (const [key, kind] of Object.entries(MEDIA_KEYS)) {
      collect(value[key], kind ?? promised, value, depth + 1, found);
    }
  }
}

function isWebLink(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}

function describe(link: string, promised: Output['kind'] | null, facts: JsonObject): Output {
  const filename = lastPathPart(new URL(link));
  const contentType = first([facts], ['content_type', 'contentType', 'mimeType', 'mime_type'], text);
  const extension = /\.([a-z0-9]{2,5})$/i.exec(filename ?? '')?.[1]?.toLowerCase() ?? '';
  // The service makes images: a link that says nothing about itself is taken for one.
  const kind = kindOfType(contentType) ?? KIND_BY_EXTENSION[extension] ?? promised ?? 'image';
  return {
    kind,
    url: link,
    text: null,
    width: first([facts], ['width'], number),
    height: first([facts], ['height'], number),
    contentType,
    filename,
    nodeLabel: null,
  };
}

function kindOfType(contentType: string | null): Output['kind'] | null {
  const family = contentType?.split('/')[0]?.toLowerCase();
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  return null;
}

/** The name a file would be saved under: never a path, however it is escaped. */
function lastPathPart(url: URL): string | null {
  const part = url.pathname.split('/').filter(Boolean).at(-1) ?? '';
  const name = decoded(part).split(/[/\\]/).at(-1)?.replace(/\p{Cc}/gu, '') ?? '';
  return /^\.*$/.test(name) ? null : name;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The generated copy that a text node gave, or null. */
export function findText(node: JsonObject): string | null {
  const output = node['output'];
  return text(node['text']) ?? (isObject(output) ? text(output['text']) : null) ?? first(objectsIn(node['outputs']), ['text'], text);
}
