import type { Base, Step } from './directives.js';
import { fault } from './fault.js';
import type { HttpRequest } from './http.js';
import { render } from './iml/render.js';
import type { Scope } from './iml/syntax.js';
import { multipart } from './multipart.js';
import { inText, isCollection } from './iml/values.js';

/** What goes into a request, filled in, before it is written as HTTP. */
export interface RequestParts {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Null where nobody gives a query: then the one in the address stays. */
  readonly qs: Readonly<Record<string, unknown>> | null;
  readonly body: unknown;
  readonly type: string;
}

/** Fills in a step, on top of what every request of the app shares. */
export function requestParts(step: Step, base: Base, scope: Scope): RequestParts {
  const qs = step.qs || base.qs ? { ...collection(base.qs, scope), ...collection(step.qs, scope) } : null;
  return {
    url: absolute(inText(render(step.url, scope), 'url'), base),
    method: inText(render(step.method ?? 'GET', scope), 'method').toUpperCase(),
    headers: { ...lowerCased(collection(base.headers, scope)), ...lowerCased(collection(step.headers, scope)) },
    qs,
    body: render(step.body, scope),
    type: inText(render(step.type ?? 'json', scope), 'type'),
  };
}

/** An address that starts with a slash stands below the base URL (Make's documentation of `url`). */
export function absolute(url: string, { baseUrl }: Base): string {
  const full = url.startsWith('/') && baseUrl !== undefined ? `${baseUrl}${url}` : url;
  return URL.canParse(full) ? full : fault(full, 'is no address');
}

export function collection(value: unknown, scope: Scope): Record<string, unknown> {
  const filled = render(value ?? {}, scope);
  return isCollection(filled) ? { ...filled } : fault('headers or qs', 'must be a collection');
}

export function lowerCased(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Writes the parts as HTTP. A GET has no body, whatever is said (Make's documentation of `body`). */
export function httpRequest({ url, method, headers, qs, body, type }: RequestParts, isEscaped: boolean): HttpRequest {
  const target = new URL(isEscaped ? escaped(url) : url);
  if (qs !== null) target.search = new URLSearchParams(flat(qs)).toString();
  const content = method === 'GET' || body === undefined ? null : encode(type, body);
  return {
    method,
    url: target.href,
    headers: { ...(content?.contentType ? { 'content-type': content.contentType } : {}), ...Object.fromEntries(flat(headers)) },
    body: content?.body,
  };
}

/** What is escaped already is escaped again (Make's documentation of `encodeUrl`); the query's own signs stay. */
function escaped(url: string): string {
  const [, before = url, query = ''] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
  return `${encodeURI(before)}${query}`;
}

/** A list in a query is sent as one pair per item (Make's documentation of `qs`). */
function flat(values: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(values).flatMap(([name, value]): [string, string][] => {
    if (value === null) return fault(name, 'what null is sent as is not known');
    return [value].flat().map((one) => [name, inText(one, name)]);
  });
}

function encode(type: string, body: unknown): { readonly body: string | Buffer; readonly contentType: string | null } {
  if (type === 'json') return { body: JSON.stringify(body), contentType: 'application/json' };
  if (type === 'text' || type === 'string' || type === 'raw') return { body: asText(body), contentType: null };
  if (type === 'urlencoded' && isCollection(body)) return { body: new URLSearchParams(flat(body)).toString(), contentType: 'application/x-www-form-urlencoded' };
  if (type === 'multipart/form-data' && isCollection(body)) return multipart(body);
  if (type === 'binary') return { body: Buffer.isBuffer(body) ? body : Buffer.from(asText(body)), contentType: null };
  return fault('type', `a body of the type ${type} is not known here`);
}

/** Anything but a text is converted to one (Make's documentation of `type`). */
function asText(body: unknown): string | Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Array.isArray(body) || isCollection(body) ? JSON.stringify(body) : inText(body, 'body');
}
