import type { Step } from './directives.js';
import { appErrorType, errorFrom } from './error_table.js';
import { fault } from './fault.js';
import { render } from './iml/render.js';
import type { Scope } from './iml/syntax.js';
import { inText, isCollection } from './iml/values.js';
import type { HttpReply, HttpRequest } from './http.js';
import { logEntry } from './log.js';
import { MakeError } from './make_error.js';
import { parseBody } from './reply.js';
import { httpRequest, requestParts, type RequestParts } from './request.js';
import { checkTime, countRequest, note, scopeOf, type Run } from './run.js';

/** What a step left behind: the variables of its last reply, or why it was left out. */
export type StepOutcome = { readonly ran: true; readonly scope: Scope } | { readonly ran: false; readonly output: unknown };

/** Changes the filled-in request before it is sent, as pagination does. */
export type Overlay = (parts: RequestParts) => RequestParts;

/**
 * Runs one step: its `temp`, its `condition`, then the call with `response.temp`, again as long as `repeat` asks for
 * it, then `valid` (Make's documentation of each directive; what `repeat` repeats is one of the readings).
 */
export async function runStep(run: Run, step: Step, more: Scope = {}, overlay: Overlay = (parts) => parts): Promise<StepOutcome> {
  const skipped = entered(run, step, more);
  if (skipped) return { ran: false, output: skipped.output };
  if (step.url === undefined) return { ran: true, scope: settle(run, step, more) };

  const { repeatLimit, repeatedStep, repeatSees } = run.world.readings;
  for (let calls = 1; ; calls += 1) {
    const scope = await call(run, step, more, overlay);
    if (!step.repeat || !isTrue(step.repeat.condition, repeatSees === 'temp' ? scopeOf(run, more) : scope)) return { ran: true, scope: validated(run, step, scope) };
    const { delay, limit = MOST_REPEATS } = step.repeat;
    if (calls >= (repeatLimit === 'calls' ? limit : limit + 1)) return { ran: true, scope };
    await run.world.clock.sleep(delay);
    checkTime(run);
    if (repeatedStep === 'each time' && entered(run, step, more)) return { ran: true, scope };
  }
}

/** Without a limit of its own a repetition ends here at the latest. */
const MOST_REPEATS = 1000;

/** Notes the step's own `temp`, then asks its condition. */
function entered(run: Run, step: Step, more: Scope): { readonly output: unknown } | null {
  note(run, render(step.temp ?? {}, scopeOf(run, more)));
  return skippedBy(step.condition, scopeOf(run, more));
}

const MOST_REDIRECTS = 10;

/**
 * Sends a request, and follows where a GET is sent on to, unless the step says otherwise; other methods are followed only
 * where it asks for that (Make's documentation of `followRedirect` and `followAllRedirects`). The key stays with its host.
 */
async function exchange(run: Run, step: Step, first: HttpRequest): Promise<HttpReply> {
  let request = first;
  for (let hops = 0; ; hops += 1) {
    countRequest(run);
    const reply = await run.world.send(request);
    checkTime(run);
    const location = reply.headers['location'];
    const isFollowed = request.method === 'GET' ? (step.followRedirects ?? step.followRedirect ?? true) : (step.followAllRedirects ?? false);
    if (reply.status < 300 || reply.status >= 400 || reply.status === 304 || location === undefined || !isFollowed) return reply;
    if (hops >= MOST_REDIRECTS) fault(first.url, 'is sent on and on');
    const url = new URL(location, request.url);
    const { authorization, ...others } = request.headers;
    const isSameHost = url.host === new URL(request.url).host;
    request = { ...request, url: url.href, headers: isSameHost && authorization !== undefined ? request.headers : others };
  }
}

async function call(run: Run, step: Step, more: Scope, overlay: Overlay): Promise<Scope> {
  const request = httpRequest(overlay(requestParts(step, run.base, scopeOf(run, more))), (step.encodeUrl ?? true) && run.world.readings.addresses === 'escaped');
  const reply = await exchange(run, step, request);
  const body = parseBody(reply, step.response?.type ?? run.base.response?.type);
  run.world.log.push(logEntry(step, run.base, request, reply, body));
  const seen = { ...more, body, headers: reply.headers, statusCode: reply.status };
  // `response.temp` comes before everything else in `response`, errors included.
  note(run, render(step.response?.temp ?? {}, scopeOf(run, seen)));
  const scope = scopeOf(run, seen);
  const isError = reply.status >= 400 || (reply.status >= 300 && run.world.readings.redirects === 'an error');
  if (isError) throw errorFrom(step, run.base, scope, reply.status, run.world.readings);
  return scope;
}

/** A step without a `url` sends nothing and only evaluates its `response` (Make's documentation of static mode). */
function settle(run: Run, step: Step, more: Scope): Scope {
  note(run, render(step.response?.temp ?? {}, scopeOf(run, more)));
  return validated(run, step, scopeOf(run, more));
}

function validated(run: Run, step: Step, scope: Scope): Scope {
  const valid = step.response?.valid ?? run.base.response?.valid ?? true;
  if (isCollection(valid)) {
    if (isTrue(valid['condition'], scope)) return scope;
    throw new MakeError(appErrorType(valid['type'] as string | undefined, scope, 200, run.world.readings), inText(render(valid['message'] ?? '', scope), 'valid.message'));
  }
  if (isTrue(valid, scope)) return scope;
  throw errorFrom(step, run.base, scope, Number(scope['statusCode'] ?? 200), run.world.readings);
}

function skippedBy(condition: unknown, scope: Scope): { readonly output: unknown } | null {
  if (condition === undefined) return null;
  if (!isCollection(condition)) return isTrue(condition, scope) ? null : { output: undefined };
  return isTrue(condition['condition'] ?? true, scope) ? null : { output: render(condition['default'], scope) };
}

/** Guess: truth as in JavaScript, but a text other than the empty one must not be left to guessing. */
export function isTrue(condition: unknown, scope: Scope): boolean {
  const value = render(condition, scope);
  if (value === 'false' || value === 'true') return fault('condition', 'whether Make takes this text for a boolean is not known');
  return Boolean(value);
}
