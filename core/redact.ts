import type { WireflowError } from './errors.js';

/** Shorter strings would be found in ordinary words. */
const SHORTEST_SECRET = 6;

/** The same error without the secrets that the service's own words may repeat. */
export function hide(error: WireflowError, secrets: readonly string[]): WireflowError {
  const long = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  const clean = (words: string) => long.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), words);
  if (!long.some((secret) => error.message.includes(secret))) return error;
  return error.with({ problem: clean(error.problem), nextStep: clean(error.nextStep) });
}
