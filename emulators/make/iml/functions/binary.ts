import { createHash } from 'node:crypto';
import { fault } from '../../fault.js';
import { text, type Family } from './arguments.js';

/** Guess: a missing value is a fault, a collection too; only texts, numbers, booleans, dates and files have a text. */
function toText(value: unknown, encoding?: unknown): string {
  if (Buffer.isBuffer(value)) return value.toString(encoding === 'base64' ? 'base64' : 'utf8');
  if (value instanceof Date) return value.toISOString();
  return text(value, 'toString');
}

function parseJson(value: unknown): unknown {
  const json = text(value, 'parseJSON');
  try {
    return JSON.parse(json);
  } catch {
    return fault('parseJSON', 'the text is no JSON, and what Make gives then is not known');
  }
}

const hash = (algorithm: string) => ({
  least: 1,
  most: 1,
  call: (value: unknown) => createHash(algorithm).update(text(value, algorithm)).digest('hex'),
});

export const BINARY: Family = {
  toString: { least: 1, most: 2, call: toText },
  toBinary: { least: 1, most: 2, call: (value: unknown, encoding?: unknown) => Buffer.from(text(value, 'toBinary'), encoding === 'base64' ? 'base64' : 'utf8') },
  base64: { least: 1, most: 1, call: (value: unknown) => (Buffer.isBuffer(value) ? value : Buffer.from(text(value, 'base64'))).toString('base64') },
  parseJSON: { least: 1, most: 1, call: parseJson },
  createJSON: { least: 1, most: 1, call: (value: unknown) => JSON.stringify(value) },
  md5: hash('md5'),
  sha1: hash('sha1'),
  sha256: hash('sha256'),
  sha512: hash('sha512'),
};
