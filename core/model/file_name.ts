import type { ImageType } from './image_type.js';
import { KIND_BY_EXTENSION } from './images.js';

/** What file systems take is 255 bytes; an ending still comes behind. */
const MAX_BYTES = 200;
/** Marks that turn the direction of reading, so that "gnp.exe" can be shown as "exe.png"; and those that can't be seen. */
const DIRECTION_MARKS = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
/** Names that Windows keeps for its devices, whatever ending stands behind; OneDrive takes no such file. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Parts of a name behind a full stop that are no ending: versions, scales, sizes. */
const NO_ENDING = /^(v\d+|\d+[xkp]|\d+|final|large|small|orig|full|max|min|web)$/;
/** Endings of programs that hand out files; they say nothing about what comes. */
const SCRIPTS = /^(php\d?|aspx?|ashx|jspx?|cgi|html?|do)$/;
/** Query parameters that hold a file's name. */
const NAMING = ['filename', 'file_name', 'file', 'name', 'response-content-disposition'];

/**
 * The name that a link gives its file: decoded, never a path, and short enough for every store. A query that names a
 * file with an ending is believed before a path without one.
 *
 * @returns null when the link names nothing
 */
export function nameInLink(link: string): string | null {
  const { pathname, searchParams } = new URL(link);
  const fromPath = cleanName(decoded(pathname.split('/').filter(Boolean).at(-1) ?? ''));
  if (endingKind(fromPath) !== null) return fromPath;
  const named = NAMING.map((key) => searchParams.get(key)).map((value) => cleanName(nameInDisposition(value) ?? value ?? ''));
  return named.find((name) => endingKind(name) !== null) ?? fromPath;
}

/** The file name in a `Content-Disposition`, the extended form first (RFC 6266); null where there is none. */
export function nameInDisposition(header: string | null): string | null {
  const [, charset, extended] = /filename\*\s*=\s*"?(utf-8|iso-8859-1)'[^']*'([^;\s"]+)/i.exec(header ?? '') ?? [];
  if (extended !== undefined) return cleanName(/^utf-8$/i.test(charset ?? '') ? decoded(extended) : decodedLatin1(extended));
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header ?? '');
  return plain ? cleanName(decoded((plain[1] ?? plain[2] ?? '').replace(/\\(.)/g, '$1'))) : null;
}

/** A name with the ending of its type: "a.png" for a WebP is "a.webp", "view.php" for a PNG "view.png". */
export function nameWithEnding(name: string | null, { endings }: ImageType): string {
  const ending = endingOf(name);
  if (name !== null && !name.startsWith('.') && endings.includes(ending)) return name;
  const [stem] = stemAndEnding(name ?? '');
  return `${stem || 'image'}.${endings[0]}`;
}

/** A name without its ending, and the ending with its full stop; empty where what stands there says no kind of file. */
export function stemAndEnding(name: string): readonly [stem: string, ending: string] {
  const ending = endingOf(name);
  const isEnding = Object.hasOwn(KIND_BY_EXTENSION, ending) || SCRIPTS.test(ending);
  return isEnding ? [name.slice(0, -ending.length - 1), name.slice(-ending.length - 1)] : [name, ''];
}

/** The name of one of several pictures, by its number from 1: "a.png", "a-2.png". */
export function numberedName(name: string, number: number): string {
  const [stem, ending] = stemAndEnding(name);
  return number === 1 ? name : `${stem}-${number}${ending}`;
}

/** What a name's ending says: a kind, "unknown" for an ending that is none of ours, or null when it says nothing. */
export function endingKind(name: string | null): (typeof KIND_BY_EXTENSION)[string] | 'unknown' | null {
  const ending = endingOf(name);
  if (Object.hasOwn(KIND_BY_EXTENSION, ending)) return KIND_BY_EXTENSION[ending] ?? null;
  return /[a-z]/.test(ending) && !SCRIPTS.test(ending) && !NO_ENDING.test(ending) ? 'unknown' : null;
}

function endingOf(name: string | null): string {
  return /\.([a-z0-9]{2,5})$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
}

function cleanName(raw: string): string | null {
  const last = raw.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const name = last.replace(/\p{Cc}/gu, '').replace(DIRECTION_MARKS, '').replace(/["<>:|?*]/g, '_').replace(/^\s+|[\s.]+$/g, '').replace(DEVICES, '$1_');
  return name === '' ? null : bounded(name);
}

/** The ending stays, and no character is cut in two. */
function bounded(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const ending = /\.[a-z0-9]{2,5}$/i.exec(name)?.[0] ?? '';
  const characters = [...name.slice(0, name.length - ending.length)];
  let bytes = Buffer.byteLength(ending);
  const kept = characters.filter((character) => (bytes += Buffer.byteLength(character)) <= MAX_BYTES);
  return `${kept.join('')}${ending}`;
}

function decodedLatin1(part: string): string {
  return part.replace(/%([0-9a-f]{2})/gi, (_escape, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
