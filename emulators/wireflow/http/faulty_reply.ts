import { errorBody } from '../replies/errors.js';
import { ServiceError } from '../service/service_error.js';
import type { State } from '../service/state.js';
import type { FaultRule } from './faults.js';
import type { Reply } from './reply.js';
import { Bytes } from './reply.js';

const PAGE = `<!DOCTYPE html>
<html><head><title>Service unavailable</title></head>
<body><h1>Service unavailable</h1><p>Local emulator: a page of the hosting edge in place of JSON.</p></body></html>
`;

/** The reply that a fault makes of the usual one (null when the request was not handled). */
export function faultyReply(rule: FaultRule, usual: Reply | null, state: State): Reply {
  const status = rule.status ?? usual?.status ?? 500;
  const kept = rule.status === undefined || rule.handled ? usual?.headers : undefined;
  const headers = withoutEmpty({ ...kept, ...rule.headers });
  if (rule.html) return { status, body: new Bytes(PAGE, 'text/html; charset=utf-8'), headers };
  if (rule.empty || status === 204) return { status, body: null, headers };
  if (rule.body !== undefined) {
    const body = typeof rule.body === 'string' ? new Bytes(rule.body, 'application/json') : rule.body;
    return { status, body, headers };
  }
  const body = rule.status === undefined || !usual ? (usual?.body ?? plainError(status, state)) : rule.status < 300 ? usual.body : plainError(status, state);
  return { status, body: rule.hugeBytes ? filled(body, rule.hugeBytes) : body, headers };
}

const plainError = (status: number, state: State): unknown =>
  errorBody(new ServiceError(status, WORDS[status] ?? 'Internal server error', 'emulated_fault'), state.shapes.errors);

/** Guess: the words of statuses for which reference/errors has none. */
const WORDS: Record<number, string> = {
  400: 'Workflow is not active',
  401: 'Invalid API key',
  402: 'Insufficient credits. Required: 10, Available: 3',
  403: 'Forbidden',
  404: 'Workflow not found',
  409: 'Conflict',
  413: 'Request body too large',
  422: 'Invalid workflow graph',
  429: 'Too many requests. Please try again later.',
  502: 'Bad gateway',
  503: 'Service unavailable',
  504: 'Gateway timeout',
};

/** An object gets one long field more, a list is wrapped; either way it stays valid JSON. */
function filled(body: unknown, bytes: number): Bytes {
  const small = JSON.stringify(Array.isArray(body) ? [...(body as unknown[]), { filler: '' }] : { ...(body as object), filler: '' });
  const at = small.lastIndexOf('"filler":""') + '"filler":"'.length;
  const content = Buffer.concat([Buffer.from(small.slice(0, at)), Buffer.alloc(bytes, 'x'), Buffer.from(small.slice(at))]);
  return new Bytes(content, 'application/json; charset=utf-8');
}

const withoutEmpty = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
