import { parseJson } from '../../../core/json.js';
import { shorten } from '../../../core/shorten.js';
import { Refusal } from './refusal.js';

/** Far more than prompts need. */
const MOST_BYTES = 64 * 1024;

export type FormValue = string | number | boolean | readonly (string | number | boolean)[];
export type FormValues = ReadonlyMap<string, FormValue>;

/**
 * What a page sent: JSON of the snippet, or a plain form of a browser without JavaScript.
 *
 * @throws Refusal `type`, `too_long`, `unreadable` (also for letters of another encoding than UTF-8), or `field` for a file or a nested value
 */
export async function readForm(request: Request): Promise<FormValues> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return valuesOfJson(wordsOf(await readUpTo(request, MOST_BYTES)));
  if (type === 'application/x-www-form-urlencoded') return valuesOfFields(wordsOf(await readUpTo(request, MOST_BYTES)));
  if (type === 'multipart/form-data') return valuesOfMultipart(request, await readUpTo(request, MOST_BYTES));
  throw new Refusal({ status: 415, code: 'type', message: 'This form was sent in a way that is not read here. Nothing was started.' });
}

/** Counted as it arrives: the length that a request claims may be missing or wrong. */
async function readUpTo(request: Request, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > mostBytes) {
      await reader?.cancel().catch(() => undefined);
      throw tooLong();
    }
    chunks.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

function wordsOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw inOtherLetters();
  }
}

function valuesOfFields(sent: string): FormValues {
  const fields = [...new URLSearchParams(sent)];
  // What no letter stands for is read as U+FFFD; one that was typed is sent as itself.
  if (fields.flat().some((words) => words.includes('\ufffd')) && !/\ufffd|%ef%bf%bd/i.test(sent)) throw inOtherLetters();
  return grouped(fields);
}

function valuesOfJson(text: string): FormValues {
  let sent: unknown;
  try {
    sent = parseJson(text);
  } catch {
    throw unreadable();
  }
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw unreadable();
  const values = new Map<string, FormValue>();
  for (const [name, value] of Object.entries(sent)) {
    if (value === null) continue;
    const isPlain = isScalar(value) || (Array.isArray(value) && value.every(isScalar));
    if (!isPlain) throw new Refusal({ status: 422, code: 'field', field: name, message: `The field “${shown(name)}” holds something that this form cannot send. Nothing was started.` });
    values.set(name, value as FormValue);
  }
  return values;
}

async function valuesOfMultipart(request: Request, bytes: Uint8Array<ArrayBuffer>): Promise<FormValues> {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  const form = await new Response(bytes, { headers }).formData().catch(() => {
    throw unreadable();
  });
  const texts: [string, string][] = [];
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') texts.push([name, value]);
    else if (value.size > 0) throw new Refusal({ status: 422, code: 'field', field: name, message: `The field “${shown(name)}” holds a file, and this form cannot send files. Nothing was started.` });
  }
  if (texts.flat().some((words) => words.includes('\ufffd'))) wordsOf(bytes);
  return grouped(texts);
}

/** Names that occur several times become lists, as the snippet does it; of fields that share a name, those left empty do not count. */
function grouped(entries: readonly (readonly [string, string])[]): FormValues {
  const values = new Map<string, FormValue>();
  for (const [name, value] of entries) {
    const key = name.replace(/\[\]$/, '');
    const earlier = values.get(key);
    const list = [earlier ?? []].flat() as (string | number | boolean)[];
    if (key === name && (earlier === undefined || isBlank(earlier))) values.set(key, value);
    else if (key !== name || !isBlank(value)) values.set(key, [...list, value]);
  }
  return values;
}

const isBlank = (value: FormValue): boolean => typeof value === 'string' && value.trim() === '';

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

/** A name from outside, short enough for a sentence. */
export const shown = (name: string): string => shorten(name, 40);

export const tooLong = (field?: string): Refusal =>
  new Refusal({
    status: 413,
    code: 'too_long',
    message: `${field === undefined ? 'What you filled in' : `The field “${shown(field)}”`} is too long. Nothing was started; shorten it and send again.`,
    ...(field === undefined ? {} : { field }),
  });

/** A page in another encoding sends its forms in that. */
const inOtherLetters = (): Refusal =>
  new Refusal({ status: 400, code: 'unreadable', message: 'The letters of this form arrived damaged. Nothing was started; please tell the owner of this page that it has to be in UTF-8.' });

const unreadable = (): Refusal => new Refusal({ status: 400, code: 'unreadable', message: 'This form arrived damaged. Nothing was started; please try again.' });
