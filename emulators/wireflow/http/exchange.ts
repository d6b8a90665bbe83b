import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestId } from '../ids.js';
import { ServiceError } from '../service/service_error.js';
import type { State } from '../service/state.js';
import { answer, refusal } from './answer.js';
import { readBody } from './body.js';
import type { Call } from './call.js';
import { findEndpoint } from './endpoints.js';
import type { Endpoint } from './endpoints.js';
import { faultyReply } from './faulty_reply.js';
import { isHandled, tweakOf } from './faults.js';
import type { FaultRule } from './faults.js';
import type { RecordedRequest } from './recorded_request.js';
import type { Reply } from './reply.js';
import { Bytes } from './reply.js';
import { write } from './write.js';

/** Bodies over this size are refused by the hosting edge before the service sees them (wireflow-skill, wf.sh). */
const EDGE_BODY_LIMIT_BYTES = 4.5 * 1024 * 1024;

/** What is kept of a request without its body. */
const BYTES_OF_A_RECORD = 500;

/** Takes one request from its first byte to the last byte of its reply. */
export async function exchange(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://emulator');
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const read = await readBody(request);
  if (read === null) return refuseWhole(response, 413, 'Request Entity Too Large');
  state.keptBytes += read.byteLength + BYTES_OF_A_RECORD;
  if (state.keptBytes > state.settings.maxKeptBytes) {
    return refuseWhole(response, 507, `This emulator keeps what it is sent, up to ${state.settings.maxKeptBytes} bytes, and is full. Start it anew.`);
  }
  const found = findEndpoint(request.method ?? 'GET', path);
  const record: RecordedRequest = {
    at: state.clock.now(),
    method: request.method ?? 'GET',
    path,
    query: Object.fromEntries(url.searchParams),
    headers: flat(request),
    body: read.toString('utf8'),
    endpoint: found.endpoint?.name ?? 'unknown',
    requestId: requestId(),
    status: null,
  };
  state.requests.push(record);
  const [id = '', childId = ''] = found.endpoint ? found.ids.map(decoded) : [];
  const rule = state.faults.take(record, () => showsCompleted(state, found.endpoint, id));
  const call: Call = { state, id, childId, query: url.searchParams, headers: record.headers, content: read, key: '', tweak: tweakOf(rule) };
  try {
    const usual = !rule || isHandled(rule) ? await reply(found, call) : null;
    await send(state, record, found.endpoint, usual, rule, response);
  } finally {
    state.settings.onRequest(record);
  }
}

/** For what is not even looked at: anybody's page may send to a port of this machine. */
function refuseWhole(response: ServerResponse, status: number, words: string): void {
  write(response, { status, body: new Bytes(`${words}\n`, 'text/plain; charset=utf-8'), headers: { connection: 'close' } }, { cut: false, head: false });
}

async function reply(found: ReturnType<typeof findEndpoint>, call: Call): Promise<Reply> {
  // Guess: the words of both; unknown addresses are documented only for workflows.
  if (!found.endpoint) {
    const error = found.otherMethod
      ? new ServiceError(405, 'Method not allowed', 'method_not_allowed')
      : new ServiceError(404, 'Not found', 'not_found');
    return refusal(error, call.state);
  }
  if (call.content.length > EDGE_BODY_LIMIT_BYTES && found.endpoint.bucket) {
    return { status: 413, body: new Bytes('Request Entity Too Large\n\nFUNCTION_PAYLOAD_TOO_LARGE\n', 'text/plain; charset=utf-8') };
  }
  return answer(found.endpoint, call);
}

async function send(
  state: State,
  record: RecordedRequest,
  endpoint: Endpoint | null,
  usual: Reply | null,
  rule: FaultRule | undefined,
  response: ServerResponse,
): Promise<void> {
  if (rule?.delayMs) await new Promise((resolve) => setTimeout(resolve, rule.delayMs).unref());
  if (rule?.drop) {
    response.destroy();
    return;
  }
  const final = rule ? faultyReply(rule, usual, state) : (usual ?? { status: 500, body: null });
  const headers: Record<string, string> = { 'x-request-id': record.requestId };
  if (endpoint?.cors && state.settings.cors !== 'none') headers['access-control-allow-origin'] = '*';
  if (!response.destroyed) record.status = final.status;
  write(response, { ...final, headers: { ...headers, ...final.headers } }, { cut: rule?.cut === true, head: record.method === 'HEAD', dripMs: rule?.dripMs });
}

/** Whether a request is about an execution that has completed; a list always is. */
function showsCompleted(state: State, endpoint: Endpoint | null, id: string): boolean {
  if (endpoint?.name === 'poll' || endpoint?.name === 'getExecution') return state.executions.find(id)?.status === 'COMPLETED';
  return endpoint?.name === 'listExecutions' || endpoint?.name === 'listWorkflowExecutions';
}

const flat = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
