import { randomUUID } from 'node:crypto';
import { fault } from './fault.js';
import { inText, isCollection, type Collection } from './iml/values.js';

const TYPES: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' };
const LINE = '\r\n';
/** In a part's header line these would end the name, or the line. */
const ESCAPES: Readonly<Record<string, string>> = { '"': '%22', '\r': '%0D', '\n': '%0A' };
const quoted = (name: string): string => name.replace(/["\r\n]/g, (char) => ESCAPES[char] ?? char);

/** A form whose files are written as `{ value, options: { filename } }`, one or a list (Make's documentation of multipart/form-data). */
export function multipart(body: Collection): { readonly body: Buffer; readonly contentType: string } {
  const boundary = `make-${randomUUID()}`;
  const parts = Object.entries(body).flatMap(([name, value]) => [value].flat().map((one) => part(name, one)));
  const chunks = parts.flatMap(({ head, data }) => [Buffer.from(`--${boundary}${LINE}${head}${LINE}${LINE}`), data, Buffer.from(LINE)]);
  return { body: Buffer.concat([...chunks, Buffer.from(`--${boundary}--${LINE}`)]), contentType: `multipart/form-data; boundary=${boundary}` };
}

/** Guess: without a type of its own, a file has the one that goes with its name. */
function typeOf(filename: string): string {
  return TYPES[/\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

function part(name: string, value: unknown): { readonly head: string; readonly data: Buffer } {
  const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`;
  if (!isCollection(value)) return { head: disposition, data: Buffer.from(inText(value, name)) };
  const { value: data, options } = value;
  const { filename, contentType = typeOf(String(isCollection(options) ? options['filename'] : '')) } = isCollection(options) ? options : {};
  if (!Buffer.isBuffer(data)) return fault(name, 'a part with options needs a file as its value');
  if (typeof filename !== 'string' || filename === '') return fault(name, 'a file needs a name');
  return { head: `${disposition}; filename="${quoted(filename)}"${LINE}Content-Type: ${inText(contentType, name)}`, data };
}
