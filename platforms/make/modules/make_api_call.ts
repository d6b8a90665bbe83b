import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { errorNotes, quotingOf } from '../errors/notes.js';
import type { ModuleDefinition, Parameter } from '../format/component.js';
import { asJson, call, choose, iml, listOr, literal, matches, textOr, without } from '../iml/expression.js';
import { keyPattern, withoutSecret } from '../reading/secrets.js';
import { bearer } from '../request.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

const KEY_AND_VALUE: readonly Parameter[] = [
  { name: 'key', type: 'text', label: 'Key' },
  { name: 'value', type: 'text', label: 'Value' },
];
const collected = (name: string) => iml(call('toCollection', listOr(`parameters.${name}`), literal('key'), literal('value')));

/** Without the version, which belongs to the path: another one may come. A path without one has the present one. */
const API = PUBLIC_BASE_URL.replace(/\/v\d+$/, '');

/** Here the path is the person's own, and so are the scopes that it needs. */
const NO_PATH = 'Wireflow knows no such path. Check the URL of this module: it is what comes after the address named in its help.';
const NO_SCOPE = 'The API key may not do this: it is missing the scope of this path';

/** A reply in words or data, which may repeat the key; a file has no JSON. */
const IS_READ = matches(textOr('headers.`content-type`'), '.*(json|text).*', 'i');
const BODY = choose('temp.is_read', call('parseJSON', withoutSecret(asJson('body'))), 'body');
const HEADERS = call('parseJSON', withoutSecret(asJson('headers')));

/**
 * Make's universal module, in Make's own words. The slash stands before the expression, and any that are typed before
 * the path are taken away: so the path can not name another host, and the key stays with Wireflow.
 */
export const makeApiCall: ModuleDefinition = {
  id: 'makeApiCall',
  label: 'Make an API call',
  description: 'Performs an arbitrary authorized API call.',
  type: 'universal',
  connection: 'apiKey',
  mappableParams: [
    { name: 'url', type: 'text', label: 'URL', required: true, help: `Enter the part of the URL that comes after \`${API}\`. For example, \`/v1/workflows\`.` },
    { name: 'method', type: 'select', label: 'Method', required: true, default: 'GET', options: METHODS.map((method) => ({ label: method, value: method })) },
    {
      name: 'headers',
      type: 'array',
      label: 'Headers',
      help: "You don't have to add authorization headers; we already did that for you.",
      labels: { add: 'Add a header', edit: 'Edit a header' },
      default: [{ key: 'Content-Type', value: 'application/json' }],
      spec: KEY_AND_VALUE,
    },
    { name: 'qs', type: 'array', label: 'Query String', labels: { add: 'Add a parameter', edit: 'Edit a parameter' }, spec: KEY_AND_VALUE },
    { name: 'body', type: 'any', label: 'Body' },
  ],
  communication: {
    temp: { ...quotingOf('listWorkflows'), key: keyPattern('connection.apiKey'), path: iml(without(call('trim', textOr('parameters.url')), '^/+')) },
    url: `${API}/${iml(choose(`length(${without('temp.path', '^v[0-9]+/')}) < length(temp.path)`, 'temp.path', "'v1/' + temp.path"))}`,
    method: iml('parameters.method'),
    qs: { '{{...}}': collected('qs') },
    followRedirects: false,
    headers: { '{{...}}': collected('headers'), authorization: bearer('connection.apiKey') },
    type: 'text',
    body: iml('parameters.body'),
    response: { temp: { ...errorNotes('listWorkflows'), is_read: iml(IS_READ), missing: NO_PATH, no_scope: NO_SCOPE }, output: { body: iml(BODY), headers: iml(HEADERS), statusCode: iml('statusCode') } },
  },
  interface: [
    { name: 'body', type: 'any', label: 'Body' },
    { name: 'headers', type: 'collection', label: 'Headers' },
    { name: 'statusCode', type: 'number', label: 'Status code' },
  ],
  samples: { statusCode: 200 },
};
