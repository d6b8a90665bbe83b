import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { PNG } from './image_bytes.js';

export const PICTURE = Buffer.concat([PNG, Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * index) % 251))]);

/** A text as it stands in a header when nobody has escaped it. */
export const raw = (words: string) => Buffer.from(words, 'utf8').toString('latin1');

/** The picture, packed as a host says that it is. */
export const PACKED: readonly (readonly [packing: string, bytes: Buffer])[] = [
  ['gzip', gzipSync(PICTURE)], ['GZIP', gzipSync(PICTURE)], ['x-gzip', gzipSync(PICTURE)], ['deflate', deflateSync(PICTURE)], ['deflate', deflateRawSync(PICTURE)], ['br', brotliCompressSync(PICTURE)],
  ['identity', PICTURE],
]; // prettier-ignore
export const PACKED_TWICE = ['gzip, br', brotliCompressSync(gzipSync(PICTURE))] as const;

/** What a host says of where its picture lies, byte by byte, and the address that it answers at. */
export const LOCATIONS: readonly (readonly [location: string, target: string])[] = [
  [raw('/käse-안녕.png'), '/k%C3%A4se-%EC%95%88%EB%85%95.png'], [raw('käse brot.png?x=ä ö'), '/k%C3%A4se%20brot.png?x=%C3%A4%20%C3%B6'], ['/k\xe4se.png', '/k%E4se.png'], ['/plain.png', '/plain.png'],
]; // prettier-ignore

export interface PictureHost {
  /** A link to its picture. */
  readonly link: string;
  readonly origin: string;
  /** What it answers to everything, until it is told otherwise. */
  answer: RequestListener;
  /** Answers with these bytes, packed. */
  gives(packing: string, bytes: Buffer): void;
  /** Leads on from its link, and has the picture there. */
  leadsOn(location: string, target: string): void;
  close(): void;
}

/** A host of pictures on this machine, which does what hosts do. */
export async function pictureHost(): Promise<PictureHost> {
  const server = createServer((request, reply) => host.answer(request, reply));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const host: PictureHost = {
    origin,
    link: `${origin}/picture.png`,
    answer: (_request, reply) => reply.writeHead(404).end(),
    gives(packing, bytes) {
      host.answer = (_request, reply) => reply.writeHead(200, { 'content-type': 'image/png', 'content-encoding': packing, 'content-length': bytes.byteLength }).end(bytes);
    },
    leadsOn(location, target) {
      host.answer = ({ url }, reply) => {
        if (url === '/picture.png') reply.writeHead(302, { location }).end();
        else if (url === target) reply.writeHead(200, { 'content-type': 'image/png' }).end(PICTURE);
        else reply.writeHead(404).end();
      };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return host;
}
