import { unestimatedInPrompt } from '../../../core/fields/unestimated.js';
import { UNCERTAIN_COSTS, type UncertainCost } from '../../../core/runs/cost_cap.js';
import type { Counters } from './counters.js';

/** How the proxy is set up. */
export interface ProxyOptions {
  /** The workflow's webhook URL or id: the secret that this proxy is there to keep. */
  readonly webhook: string;
  /** The pages that may send, as origins: `https://www.example.com`. */
  readonly origins: readonly string[];
  /** With a key the finished image is shown, and costs are known before a start. It never leaves the proxy but to Wireflow. */
  readonly apiKey?: string;
  /** The only fields that are passed on; the first of them must be filled in. Default: `prompt`. */
  readonly fields?: readonly string[];
  /** The longest text of one field, in characters. Default 2,000. */
  readonly mostCharacters?: number;
  /** The hidden field that people leave empty. Default `leave_empty`; null for none. */
  readonly trap?: string | null;
  /** The secret of Cloudflare's Turnstile; with it, every start needs a token. */
  readonly turnstileSecret?: string;
  /** Default: Cloudflare's. */
  readonly turnstileUrl?: string;
  /** Starts in an hour from one address. Default 5. */
  readonly perAddressAndHour?: number;
  /** Starts in a day (UTC), all addresses together. Default 100. */
  readonly perDay?: number;
  /** What one image costs, where there is no key to ask with. */
  readonly creditsPerRun?: number;
  /** A run that would cost more is not started. */
  readonly mostCreditsPerRun?: number;
  /** The most that is spent in a day (UTC). */
  readonly creditsPerDay?: number;
  /** What becomes of a run under a cap whose cost Wireflow's estimate does not tell for certain. Default `stop`. */
  readonly uncertainCost?: UncertainCost;
  /** Where a form without JavaScript goes once its request is queued. Default: a page of the proxy. */
  readonly thanksUrl?: string;
  /** Who is asking, as the host knows it. An address that a caller can write itself (`X-Forwarded-For`) is no address. */
  readonly addressOf: (request: Request, environment: unknown) => string | null;
  /** Default: counters of this process alone. */
  readonly counters?: Counters;
  /** Told what the owner should know; without secrets. */
  readonly onProblem: (words: string) => void;
  /** Default: Wireflow's own; another one for development. */
  readonly baseUrl?: string;
  /** The present, ms since 1970. */
  readonly now?: () => number;
  readonly fetch?: typeof fetch;
}

/** What is wrong with the set-up; said to the owner when the proxy starts. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/**
 * @returns the origins as browsers write them
 * @throws SetupError for anything that is not one plain origin: no paths, no wildcards, no `null`
 */
export function readOrigins(given: readonly string[]): ReadonlySet<string> {
  const origins = given.map((text) => text.trim()).filter((text) => text !== '');
  if (origins.length === 0) throw new SetupError('No allowed origin is given: name the pages that may send, such as https://www.example.com.');
  return new Set(
    origins.map((text) => {
      const url = URL.canParse(text) ? new URL(text) : null;
      if (url === null || !/^https?:$/.test(url.protocol) || text.includes('*') || text.replace(/\/$/, '').toLowerCase() !== url.origin) {
        throw new SetupError(`“${text}” is not an origin: it needs the form https://www.example.com, without a path or a wildcard.`);
      }
      return url.origin;
    }),
  );
}

/** @throws SetupError when a cap is no number above 0, or could not be kept */
export function checkSetup(options: ProxyOptions): void {
  if (options.thanksUrl !== undefined && !/^https?:\/\/[^/]/.test(options.thanksUrl)) throw new SetupError('thanksUrl needs a whole address that starts with https://.');
  if (options.fields?.length === 0) throw new SetupError('fields needs the name of at least one field.');
  for (const name of ['mostCharacters', 'perAddressAndHour', 'perDay', 'creditsPerRun', 'mostCreditsPerRun', 'creditsPerDay'] as const) {
    const cap = options[name];
    if (cap !== undefined && !(Number.isFinite(cap) && cap > 0)) throw new SetupError(`${name} needs a number above 0.`);
  }
  const caps = options.creditsPerDay !== undefined || options.mostCreditsPerRun !== undefined;
  if (caps && options.apiKey === undefined && options.creditsPerRun === undefined) {
    throw new SetupError('A cap on credits needs an API key to ask what an execution costs, or creditsPerRun.');
  }
  const { uncertainCost = 'stop', fields = [], creditsPerRun } = options;
  if (!UNCERTAIN_COSTS.includes(uncertainCost)) throw new SetupError(`uncertainCost needs one of: ${UNCERTAIN_COSTS.join(', ')}.`);
  const unknown = fields.find((name) => unestimatedInPrompt({ [name]: 0 }).length > 0);
  if (caps && creditsPerRun === undefined && uncertainCost === 'stop' && unknown !== undefined) {
    throw new SetupError(`A cap on credits can not be kept with the field “${unknown}”, which Wireflow’s estimate does not know: say in creditsPerRun (FORM_CREDITS_PER_RUN) what an image costs at most, or set uncertainCost (FORM_UNCERTAIN_COST) to start.`);
  }
}
