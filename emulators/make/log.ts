import type { Base, Step } from './directives.js';
import type { HttpReply, HttpRequest } from './http.js';
import { isCollection } from './iml/values.js';

/** One call as Make's console shows it; null where the app names nothing to hide, and Make shows nothing. */
export interface LogEntry {
  readonly shown: unknown;
}

const HIDDEN = '[hidden]';

/** Hides what `log.sanitize` names, in the base and in the step (guess: both count). */
export function logEntry(step: Step, base: Base, request: HttpRequest, reply: HttpReply, body: unknown): LogEntry {
  const paths = [...(base.log?.sanitize ?? []), ...(step.log?.sanitize ?? [])];
  if (paths.length === 0) return { shown: null };
  const url = new URL(request.url);
  const entry: unknown = {
    request: { method: request.method, url: request.url, headers: request.headers, qs: Object.fromEntries(url.searchParams), body: asJson(request.body) },
    response: { statusCode: reply.status, headers: reply.headers, body: Buffer.isBuffer(body) ? `${body.length} bytes` : body },
  };
  return { shown: paths.reduce((shown, path) => hide(shown, namesIn(path)), entry) };
}

/** Paths are dotted; odd names stand in backticks (Make's documentation of `log`). */
function namesIn(path: string): string[] {
  return [...path.matchAll(/`([^`]+)`|[^.`]+/g)].map(([name, quoted]) => quoted ?? name);
}

function hide(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return HIDDEN;
  if (!isCollection(value) || !Object.hasOwn(value, name)) return value;
  return { ...value, [name]: hide(value[name], rest) };
}

function asJson(body: string | Buffer | undefined): unknown {
  try {
    return JSON.parse(String(body)) as unknown;
  } catch {
    return body?.toString();
  }
}
