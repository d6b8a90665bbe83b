import type { Base, ErrorEntry, ErrorTable, Step } from './directives.js';
import { fault } from './fault.js';
import { render } from './iml/render.js';
import type { Scope } from './iml/syntax.js';
import { inText } from './iml/values.js';
import { APP_ERROR_TYPES, MakeError, type AppErrorType } from './make_error.js';
import type { Readings } from './readings.js';

/** The error that a reply becomes: the entry of its status, else the general one, else Make's own words. */
export function errorFrom(step: Step, base: Base, scope: Scope, status: number, readings: Readings): MakeError {
  const table = tableOf(step, base, readings.baseErrors);
  const entry: ErrorEntry = table[String(status) as `${number}`] ?? table;
  const message = inText(render(entry.message ?? defaultMessage(status), scope), 'error.message');
  return new MakeError(appErrorType(entry.type, scope, status, readings), message === '' ? defaultMessage(status) : message, status);
}

function tableOf(step: Step, base: Base, baseErrors: Readings['baseErrors']): ErrorTable {
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
export function appErrorType(type: string | undefined, scope: Scope, status: number, { untypedErrors }: Readings): AppErrorType {
  const name = type === undefined ? (untypedErrors === 'by status' ? typeByStatus(status) : 'RuntimeError') : render(type, scope);
  return APP_ERROR_TYPES.find((known) => known === name) ?? fault('error.type', `an app can not raise “${String(name)}”`);
}

function typeByStatus(status: number): AppErrorType {
  if (status === 429) return 'RateLimitError';
  return status >= 500 ? 'ConnectionError' : 'RuntimeError';
}
