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

/** Query parameters that let somebody in, and change with every signature: S3, Google Storage, CloudFront, Azure, OSS, CDNs. */
const SIGNING = /^(x-(amz|goog|oss|ms)-.*|awsaccesskeyid|ossaccesskeyid|googleaccessid|key-pair-id|policy|expires|expiry|exp|signature|sig|hmac|token|se|sp|sv|sr|st|spr|sks?|skoid|sktid|ske|skt|skv|hdnts|hdnea|verify)$/i;

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
  const query = [...searchParams].filter(([name]) => !SIGNING.test(name)).sort(([a], [b]) => a.localeCompare(b));
  return `${host}${pathname}?${new URLSearchParams(query).toString()}`;
}
