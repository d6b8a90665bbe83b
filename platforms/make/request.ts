import { ENDPOINTS, type EndpointName } from '../../core/api/endpoints.js';
import { errorTable, notMoved } from './errors/table.js';
import type { Json, Request, Response } from './format/component.js';
import { iml, type Expression } from './iml/expression.js';
import { errorNotes, quotingOf } from './errors/notes.js';
import { bareKey, keyPattern, type SecretPattern } from './reading/secrets.js';

/** The key without what comes along when it is copied, as the core reads it. */
export function bearer(key: Expression): string {
  return `Bearer ${iml(bareKey(key))}`;
}

export interface RequestOptions {
  /** What stands in the path; checked before, so that it can not lead to another path. */
  readonly id?: Expression;
  readonly headers?: Readonly<Record<string, string>>;
  readonly qs?: Readonly<Record<string, Json>>;
  readonly body?: Json;
  readonly response?: Response;
  readonly pagination?: Request['pagination'];
  /** The execution that this module has started, where it has: errors then keep it in sight, and repeat nothing. */
  readonly started?: Expression;
  /** Whether this is a free look before a start, whose errors say that none was made. */
  readonly isBeforeStart?: true;
  /** What this call must not see repeated: the key, unless the module has another secret. */
  readonly secret?: SecretPattern;
  readonly temp?: Readonly<Record<string, Json>>;
}

/**
 * A request to an endpoint of the core's table. The key goes along where the table says so, request by request: were it
 * in the base, every request would have it unless Make drops an empty header (docs/make-internals.md, "Keys").
 */
export function requestTo(endpoint: EndpointName, { id, headers = {}, qs, body, response = {}, pagination, started, isBeforeStart, temp, secret = keyPattern('connection.apiKey') }: RequestOptions): Request {
  const { method, path, auth, starts } = ENDPOINTS[endpoint];
  // A look goes on at such a reply, as at a page.
  const valid = starts || endpoint === 'poll' ? {} : { valid: notMoved(endpoint, isBeforeStart ? { isShared: true } : {}) };
  const error = starts || started !== undefined ? { error: errorTable(endpoint, started === undefined ? {} : { started }) } : {};
  return {
    temp: { ...temp, ...quotingOf(endpoint), key: secret },
    // An id has been checked before: no letter of it needs to be escaped.
    url: id === undefined ? path : path.replace('{id}', iml(id)),
    method,
    // Whether Make would take the key along to another host is not known.
    ...(auth === 'key' && method === 'GET' ? { followRedirects: false } : {}),
    headers: { accept: 'application/json', ...(auth === 'key' ? { authorization: bearer('connection.apiKey') } : {}), ...headers },
    ...(qs === undefined ? {} : { qs }),
    ...(body === undefined ? {} : { body }),
    ...(pagination === undefined ? {} : { pagination }),
    response: { ...valid, ...response, temp: { ...errorNotes(endpoint, { isBeforeStart }), ...response.temp }, ...error },
  };
}
