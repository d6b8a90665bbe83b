import type { WireflowError } from '../model/errors.js';

/** Shorter strings would be found in ordinary words. */
const SHORTEST_SECRET = 6;
const HIDDEN = '[hidden]';

/** What secrets look like, for those that nobody told us: other workflows' webhooks in a reply that is quoted. */
const SECRET_SHAPES: readonly (readonly [shape: RegExp, shown: string])[] = [
  [/\b(?:whk_|wf_live_|sk-)[\w-]{4,}/gi, HIDDEN],
  [/("webhookId"\s*:\s*")[^"]+/gi, `$1${HIDDEN}`],
  [/(\/workflows?\/)[^/\s"'<>]+(?=\/trigger)/gi, `$1${HIDDEN}`],
];

/** Somebody else's words without keys and webhook ids: `secrets`, and whatever looks like one. */
export function withoutSecrets(words: string, secrets: readonly string[]): string {
  const told = secrets.filter((secret) => secret.length >= SHORTEST_SECRET).reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), words);
  return SECRET_SHAPES.reduce((rest, [shape, shown]) => rest.replace(shape, shown), told);
}

/** The same error without the secrets that the service's own words may repeat. */
export function hide(error: WireflowError, secrets: readonly string[]): WireflowError {
  const problem = withoutSecrets(error.problem, secrets);
  const nextStep = withoutSecrets(error.nextStep, secrets);
  return problem === error.problem && nextStep === error.nextStep ? error : error.with({ problem, nextStep });
}
