import type { Output } from './execution.js';

/** An output that is a picture, so its link is certain. */
export interface Image extends Output {
  readonly kind: 'image';
  readonly url: string;
}

export function imagesOf(outputs: readonly Output[]): Image[] {
  return outputs.filter((output): output is Image => output.kind === 'image' && output.url !== null);
}

export const KIND_BY_EXTENSION: Readonly<Record<string, Output['kind']>> = {
  png: 'image', jpg: 'image', jpeg: 'image', jpe: 'image', jfif: 'image', webp: 'image', gif: 'image', avif: 'image', svg: 'image', bmp: 'image',
  tif: 'image', tiff: 'image', heic: 'image', heif: 'image', jxl: 'image', jp2: 'image', ico: 'image',
  mp4: 'video', webm: 'video', mov: 'video', m4v: 'video', mkv: 'video', avi: 'video', ogv: 'video',
  mp3: 'audio', wav: 'audio', m4a: 'audio', ogg: 'audio', flac: 'audio', aac: 'audio', opus: 'audio',
  txt: 'file', json: 'file', csv: 'file', pdf: 'file', zip: 'file', glb: 'file', obj: 'file',
}; // prettier-ignore

/** Query parameters that let somebody in, and change with every signature: S3, Google Storage, CloudFront, Azure, Alibaba, Akamai, CDNs. */
const SIGNING = /^(x-(amz|goog|oss|ms|cos|bce)-.*|awsaccesskeyid|googleaccessid|ossaccesskeyid|key-pair-id|policy|expires|expiry|expires_?(at|in)|exp|signature|sign|sig|hmac|token|access_token|auth_?key|se|sp|sv|sr|st|spr|sks?|skoid|sktid|ske|skt|skv|hdnts|hdnea|__gda__|verify)$/i;
/** What only a time says may be new at every look. */
const MOMENT_NAMES = /^(t|ts|time|timestamp|_|cb|nocache|cachebuster)$/i;
const MOMENT = /^\d{10,13}$/;
/** A checksum over a time is a signature, and otherwise may be of the picture. */
const CHECKSUM_NAMES = /^(hash|md5|h)$/i;
const TIME_LIMIT_NAMES = /^(e|exp|expires|expiry)$/i;

const PLAIN = /^https?:\/\/[a-z0-9.:-]+(\/[\w~-][\w~.-]*)+$/;

/**
 * What stays of a picture's link when it is signed anew: two links with one key lead to one picture.
 *
 * @param link a web address
 */
export function pictureKey(link: string): string {
  // Most links are plain, and runs with thousands of them are read.
  if (PLAIN.test(link)) return `${link.slice(link.indexOf('//') + 2)}?`;
  const { host, pathname, searchParams } = new URL(link);
  const query = [...searchParams].filter(([name, value]) => !isOfSignature(name, value, searchParams)).sort(([a], [b]) => a.localeCompare(b));
  return `${host}${pathname}?${new URLSearchParams(query).toString()}`;
}

function isOfSignature(name: string, value: string, all: URLSearchParams): boolean {
  if (SIGNING.test(name) || (MOMENT_NAMES.test(name) && MOMENT.test(value))) return true;
  const isLimited = [...all].some(([other, until]) => TIME_LIMIT_NAMES.test(other) && MOMENT.test(until));
  return isLimited && (CHECKSUM_NAMES.test(name) || TIME_LIMIT_NAMES.test(name));
}
