import type { Base, ErrorEntry, ErrorTable, Step } from './directives.js';
import { fault } from './fault.js';
import { render } from './iml/render.js';
import type { Scope } from './iml/syntax.js';
import { inText } from './iml/values.js';
import { APP_ERROR_TYPES, MakeError, type AppErrorType } from './make_error.js';

/** Whether a step's own `error` adds to the one in the base or stands in its place: no public page says which. */
export type BaseErrors = 'merged' | 'replaced';

/** The error that a reply becomes: the entry of its status, else the general one, else Make's own words. */
export function errorFrom(step: Step, base: Base, scope: Scope, status: number, baseErrors: BaseErrors): MakeError {
  const table = tableOf(step, base, baseErrors);
  const entry: ErrorEntry = table[String(status) as `${number}`] ?? table;
  const message = inText(render(entry.message ?? defaultMessage(status), scope), 'error.message');
  return new MakeError(appErrorType(entry.type, scope), message === '' ? defaultMessage(status) : message, status);
}

function tableOf(step: Step, base: Base, baseErrors: BaseErrors): ErrorTable {
  const own = asTable(step.response?.error);
  const shared = asTable(base.response?.error);
  if (own === null) return shared ?? {};
  return baseErrors === 'merged' ? { ...shared, ...own } : own;
}

function asTable(error: string | ErrorTable | undefined): ErrorTable | null {
  if (error === undefined) return null;
  return typeof error === 'string' ? { message: error } : error;
}

/** Make's documentation of error handling gives these three. */
function defaultMessage(status: number): string {
  if (status === 429) return 'Third party API limit likely exceeded';
  return status >= 500 ? 'Service is temporarily unavailable.' : `Status Code Error: ${status}`;
}

/** Without a type it is a RuntimeError (Make's documentation of `error`). */
export function appErrorType(type: string | undefined, scope: Scope): AppErrorType {
  const name = type === undefined ? 'RuntimeError' : render(type, scope);
  return APP_ERROR_TYPES.find((known) => known === name) ?? fault('error.type', `an app can not raise “${String(name)}”`);
}
