import type { Step } from './directives.js';
import { appErrorType, errorFrom } from './error_table.js';
import { fault } from './fault.js';
import { render } from './iml/render.js';
import type { Scope } from './iml/syntax.js';
import { inText, isCollection } from './iml/values.js';
import { logEntry } from './log.js';
import { MakeError } from './make_error.js';
import { parseBody } from './reply.js';
import { httpRequest, requestParts, type RequestParts } from './request.js';
import { checkTime, scopeOf, type Run } from './run.js';

/** What a step left behind: the variables of its last reply, or why it was left out. */
export type StepOutcome = { readonly ran: true; readonly scope: Scope } | { readonly ran: false; readonly output: unknown };

/** Changes the filled-in request before it is sent, as pagination does. */
export type Overlay = (parts: RequestParts) => RequestParts;

/**
 * Runs one step: its `temp`, its `condition`, then the call with `response.temp`, again as long as `repeat` asks for
 * it, then `valid` (Make's documentation of each directive; `repeat` is documented only by example).
 */
export async function runStep(run: Run, step: Step, more: Scope = {}, overlay: Overlay = (parts) => parts): Promise<StepOutcome> {
  Object.assign(run.temp, render(step.temp ?? {}, scopeOf(run, more)));
  const skipped = skippedBy(step.condition, scopeOf(run, more));
  if (skipped) return { ran: false, output: skipped.output };
  if (step.url === undefined) return { ran: true, scope: settle(run, step, more) };

  for (let calls = 1; ; calls += 1) {
    const scope = await call(run, step, more, overlay);
    if (!step.repeat || !isTrue(step.repeat.condition, scope)) return { ran: true, scope: validated(run, step, scope) };
    const { delay, limit } = step.repeat;
    if (calls >= (run.world.doubts.repeatLimit === 'calls' ? limit : limit + 1)) return { ran: true, scope };
    await run.world.clock.sleep(delay);
    checkTime(run);
  }
}

async function call(run: Run, step: Step, more: Scope, overlay: Overlay): Promise<Scope> {
  const request = httpRequest(overlay(requestParts(step, run.base, scopeOf(run, more))));
  const reply = await run.world.send(request);
  checkTime(run);
  const body = parseBody(reply, step.response?.type ?? run.base.response?.type);
  run.world.log.push(logEntry(step, run.base, request, reply, body));
  if (reply.status >= 300 && reply.status < 400) fault(request.url, 'a redirect was answered; following it is not known here');
  const seen = { ...more, body, headers: reply.headers, statusCode: reply.status };
  // `response.temp` comes before everything else in `response`, errors included.
  Object.assign(run.temp, render(step.response?.temp ?? {}, scopeOf(run, seen)));
  const scope = scopeOf(run, seen);
  if (reply.status >= 400) throw errorFrom(step, run.base, scope, reply.status, run.world.doubts.baseErrors);
  return scope;
}

/** A step without a `url` sends nothing and only evaluates its `response` (Make's documentation of static mode). */
function settle(run: Run, step: Step, more: Scope): Scope {
  Object.assign(run.temp, render(step.response?.temp ?? {}, scopeOf(run, more)));
  return validated(run, step, scopeOf(run, more));
}

function validated(run: Run, step: Step, scope: Scope): Scope {
  const valid = step.response?.valid ?? run.base.response?.valid ?? true;
  if (isCollection(valid)) {
    if (isTrue(valid['condition'], scope)) return scope;
    throw new MakeError(appErrorType(valid['type'] as string | undefined, scope), inText(render(valid['message'] ?? '', scope), 'valid.message'));
  }
  if (isTrue(valid, scope)) return scope;
  throw errorFrom(step, run.base, scope, Number(scope['statusCode'] ?? 200), run.world.doubts.baseErrors);
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
