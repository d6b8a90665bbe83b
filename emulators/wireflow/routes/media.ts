import { jsonObject } from '../http/call.js';
import type { Call } from '../http/call.js';
import { Bytes } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { uuid } from '../ids.js';
import { hashOf } from '../../pictures/random.js';
import { ServiceError } from '../service/service_error.js';
import type { State } from '../service/state.js';

const DIRECT_LIMIT_BYTES = 4 * 1024 * 1024;
const UPLOAD_LIMIT_BYTES = 25 * 1024 * 1024;

/** `POST /media/upload`: a file of up to 4 MB, or an address to copy from (wireflow-skill, wf.sh). */
export async function mediaUpload(call: Call): Promise<Reply> {
  const contentType = call.headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data')) return rehosted(call);
  const form = await new Response(new Uint8Array(call.content), { headers: { 'content-type': contentType } }).formData().catch(() => null);
  const file = form?.get('file');
  if (!file || typeof file === 'string') throw refused(400, 'No file provided', 'missing_file');
  if (file.size > DIRECT_LIMIT_BYTES) throw refused(413, 'File is larger than 4 MB', 'file_too_large');
  const content = new Uint8Array(await file.arrayBuffer());
  return stored(call.state, extensionOf(file.name), { content, contentType: checkedType(sentType(file)) });
}

/** The emulator fetches nothing from outside: the copy of an outside image is a picture that names its address. */
function rehosted(call: Call): Reply {
  const { url } = jsonObject(call);
  if (typeof url !== 'string' || !URL.canParse(url)) throw refused(400, 'Provide a file or a url', 'missing_file');
  const { state } = call;
  const own = `${state.origin}/cdn/`;
  const name = url.startsWith(own) ? url.slice(own.length) : '';
  const uploaded = state.media.files.get(name);
  if (uploaded) return stored(state, extensionOf(name), uploaded);
  const copy = `${uuid()}.png`;
  state.pictures.set(
    copy,
    state.pictures.get(name) ?? { prompt: url, style: '', seed: hashOf(url), width: 1024, height: 1024, workflow: 'Uploaded image', model: 'Copy' },
  );
  return { status: 200, body: { data: { url: `${own}${copy}` } } };
}

/** `POST /media/upload-url`: announces a file of up to 25 MB (wireflow-skill, tests/wf-upload.test.sh). */
export function mediaUploadUrl(call: Call): Reply {
  const { bytes, filename, contentType } = jsonObject(call);
  if (typeof bytes !== 'number' || !(bytes > 0) || typeof filename !== 'string' || filename === '') {
    throw refused(400, 'Missing required fields: bytes, filename', 'missing_fields');
  }
  if (bytes > UPLOAD_LIMIT_BYTES) throw refused(413, 'File is larger than 25 MB', 'file_too_large');
  const type = checkedType(typeof contentType === 'string' ? contentType : typeOf(filename));
  const upload = call.state.media.announce(bytes, type, extensionOf(filename));
  const data = {
    uploadUrl: `${call.state.origin}/storage/${upload.mediaId}`,
    method: 'PUT',
    mediaId: upload.mediaId,
    headers: { 'Content-Type': type, 'Content-Length': String(bytes) },
  };
  return { status: 200, body: { data } };
}

/** `PUT {uploadUrl}`: the bytes, with exactly the announced headers and no key. Guess: what a mismatch gets. */
export function mediaUploadPut({ state, id, headers, content }: Call): Reply {
  const upload = state.media.announced.get(id);
  const plain = (status: number, words: string): Reply => ({ status, body: new Bytes(`${words}\n`, 'text/plain; charset=utf-8') });
  if (!upload) return plain(404, 'NoSuchUpload');
  if (headers.authorization !== undefined) return plain(400, 'Only one auth mechanism allowed');
  if (headers['content-type'] !== upload.contentType || content.byteLength !== upload.bytes) return plain(403, 'SignatureDoesNotMatch');
  upload.stored = { content, contentType: upload.contentType };
  return { status: 200, body: null };
}

/** `POST /media/upload-url/complete`: the address of what was put. */
export function mediaUploadComplete(call: Call): Reply {
  const { mediaId } = jsonObject(call);
  const upload = call.state.media.announced.get(String(mediaId));
  if (!upload) throw refused(404, 'Upload not found', 'upload_not_found');
  if (!upload.stored) throw refused(409, 'The file has not been uploaded yet', 'upload_incomplete');
  return stored(call.state, extensionOf(upload.mediaId), upload.stored);
}

/** `GET /media`: what was uploaded. Guess: the body. */
export function listMedia({ state }: Call): Reply {
  const data = [...state.media.files].map(([name, { content, contentType }]) => ({ url: `${state.origin}/cdn/${name}`, filename: name, contentType, bytes: content.byteLength }));
  return { status: 200, body: { data } };
}

function stored(state: State, extension: string, file: { content: Uint8Array; contentType: string }): Reply {
  const name = state.media.store(`${uuid()}.${extension}`, file);
  return { status: 200, body: { data: { url: `${state.origin}/cdn/${name}` } } };
}

/** The endings that wf.sh knows; the server infers the type from them where none is sent. */
const TYPES: Record<string, string> = {
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif', avif: 'image/avif',
  mp4: 'video/mp4', webm: 'video/webm', mov: 'video/quicktime', mp3: 'audio/mpeg', wav: 'audio/wav', m4a: 'audio/mp4',
}; // prettier-ignore
/** "A stream of octets" is what a client sends that does not know the type. */
const sentType = ({ type, name }: { type: string; name: string }): string => (type === '' || type === 'application/octet-stream' ? typeOf(name) : type);

const extensionOf = (name: string): string => /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? 'bin';
const typeOf = (name: string): string => TYPES[extensionOf(name)] ?? 'application/octet-stream';

/** Images, video and audio only (wireflow-skill, SKILL.md). */
function checkedType(type: string): string {
  if (!/^(image|video|audio)\//.test(type)) throw refused(415, 'Only images, video and audio can be uploaded', 'unsupported_type');
  return type;
}

/** Guess: the words and statuses; only the envelope of media errors is seen in public. */
const refused = (status: number, message: string, code: string): ServiceError => new ServiceError(status, message, code);
