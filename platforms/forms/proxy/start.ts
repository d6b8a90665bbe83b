import type { WireflowClient } from '../../../core/api/client.js';
import { WireflowError } from '../../../core/model/errors.js';
import { CAPTCHA_FIELD, checkForm } from './check_form.js';
import { Costs } from './costs.js';
import type { Counters } from './counters.js';
import { Limits } from './limits.js';
import type { ProxyOptions } from './options.js';
import type { FormValues } from './read_form.js';
import { Refusal } from './refusal.js';
import type { StartedRun } from './run_token.js';
import { serviceRefusal } from './service_refusal.js';
import { checkCaptcha, TURNSTILE_URL } from './turnstile.js';

interface StarterOptions extends ProxyOptions {
  readonly client: WireflowClient;
  /** The webhook's id. */
  readonly webhook: string;
  readonly counters: Counters;
  readonly fetch: typeof fetch;
  readonly now: () => number;
}

export interface FormStarter {
  /** @throws Refusal when this address tries too often */
  countTry(address: string): Promise<void>;
  /** @throws Refusal; only `start_unknown` leaves open whether something was started */
  run(values: FormValues, address: string): Promise<StartedRun>;
}

/** Checks a form in the order of what checks cost, takes it out of the limits, and starts its run once. */
export function formStarter(options: StarterOptions): FormStarter {
  const { client, webhook, now, fetch } = options;
  const rules = { fields: options.fields ?? ['prompt'], mostCharacters: options.mostCharacters ?? 2_000, trap: options.trap === undefined ? 'leave_empty' : options.trap };
  const caps = { perAddressAndHour: options.perAddressAndHour ?? 5, perDay: options.perDay ?? 100, creditsPerDay: options.creditsPerDay ?? null };
  const limits = new Limits(options.counters, caps, now);
  const costs = new Costs(client, webhook, { given: options.creditsPerRun ?? null, most: options.mostCreditsPerRun ?? null, uncertain: options.uncertainCost ?? 'stop' });
  const asksCosts = options.creditsPerDay !== undefined || options.mostCreditsPerRun !== undefined;
  const turnstile = options.turnstileSecret === undefined ? null : { secret: options.turnstileSecret, url: options.turnstileUrl ?? TURNSTILE_URL, fetch };

  return {
    countTry: (address) => limits.countTry(address),
    async run(values, address) {
      const body = checkForm(values, rules);
      if (turnstile !== null) await checkCaptcha(turnstile, values.get(CAPTCHA_FIELD), address);
      const giveBack = await limits.reserve(address, asksCosts ? await refusing(costs.creditsOf(body)) : null);
      try {
        const startedAtMs = now();
        const { id } = await refusing(client.trigger(webhook, body));
        return { executionId: id, startedAtMs };
      } catch (error) {
        if (error instanceof Refusal && error.started === 'no') await giveBack();
        throw error;
      }
    },
  };
}

/** An error of the service leaves as what its visitor may know. */
async function refusing<Value>(work: Promise<Value>): Promise<Value> {
  return work.catch((error: unknown) => {
    throw error instanceof WireflowError ? serviceRefusal(error) : error;
  });
}
