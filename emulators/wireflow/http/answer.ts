import { errorBody } from '../replies/errors.js';
import { HANDLERS } from '../routes/index.js';
import { findWorkflow } from '../service/find.js';
import { authenticate, authorize } from '../service/keys.js';
import { ServiceError } from '../service/service_error.js';
import type { State } from '../service/state.js';
import type { Call } from './call.js';
import type { Endpoint } from './endpoints.js';
import type { Reply } from './reply.js';

/** The owner's own buckets, for calls that carry no key (the Flux Pro article: the owner pays for webhook runs). */
const OWNER = 'owner';

/** Lets a request through key, limits and scope to its handler; refusals become error replies. */
export async function answer(endpoint: Endpoint, call: Call): Promise<Reply> {
  const { state } = call;
  let caller: string | null = null;
  let reply: Reply;
  try {
    caller = callerOf(endpoint, call);
    reply = await admitted(endpoint, call, caller);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    reply = refusal(error, state);
  }
  return { ...reply, headers: { ...rateHeaders(endpoint, caller, state), ...reply.headers } };
}

function callerOf(endpoint: Endpoint, call: Call): string {
  if (endpoint.scope === null) return OWNER;
  call.key = authenticate(call.headers.authorization);
  return call.key;
}

/** Guess: the order of the checks: key, limit, scope, then what is asked for. */
async function admitted(endpoint: Endpoint, call: Call, caller: string): Promise<Reply> {
  const { state } = call;
  // An unknown webhook has no owner whose limits could be used up.
  if (endpoint.name === 'trigger' || endpoint.name === 'triggerInfo') findWorkflow(state, call.id);
  const now = state.clock.now();
  const obeys = endpoint.idempotent && (endpoint.name !== 'run' || state.settings.idempotentRun);
  const idempotencyKey = obeys ? call.headers['idempotency-key'] : undefined;
  const body = idempotencyKey === undefined ? '' : call.content.toString('utf8');
  if (idempotencyKey !== undefined && endpoint.scope) {
    authorize(caller, endpoint.scope);
    // Guess: a replay uses up none of the limits.
    const replay = state.idempotency.find(caller, idempotencyKey, body, now);
    if (replay) return replay;
  }
  if (endpoint.bucket) state.limits.take(caller, endpoint.bucket, now);
  if (endpoint.scope) authorize(caller, endpoint.scope);
  const reply = await HANDLERS[endpoint.name](call);
  if (idempotencyKey !== undefined) state.idempotency.remember(caller, idempotencyKey, body, reply, now);
  return reply;
}

/** The error reply for a refusal. */
export function refusal(error: ServiceError, state: State): Reply {
  const headers: Record<string, string> = {};
  const { retryAfter } = error.extra;
  if (error.status === 429 && typeof retryAfter === 'number' && state.settings.retryAfterHeader) {
    headers['retry-after'] = String(Math.max(1, retryAfter - Math.floor(state.clock.now() / 1000)));
  }
  return { status: error.status, body: errorBody(error, state.shapes.errors), headers };
}

/** The three X-RateLimit headers; Reset is in Unix seconds (reference/rate-limits). */
function rateHeaders(endpoint: Endpoint, caller: string | null, state: State): Record<string, string> {
  if (!endpoint.bucket) return {};
  // Guess: a caller without a valid key is shown a bucket that nobody uses.
  const rate = state.limits.peek(caller ?? 'nobody', endpoint.bucket, state.clock.now());
  return {
    'x-ratelimit-limit': String(rate.limit),
    'x-ratelimit-remaining': String(rate.remaining),
    'x-ratelimit-reset': String(Math.ceil(rate.resetAtMs / 1000)),
  };
}
