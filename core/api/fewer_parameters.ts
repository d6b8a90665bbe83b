import { WireflowError } from '../model/errors.js';
import type { Query } from './readers/index.js';

/** What a service has refused before, so that it is not sent again. */
export interface Refusals {
  readonly names: readonly string[];
  /** The most that a page may hold, where the service says so. */
  readonly largestLimit: number | null;
}

export const NO_REFUSALS: Refusals = { names: [], largestLimit: null };

/** Parameters that only make a request cheaper or narrower: without them the list is the same. */
const SPARE = ['limit', 'workflowId'];

/** A server that breaks on a parameter says so with one of these; the others are outages. */
const BROKEN_BY_IT = new Set([500, 501]);

/** The parameters that a refusal names. */
function namedIn(words: string, query: Query): string[] {
  return Object.keys(query).filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(words));
}

/** Whether a failure may be about the query: it says so, or names one of its parameters. */
function isAboutQuery({ kind, status, problem }: WireflowError, query: Query): boolean {
  if (kind === 'rejected') return true;
  if (kind === 'rate_limited' || (status !== null && status >= 500 && !BROKEN_BY_IT.has(status))) return false;
  return namedIn(problem, query).length > 0;
}

/**
 * Sends a query of which no parameter is documented: where it is refused (400, 422, or a failure that names a part of it),
 * once more without what the refusal names, then with less and less. Every other error is the caller's.
 *
 * @param mayAskAgain whether one more request may be sent
 * @returns the reply, and what is known to be refused by then
 * @throws WireflowError the first refusal, when no form is taken; any other failure as it comes
 */
export async function withFewerParameters<T>(query: Query, known: Refusals, send: (query: Query) => Promise<T>, mayAskAgain: () => boolean): Promise<{ reply: T; refusals: Refusals }> {
  const tried = new Set<string>();
  let firstRefusal: WireflowError | null = null;
  const queue: Refusals[] = [known];
  for (let refusals = queue.shift(); refusals !== undefined; refusals = queue.shift()) {
    const form = formOf(query, refusals);
    const isNew = !tried.has(JSON.stringify(form));
    tried.add(JSON.stringify(form));
    if (!isNew || (firstRefusal !== null && !mayAskAgain())) continue;
    try {
      return { reply: await send(form), refusals };
    } catch (error) {
      if (!(error instanceof WireflowError) || !isAboutQuery(error, form)) throw firstRefusal ?? error;
      firstRefusal ??= error;
      queue.unshift(...fewer(form, refusals, error.problem));
    }
  }
  throw firstRefusal as WireflowError;
}

function formOf(query: Query, { names, largestLimit }: Refusals): Query {
  const kept = Object.entries(query).filter(([name]) => !names.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, name === 'limit' && largestLimit !== null ? String(Math.min(Number(value), largestLimit)) : value]));
}

/** What to try after a refusal, the likeliest first. */
function fewer(form: Query, refusals: Refusals, words: string): Refusals[] {
  const without = (...names: string[]): Refusals => ({ ...refusals, names: [...new Set([...refusals.names, ...names])] });
  const sent = Object.keys(form);
  const named = namedIn(words, form);
  const limit = numberIn(words, Number(form['limit']));
  return [
    ...(named.includes('limit') && limit !== null ? [{ ...refusals, largestLimit: limit }] : []),
    ...(named.length > 0 ? [without(...named)] : []),
    without(...SPARE),
    // A service that pages by number may refuse to be asked by place, and the other way round.
    ...(sent.includes('page') && sent.includes('offset') ? [without(...SPARE, 'offset'), without(...SPARE, 'page')] : []),
  ];
}

/** The number that a refusal names in place of ours: "limit must be at most 50". */
function numberIn(words: string, sent: number): number | null {
  const numbers = [...words.matchAll(/\d+/g)].map(([digits]) => Number(digits)).filter((number) => number > 0 && number < sent);
  return numbers.length === 0 ? null : Math.max(...numbers);
}
