import { first, isObject, text, type JsonObject } from '../../json.js';

const WORDS = ['message', 'msg', 'detail', 'reason', 'description', 'error_description', 'errorMessage', 'error_message'];
/** Where validators put several reasons, or the one in another object. */
const NESTED = ['message', 'detail', 'details', 'error', 'errors', 'issues', 'violations', 'reason', 'cause', 'fieldErrors', 'formErrors'];
/** What a reason is about: validators name a path, problem documents a pointer. */
const PLACES = ['path', 'loc', 'field', 'param', 'parameter', 'pointer', 'instancePath'];
const NAMES = ['code', 'type', 'name', 'kind', 'status_code'];
const MAX_REASONS = 5;
const MAX_DEPTH = 5;

/**
 * A service's reason in words, in whatever form it comes: plain text, an object with a message, a validator's issues, a
 * problem document, a list of any of them, JSON as text, or no more than a code.
 *
 * @returns null where it says nothing
 */
export function reasonIn(error: unknown, depth = 0): string | null {
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(error)) return joined(error.map((item) => reasonIn(item, depth + 1)), '; ');
  if (isObject(error)) return reasonInObject(error, depth);
  const words = text(error)?.trim() ?? null;
  return words !== null && /^[{[]/.test(words) ? (reasonIn(parsed(words), depth + 1) ?? words) : words;
}

function reasonInObject(error: JsonObject, depth: number): string | null {
  const inner = NESTED.filter((key) => typeof error[key] === 'object').map((key) => reasonIn(error[key], depth + 1));
  const own = [text(error['title']), first([error], WORDS, plainText), plainText(error['error'])];
  const said = joined([...own, ...inner], ': ') ?? byField(error, depth);
  if (said === null) return first([error], NAMES, text);
  const place = first([error], PLACES, lastName) ?? (isObject(error['source']) ? first([error['source']], PLACES, lastName) : null);
  return place === null || said.toLowerCase().includes(place.toLowerCase()) ? said : `${place}: ${said}`;
}

/** `{ prompt: ["Too long"] }`: what is wrong, by the name of the field. */
function byField(error: JsonObject, depth: number): string | null {
  const fields = Object.entries(error).filter(([, value]) => Array.isArray(value) || isObject(value));
  return joined(fields.map(([name, value]) => {
    const reason = reasonIn(value, depth + 1);
    return reason === null ? null : `${name}: ${reason}`;
  }), '; '); // prettier-ignore
}

function plainText(value: unknown): string | null {
  return typeof value === 'string' && !/^\s*[{[]/.test(value) ? text(value) : null;
}

function lastName(value: unknown): string | null {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[/.]/) : [];
  return text(parts.filter((part) => typeof part === 'string' && part !== '').at(-1));
}

/** Each once, and none that another one holds. */
function joined(reasons: readonly (string | null)[], separator: string): string | null {
  const said = [...new Set(reasons.filter((reason) => reason !== null))];
  const distinct = said.filter((reason) => !said.some((other) => other !== reason && other.includes(reason)));
  return distinct.length === 0 ? null : distinct.slice(0, MAX_REASONS).join(separator);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
