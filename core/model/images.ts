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
  png: 'image', jpg: 'image', jpeg: 'image', webp: 'image', gif: 'image', avif: 'image', svg: 'image', bmp: 'image', tiff: 'image',
  mp4: 'video', webm: 'video', mov: 'video', m4v: 'video',
  mp3: 'audio', wav: 'audio', m4a: 'audio', ogg: 'audio', flac: 'audio',
  txt: 'file', json: 'file', csv: 'file', pdf: 'file', zip: 'file', glb: 'file', obj: 'file',
}; // prettier-ignore
