import { ENDPOINTS, type EndpointName } from '../../core/api/endpoints.js';
import { errorTable, type TableOptions } from './errors/table.js';
import type { Json, Request, Response } from './format/component.js';
import { call, iml, pattern, textOr, type Expression } from './iml/expression.js';

/** The key without the spaces and the word "Bearer" that come along when it is copied, as the core reads it. */
export function bearer(key: Expression): string {
  return `Bearer ${iml(call('replace', call('trim', textOr(key)), pattern('^bearer +', 'i'), 'emptystring'))}`;
}

export interface RequestOptions {
  /** What stands in the path; checked before, so that it can not lead to another path. */
  readonly id?: Expression;
  readonly headers?: Readonly<Record<string, string>>;
  readonly qs?: Readonly<Record<string, Json>>;
  readonly body?: Json;
  readonly response?: Response;
  readonly errors?: TableOptions;
}

/**
 * A request to an endpoint of the core's table. The key goes along where the table says so, request by request: were it
 * in the base, every request would have it unless Make drops an empty header (docs/make.md, "Keys").
 */
export function requestTo(endpoint: EndpointName, { id, headers = {}, qs, body, response = {}, errors }: RequestOptions): Request {
  const { method, path, auth } = ENDPOINTS[endpoint];
  return {
    url: id === undefined ? path : path.replace('{id}', iml(call('encodeURL', id))),
    method,
    headers: { accept: 'application/json', ...(auth === 'key' ? { authorization: bearer('connection.apiKey') } : {}), ...headers },
    ...(qs === undefined ? {} : { qs }),
    ...(body === undefined ? {} : { body }),
    response: { ...response, error: errorTable(endpoint, errors) },
  };
}
