import { first, isObject, text, type JsonObject } from '../../json.js';
import { reasonWordsIn } from './absent_words.js';

const WORDS = ['message', 'msg', 'detail', 'reason', 'description', 'error_description', 'errorMessage', 'error_message', 'userMessage', 'user_message', 'statusMessage', 'Message', 'faultstring', 'text'];
/** Where validators put several reasons, or the one in another object. */
const NESTED = ['message', 'detail', 'details', 'error', 'errors', 'issues', 'violations', 'reason', 'cause', 'fieldErrors', 'formErrors', 'fault'];
/** Where others' replies are passed on; they hold much beside a reason. */
const WRAPPED = ['response', 'data'];
/** What a reason is about: validators name a path, problem documents a pointer. */
const PLACES = ['path', 'loc', 'field', 'param', 'parameter', 'pointer', 'instancePath'];
const NAMES = ['code', 'type', 'name', 'kind', 'status_code'];
const MAX_REASONS = 5;
const MAX_DEPTH = 5;

/**
 * A service's reason in words, in whatever form it comes: plain text, an object with a message, a validator's issues, a
 * problem document, a list of any of them, JSON as text, or no more than a code.
 *
 * @returns null where it says nothing: services write `false`, 0, "None" or `{ message: null }` for no error (docs/service.md,
 *   "Failures")
 */
export function reasonIn(error: unknown, depth = 0): string | null {
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(error)) return joined(error.map((item) => reasonIn(item, depth + 1)), '; ');
  if (isObject(error)) return reasonInObject(error, depth);
  const words = reasonWordsIn(error)?.trim() ?? null;
  if (words === null || !/^[{[]/.test(words)) return words;
  const inner = parsed(words);
  return inner === undefined ? words : reasonIn(inner, depth + 1);
}

function reasonInObject(error: JsonObject, depth: number): string | null {
  const inner = NESTED.filter((key) => typeof error[key] === 'object').map((key) => reasonIn(error[key], depth + 1));
  const own = [reasonWordsIn(error['title']), first([error], WORDS, plainText), ...['error', 'cause', 'details', 'hint'].map((key) => plainText(error[key]))];
  const said = joined([...own, ...inner], ': ') ?? first([error], WRAPPED, (value) => (typeof value === 'object' ? reasonIn(value, depth + 1) : null)) ?? byField(error, depth);
  if (said === null) return first([error], NAMES, reasonWordsIn);
  const place = first([error], PLACES, lastName) ?? (isObject(error['source']) ? first([error['source']], PLACES, lastName) : null);
  return place === null || said.toLowerCase().includes(place.toLowerCase()) ? said : `${place}: ${said}`;
}

/** `{ prompt: ["Too long"] }`, or words alone: what is wrong, by the name of the field. */
function byField(error: JsonObject, depth: number): string | null {
  const fields = Object.entries(error).filter(([, value]) => typeof value === 'object' || (typeof value === 'string' && /\S\s+\S/.test(value)));
  return joined(fields.map(([name, value]) => {
    const reason = reasonIn(value, depth + 1);
    return reason === null ? null : `${name}: ${reason}`;
  }), '; '); // prettier-ignore
}

function plainText(value: unknown): string | null {
  return typeof value === 'string' && (!/^\s*[{[]/.test(value) || parsed(value) === undefined) ? reasonWordsIn(value) : null;
}

function lastName(value: unknown): string | null {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[/.]/) : [];
  return text(parts.filter((part) => typeof part === 'string' && part !== '').at(-1));
}

/** Each once, and none that another one holds. */
function joined(reasons: readonly (string | null)[], separator: string): string | null {
  const said = [...new Set(reasons.filter((reason) => reason !== null))];
  const distinct = said.filter((reason) => !said.some((other) => other !== reason && other.includes(reason)));
  // After a sentence that has ended, a blank is enough.
  return distinct.length === 0 ? null : distinct.slice(0, MAX_REASONS).reduce((said, next) => `${said}${separator === ': ' && /[.!?:]$/.test(said) ? ' ' : separator}${next}`);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
