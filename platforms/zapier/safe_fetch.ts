import { pipeline, Transform, type Readable } from 'node:stream';
import type { RawHttpResponse, ZObject } from 'zapier-platform-core';
import { TooManyBytes } from '../../core/api/bounded_stream.js';
import { contentCodings } from '../../core/api/content_codings.js';
import { PictureEnd } from '../../core/model/picture_end.js';
import { redirectTarget } from '../../core/api/raw_header.js';
import { isSafeLink } from '../../core/api/safe_link.js';
import { isUnpackable, unpackedStream } from '../../core/api/unpacked_stream.js';
import { BROWSER_USER_AGENT } from '../../core/outputs/download_addresses.js';
import { agentFor } from './agents.js';

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** An address on the way must not be asked: plain http, this machine, a private network. */
export class UnsafeAddress extends Error {
  /** @param isFirst whether it is the link itself, and not where that led */
  constructor(readonly url: string, readonly isFirst: boolean) {
    super('The address is not safe to follow');
  }
}

/** A picture that stands there in part alone: asking again gives no more of it. */
export class CutOff extends Error {}

export interface SafeFetch {
  /** The API's base URL: this machine is asked only while the API is here. */
  readonly baseUrl: string;
  /** Ends it all, the body included. */
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

/** What came in the end. */
export interface Fetched {
  readonly status: number;
  header(name: string): string | null;
  /** What its host calls it. */
  readonly contentType: string | null;
  /** Whether it may still be packed, in a way that nobody knows, so that its bytes alone can tell what it is. */
  readonly isPacked: boolean;
  /** How many bytes the file has; undefined where nobody said. */
  readonly length: number | undefined;
  /** The file's own bytes, whatever they were packed in, ending as `unpackedStream` does, or with an error where that is a part of a picture (`CutOff`, where its host says that it is all). Destroyed by whoever does not read it. */
  body(): Promise<Readable>;
}

/**
 * Asks for an image without any key, following redirects; every address on the way is checked before it is asked, and each
 * name is connected to at the address that was checked.
 *
 * @throws UnsafeAddress; whatever `z.request` throws when no answer comes
 */
export async function fetchSafely(z: ZObject, link: string, { baseUrl, signal, maxBytes }: SafeFetch): Promise<Fetched> {
  let url = link;
  for (let redirects = 0; ; redirects += 1) {
    if (!isSafeLink(url, baseUrl)) throw new UnsafeAddress(url, redirects === 0);
    const response = await z.request({
      // The merge spells an address anew, and a signature may be of the link's very letters.
      merge: false,
      method: 'GET',
      url,
      raw: true,
      // Zapier's runtime takes what breaks off for the whole, and knows fewer codings.
      compress: false,
      headers: { 'user-agent': BROWSER_USER_AGENT, accept: 'image/*' },
      signal,
      ...agentFor(url),
      size: maxBytes,
      redirect: 'manual',
      skipThrowForStatus: true,
      throwForThrottlingEarly: false,
    }).catch((error: unknown) => {
      if (isPrivateName(error)) throw new UnsafeAddress(url, redirects === 0);
      throw error;
    });
    const next = REDIRECTS.has(response.status) ? redirectTarget(response.headers.get('location'), url) : null;
    if (next === null || redirects === MAX_REDIRECTS) return fetchedFrom(response, { maxBytes, signal });
    url = next;
  }
}

function fetchedFrom({ status, headers, body }: RawHttpResponse, bounds: Pick<SafeFetch, 'maxBytes' | 'signal'>): Fetched {
  const packing = headers.get('content-encoding');
  const announced = Number(headers.get('content-length')) || undefined;
  return {
    status,
    header: (name) => headers.get(name),
    contentType: headers.get('content-type'),
    isPacked: !isUnpackable(packing),
    // Of a packed file, what is announced is the length of what comes.
    length: contentCodings(packing).length === 0 ? announced : undefined,
    async body() {
      const stream = body as unknown as Readable;
      if (announced !== undefined && announced > bounds.maxBytes) {
        stream.destroy();
        throw new TooManyBytes();
      }
      const bytes = await unpackedStream(stream, packing, { ...bounds, length: announced });
      const isEndSaid = announced !== undefined || headers.get('transfer-encoding') !== null || contentCodings(packing).length > 0;
      return wholePicture(bytes, isEndSaid ? new CutOff() : new Error('The connection may have broken off'));
    },
  };
}

/** The same bytes, but for the last piece of a picture that ends too soon: whoever stores them never has them all. */
function wholePicture(bytes: Readable, ifCutOff: Error): Readable {
  const end = new PictureEnd();
  let last: Buffer | undefined;
  const judge = new Transform({
    transform(piece: Buffer, _encoding, done) {
      end.push(piece);
      done(null, last);
      last = piece;
    },
    flush: (done) => done(end.isCutOff ? ifCutOff : null, last),
  });
  // Whoever reads it is told how it ended.
  return pipeline(bytes, judge, () => undefined);
}

function isPrivateName(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_PRIVATE_ADDRESS';
}
