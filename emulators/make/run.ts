import type { Clock } from './clock.js';
import type { Base } from './directives.js';
import type { BaseErrors } from './error_table.js';
import type { Send } from './http.js';
import type { Scope } from './iml/syntax.js';
import type { LogEntry } from './log.js';
import { MakeError } from './make_error.js';

/** What no public page decides. The app has to hold either way, so its tests run with both. */
export interface Doubts {
  readonly baseErrors: BaseErrors;
  /** Whether `repeat.limit` counts the first call. */
  readonly repeatLimit: 'calls' | 'repeats';
}

export interface World {
  readonly send: Send;
  readonly clock: Clock;
  readonly doubts: Doubts;
  /** Every call that was made, as Make's console shows it. */
  readonly log: LogEntry[];
}

/** One run of a module, RPC or connection: all its requests, from the first to the last. */
export interface Run {
  readonly world: World;
  /** Empty for a connection, which inherits nothing (Make's documentation of the base). */
  readonly base: Base;
  /** `parameters`, `connection`, `data` and whatever else stays the same in this run. */
  readonly variables: Scope;
  /** Grows from step to step. */
  readonly temp: Record<string, unknown>;
  readonly endsAtMs: number;
}

/** A module has 40 s for all its requests, unless base and common both say more (Make's documentation of `timeout`). */
const DEFAULT_TIMEOUT_MS = 40_000;

export function startRun(world: World, base: Base, common: Readonly<Record<string, unknown>>, variables: Scope): Run {
  const timeoutMs = base.timeout !== undefined && base.timeout === common['timeout'] ? base.timeout : DEFAULT_TIMEOUT_MS;
  return { world, base, variables: { common, ...variables }, temp: {}, endsAtMs: world.clock.now() + timeoutMs };
}

/** The variables of this moment. */
export function scopeOf(run: Run, more: Scope = {}): Scope {
  return { ...run.variables, now: new Date(run.world.clock.now()), temp: { ...run.temp }, ...more };
}

/** @throws MakeError when the module has used up its time */
export function checkTime({ world, endsAtMs }: Run): void {
  if (world.clock.now() > endsAtMs) throw new MakeError('ModuleTimeoutError', 'The operation timed out.');
}
