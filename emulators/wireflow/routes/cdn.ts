import type { Call } from '../http/call.js';
import type { Picture } from '../../pictures/picture.js';
import { plainPng } from '../../pictures/plain.js';
import { Bytes } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { ServiceError } from '../service/service_error.js';
import type { State } from '../service/state.js';

/** Programs that the real CDN turns away (wireflow-skill, wf.sh: 403 to plain curl and python user agents). */
// Guess: the list beyond curl and python.
const SCRIPTS = /^(curl|wget|python|node|undici|zapier|make|axios|got|go-http-client|java|okhttp|ruby|php|libwww|postman)|^$/i;

/** Somebody who tries it by hand has to know why. Guess: the real one's words. */
const TURNED_AWAY = `Forbidden: like Wireflow's CDN, this emulator turns away programs by their User-Agent. Send a browser's (curl -A Mozilla/5.0), or fetch it through /api/download?url=…\n`;

/** `GET /cdn/{file}`: an image or an uploaded file. Script-like user agents get 403. */
export async function image({ state, id, headers }: Call): Promise<Reply> {
  if (SCRIPTS.test(headers['user-agent'] ?? '')) {
    return { status: 403, body: new Bytes(TURNED_AWAY, 'text/plain; charset=utf-8') };
  }
  return file(state, id);
}

/**
 * `GET /api/download?url=`: the proxy that hands a CDN file to anybody (wireflow-skill, wf.sh). No key is asked for.
 * Guess: the words of its refusals. The real one also serves the hosts of model providers.
 */
export async function download({ state, query }: Call): Promise<Reply> {
  const url = query.get('url');
  if (!url) throw new ServiceError(400, 'Missing url parameter', 'missing_url');
  const cdn = `${state.origin}/cdn/`;
  if (!url.startsWith(cdn)) throw new ServiceError(403, 'URL host is not allowed', 'host_not_allowed');
  return file(state, url.slice(cdn.length));
}

async function file(state: State, name: string): Promise<Reply> {
  const headers = { 'cache-control': 'public, max-age=31536000, immutable' };
  const uploaded = state.media.files.get(name);
  if (uploaded) return { status: 200, body: new Bytes(uploaded.content, uploaded.contentType), headers };
  const picture = state.pictures.get(name);
  if (!picture) return { status: 404, body: new Bytes('Not found\n', 'text/plain; charset=utf-8') };
  return { status: 200, body: new Bytes(await bytesOf(state, picture), 'image/png'), headers };
}

async function bytesOf({ settings }: State, picture: Picture): Promise<Uint8Array> {
  if (settings.pictures === 'plain') return plainPng(picture);
  const { drawPng } = await import('../../pictures/draw.js');
  return drawPng(picture);
}
