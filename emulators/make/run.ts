import type { Clock } from './clock.js';
import type { Base } from './directives.js';
import type { Send } from './http.js';
import { fault } from './fault.js';
import type { Scope } from './iml/syntax.js';
import { isCollection } from './iml/values.js';
import type { LogEntry } from './log.js';
import { MakeError } from './make_error.js';
import { READING, type Readings } from './readings.js';
import { merged } from './temp.js';

export interface World {
  readonly send: Send;
  readonly clock: Clock;
  readonly readings: Readings;
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
  readonly requests: { count: number };
}

/** All pages and repetitions together (Make's documentation of pagination). */
const MOST_REQUESTS = 100;
/** A module has 40 s for all its requests, unless base and common both say more (Make's documentation of `timeout`). */
const DEFAULT_TIMEOUT_MS = 40_000;

export function startRun(world: World, base: Base, common: Readonly<Record<string, unknown>>, variables: Scope): Run {
  const timeoutMs = base.timeout !== undefined && base.timeout === common['timeout'] ? base.timeout : DEFAULT_TIMEOUT_MS;
  return { world, base, variables: { common, ...variables }, temp: {}, endsAtMs: world.clock.now() + timeoutMs, requests: { count: 0 } };
}

/** The variables of this moment. */
export function scopeOf(run: Run, more: Scope = {}): Scope {
  const now = new Date(run.world.clock.now());
  const timestamp = Math.floor(now.getTime() / 1000);
  return { ...run.variables, now, timestamp, temp: { ...run.temp }, ...more, [READING]: run.world.readings };
}

/** Adds what a directive notes to what was noted before. */
export function note({ temp, world }: Run, values: unknown): void {
  for (const [name, value] of Object.entries(isCollection(values) ? values : {})) temp[name] = merged(temp[name], value, world.readings.temp);
}

/** Counts a request. */
export function countRequest(run: Run): void {
  run.requests.count += 1;
  if (run.requests.count > MOST_REQUESTS) fault('requests', `a module makes at most ${MOST_REQUESTS}`);
}

/** @throws MakeError when the module has used up its time */
export function checkTime({ world, endsAtMs }: Run): void {
  if (world.clock.now() > endsAtMs) throw new MakeError('ModuleTimeoutError', 'The operation timed out.');
}
