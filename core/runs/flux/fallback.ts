import type { WireflowError, ErrorKind } from '../../model/errors.js';
import { dollars } from '../../prices/dollars.js';
import { PROVIDER_LABELS, type ProviderName } from '../../providers/job.js';
import type { Tier } from '../../providers/tiers.js';

/** What to do where Wireflow can't start a run: nothing, or one image elsewhere. */
export const FALLBACKS = [
  { key: 'bfl', label: 'Make it at Black Forest Labs (FLUX.2 Pro)', provider: 'bfl', tier: 'final' },
  { key: 'deepinfra', label: 'Make it at DeepInfra (FLUX.2 Pro)', provider: 'deepinfra', tier: 'final' },
  { key: 'replicate', label: 'Make it at Replicate (FLUX.2 Pro)', provider: 'replicate', tier: 'final' },
  // Pro is made by Black Forest Labs behind all three: only a model that others run themselves is a way out of its outage.
  { key: 'deepinfra_dev', label: 'Make it at DeepInfra with another model (FLUX.2 Dev)', provider: 'deepinfra', tier: 'standard' },
] as const satisfies readonly { key: string; label: string; provider: ProviderName; tier: Tier }[];

export type Fallback = (typeof FALLBACKS)[number];

/** Wireflow's credits as dollars, by its list price: a cap in credits holds for the other provider too. */
export const USD_PER_CREDIT = 0.01;

/**
 * Errors after which surely nothing was started, and which another provider may not have. Not among them: what a person
 * has to correct, a filter's refusal, a cap, and a start that may have happened.
 */
const MAY_SWITCH: ReadonlySet<ErrorKind> = new Set(['out_of_credits', 'bad_key', 'forbidden', 'rate_limited', 'unavailable', 'unreachable', 'timed_out']);

/**
 * What the person is told of an image that was made elsewhere.
 *
 * @param image its model and its price, as far as they are known
 * @param why Wireflow's refusal; null for an image that an earlier step has made
 */
export function madeElsewhereInWords({ provider }: Pick<Fallback, 'provider'>, { model, cost_usd: costUsd }: { readonly model: string | null; readonly cost_usd: number | null }, why: string | null): string {
  const price = costUsd === null ? '' : ` for $${dollars(Math.round(costUsd * 1_000_000))}`;
  const made = `Made by ${model?.split('/').at(-1) ?? 'FLUX'} at ${PROVIDER_LABELS[provider]}${price}${why === null ? '' : `, because Wireflow could not start it: ${why}`}`;
  return made.replace(/([^.!?])$/, '$1.');
}

export function maySwitch({ kind }: WireflowError): boolean {
  return MAY_SWITCH.has(kind);
}

/** The error of a step for which the way out was no way out either. */
export function bothFailed(first: WireflowError, second: WireflowError): WireflowError {
  // Where the second may have bought something, that is what the person must know.
  if (second.kind === 'start_unknown') return second.with({ problem: `Wireflow could not start this. ${second.problem}` });
  const why = second.kind === 'too_expensive' ? `that can cost more than Maximum Credits allows, a credit taken for $${USD_PER_CREDIT}.` : second.problem;
  return first.with({ nextStep: `${first.nextStep} Nor was it made elsewhere: ${why}` });
}
