import { fault } from './fault.js';

/** Where a module, RPC or connection says how to talk to the service. Values may hold expressions. */
export interface Step {
  readonly url?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly qs?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly type?: string;
  readonly temp?: Readonly<Record<string, unknown>>;
  readonly condition?: unknown;
  readonly repeat?: Repeat;
  readonly pagination?: Pagination;
  readonly response?: ResponseDirective;
  readonly log?: Log;
  /** Whether the address is escaped once more before it is sent; true when absent. */
  readonly encodeUrl?: boolean;
  readonly followRedirect?: boolean;
  /** The name that Make's schema gives the same. */
  readonly followRedirects?: boolean;
  readonly followAllRedirects?: boolean;
  /** Replies are unpacked in any case here. */
  readonly gzip?: boolean;
  /** A certificate; hosts on this machine have none. */
  readonly ca?: string;
}

export interface Repeat {
  readonly condition: string;
  readonly delay: number;
  readonly limit?: number;
}

export interface Pagination {
  readonly mergeWithParent?: boolean;
  readonly url?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly qs?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly condition?: unknown;
}

export interface ResponseDirective {
  readonly type?: string | Readonly<Record<string, string>>;
  readonly valid?: unknown;
  readonly error?: string | ErrorTable;
  readonly limit?: unknown;
  readonly iterate?: string | { readonly container: string; readonly condition?: unknown };
  readonly temp?: Readonly<Record<string, unknown>>;
  readonly output?: unknown;
  readonly wrapper?: unknown;
  readonly trigger?: TriggerDirective;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly metadata?: { readonly type?: string; readonly value?: string };
}

export interface ErrorEntry {
  readonly message?: string;
  readonly type?: string;
}
export type ErrorTable = ErrorEntry & Readonly<Record<`${number}`, ErrorEntry>>;

export interface TriggerDirective {
  readonly type: 'date' | 'id';
  readonly order: 'asc' | 'desc' | 'unordered';
  readonly id: string;
  readonly date?: string;
}

export interface Log {
  readonly sanitize?: readonly string[];
}

export interface Base extends Omit<Step, 'url' | 'repeat' | 'pagination'> {
  readonly baseUrl?: string;
  readonly timeout?: number;
}

const STEP_KEYS = ['url', 'method', 'headers', 'qs', 'body', 'type', 'temp', 'condition', 'repeat', 'pagination', 'response', 'log', 'encodeUrl', 'followRedirect', 'followRedirects', 'followAllRedirects', 'gzip', 'ca'];
const KEYS: Readonly<Record<string, readonly string[]>> = {
  base: ['baseUrl', 'timeout', 'headers', 'qs', 'response', 'log', 'gzip', 'ca'],
  module: STEP_KEYS,
  rpc: STEP_KEYS,
  connection: STEP_KEYS.filter((key) => !['repeat', 'pagination'].includes(key)),
  repeat: ['condition', 'delay', 'limit'],
  pagination: ['mergeWithParent', 'url', 'method', 'headers', 'qs', 'body', 'condition'],
  response: ['type', 'valid', 'error', 'limit', 'iterate', 'temp', 'output', 'wrapper', 'trigger'],
  'connection response': ['type', 'valid', 'error', 'temp', 'data', 'metadata', 'uid', 'expires'],
  trigger: ['type', 'order', 'id', 'date'],
  iterate: ['container', 'condition'],
  valid: ['condition', 'message', 'type'],
  condition: ['condition', 'default'],
  log: ['sanitize'],
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws EngineFault for a directive that is unknown, misplaced, or known to Make but not to this engine */
export function checkDirectives(kind: 'base' | 'module' | 'rpc' | 'connection', step: unknown, where: string): void {
  checkKeys(kind, step, where);
  const { response, repeat, pagination, log, condition } = step as Record<string, unknown>;
  if (repeat !== undefined) checkKeys('repeat', repeat, `${where}.repeat`);
  if (pagination !== undefined) checkKeys('pagination', pagination, `${where}.pagination`);
  if (log !== undefined) checkKeys('log', log, `${where}.log`);
  if (isObject(condition)) checkKeys('condition', condition, `${where}.condition`);
  if (response === undefined) return;
  checkKeys(kind === 'connection' ? 'connection response' : 'response', response, `${where}.response`);
  const { trigger, iterate, valid } = response as Record<string, unknown>;
  if (trigger !== undefined) checkKeys('trigger', trigger, `${where}.response.trigger`);
  if (isObject(iterate)) checkKeys('iterate', iterate, `${where}.response.iterate`);
  if (isObject(valid)) checkKeys('valid', valid, `${where}.response.valid`);
  if (repeat !== undefined && valid !== undefined) fault(where, 'whether “valid” is looked at before or after “repeat” is not known: put it into a step of its own');
}

function checkKeys(kind: string, value: unknown, where: string): void {
  if (!isObject(value)) return fault(where, 'must be an object');
  const unknown = Object.keys(value).find((key) => !KEYS[kind]?.includes(key));
  if (unknown !== undefined) fault(where, `there is no directive “${unknown}” here`);
}
