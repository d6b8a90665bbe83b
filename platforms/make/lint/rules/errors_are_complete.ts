import { ERROR_STATUSES } from '../../errors/table.js';
import type { EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** Whether a module's table adds to the base's is not known: so each that has one has all of it. */
export function* errorsAreComplete({ base, components }: EmittedApp): Generator<Fault> {
  yield* inTable('base', base.response?.error);
  for (const { id, kind, steps } of components) {
    for (const { url, response } of steps) {
      if (response?.error !== undefined || (kind === 'connection' && url !== undefined)) yield* inTable(id, response?.error);
    }
  }
}

function* inTable(where: string, error: unknown): Generator<Fault> {
  const table = (error ?? {}) as Readonly<Record<string, { type?: string; message?: string }>> & { message?: string };
  if (!table.message) yield { where, problem: 'has no message for errors without an entry' };
  for (const status of ERROR_STATUSES) {
    const entry = table[String(status)];
    if (!entry?.type || !entry.message?.startsWith('[{{statusCode}}]')) yield { where, problem: `has no type and message with the status for ${status}` };
  }
  if (table['429'] && !/RateLimitError|^DataError$/.test(table['429'].type ?? '')) yield { where, problem: 'answers 429 with a type that is no limit' };
}
