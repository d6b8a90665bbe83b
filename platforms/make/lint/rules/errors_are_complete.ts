import { LISTED_STATUSES } from '../../errors/table.js';
import { textsIn, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/**
 * Whether a module's table adds to the base's is not known: so each that has one has all of it. A request without one
 * has the base's, and notes of its reply what that names.
 */
export function* errorsAreComplete({ base, components }: EmittedApp): Generator<Fault> {
  yield* inTable('base', base.response?.error);
  const named = [...textsIn(base.response?.error)].flatMap(({ text }) => [...text.matchAll(/(?<!ifempty\()temp[.](\w+)/g)].map(([, name]) => name ?? ''));
  for (const { id, kind, steps } of components) {
    for (const { url, temp, response } of steps) {
      if (response?.error !== undefined || (kind === 'connection' && url !== undefined)) yield* inTable(id, response?.error);
      else if (url !== undefined) for (const name of new Set(named)) if (!(name in { ...temp, ...response?.temp })) yield { where: id, problem: `does not note ${name}, which the errors of the base name` };
    }
  }
}

function* inTable(where: string, error: unknown): Generator<Fault> {
  const table = (error ?? {}) as Readonly<Record<string, { type?: string; message?: string }>> & { message?: string };
  if (!table.message) yield { where, problem: 'has no message for errors without an entry' };
  for (const status of LISTED_STATUSES) {
    const entry = table[String(status)];
    if (!entry?.type || !entry.message?.startsWith('[{{statusCode}}]')) yield { where, problem: `has no type and message with the status for ${status}` };
  }
  if (table['429'] && !/RateLimitError|^DataError$/.test(table['429'].type ?? '')) yield { where, problem: 'answers 429 with a type that is no limit' };
}
