import { ENDPOINTS, type EndpointName } from '../../core/api/endpoints.js';
import { errorTable, type TableOptions } from './errors/table.js';
import type { Json, Request, Response } from './format/component.js';
import { call, iml, textOr, without, type Expression } from './iml/expression.js';
import { ERROR_NOTES } from './errors/notes.js';
import { secretPattern } from './reading/secrets.js';

/** A key as it was pasted, without the blanks and the word that come along. */
export function bareKey(key: Expression): Expression {
  return without(call('trim', textOr(key)), '^bearer +', 'i');
}

/** The key without the spaces and the word "Bearer" that come along when it is copied, as the core reads it. */
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
  readonly errors?: TableOptions;
  /** What this call must not see repeated: the key, unless the module has another secret. */
  readonly secret?: Expression;
  readonly temp?: Readonly<Record<string, Json>>;
}

/**
 * A request to an endpoint of the core's table. The key goes along where the table says so, request by request: were it
 * in the base, every request would have it unless Make drops an empty header (docs/make-internals.md, "Keys").
 */
export function requestTo(endpoint: EndpointName, { id, headers = {}, qs, body, response = {}, errors, temp, secret = bareKey('connection.apiKey') }: RequestOptions): Request {
  const { method, path, auth } = ENDPOINTS[endpoint];
  return {
    temp: { ...temp, secret: iml(secretPattern(secret)) },
    // An id has been checked before: no letter of it needs to be escaped.
    url: id === undefined ? path : path.replace('{id}', iml(id)),
    method,
    headers: { accept: 'application/json', ...(auth === 'key' ? { authorization: bearer('connection.apiKey') } : {}), ...headers },
    ...(qs === undefined ? {} : { qs }),
    ...(body === undefined ? {} : { body }),
    response: { ...response, temp: { ...ERROR_NOTES, ...response.temp }, error: errorTable(endpoint, errors) },
  };
}
