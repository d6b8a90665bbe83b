import { baseUrlFrom } from '../../../core/api/base_url.js';
import type { UncertainCost } from '../../../core/runs/cost_cap.js';
import { SetupError, type ProxyOptions } from './options.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What only the host of the proxy can do. */
export type Host = Pick<ProxyOptions, 'addressOf' | 'onProblem'>;

/**
 * The proxy's set-up from environment variables (docs/forms.md, "The proxy").
 *
 * @param host its `addressOf` counts where no header is named
 * @throws SetupError that names the variable
 */
export function optionsFrom(environment: Environment, host: Host): ProxyOptions {
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const list = (name: string): string[] | undefined => text(name)?.split(',').map((item) => item.trim()).filter(Boolean);
  const number = (name: string): number | undefined => {
    const given = text(name);
    if (given !== undefined && !/^\d+(\.\d+)?$/.test(given)) throw new SetupError(`${name} needs a number.`);
    return given === undefined ? undefined : Number(given);
  };
  const webhook = text('WIREFLOW_WEBHOOK');
  if (webhook === undefined) throw new SetupError('WIREFLOW_WEBHOOK is empty: it needs the workflow’s webhook URL.');
  const header = text('FORM_ADDRESS_HEADER');
  const given = {
    apiKey: text('WIREFLOW_API_KEY'),
    fields: list('FORM_FIELDS'),
    trap: text('FORM_TRAP'),
    turnstileSecret: text('TURNSTILE_SECRET'),
    turnstileUrl: text('TURNSTILE_URL'),
    perAddressAndHour: number('FORM_PER_HOUR'),
    perDay: number('FORM_PER_DAY'),
    creditsPerRun: number('FORM_CREDITS_PER_RUN'),
    mostCreditsPerRun: number('FORM_MAX_CREDITS'),
    creditsPerDay: number('FORM_CREDITS_PER_DAY'),
    uncertainCost: text('FORM_UNCERTAIN_COST') as UncertainCost | undefined,
    thanksUrl: text('FORM_THANKS_URL'),
  };
  return {
    ...withoutAbsent(given),
    webhook,
    origins: list('FORM_ORIGINS') ?? [],
    baseUrl: baseUrlFrom(environment),
    onProblem: host.onProblem,
    addressOf: header === undefined ? host.addressOf : addressFromHeader(header, number('FORM_TRUSTED_PROXIES') ?? 1),
  };
}

/**
 * The address that the servers in front of the proxy write down. Each appends the one it was called from, so the entry
 * of the outermost trusted server counts from the right; what stands left of it was written by the caller.
 */
export function addressFromHeader(name: string, trustedProxies: number): (request: Request) => string | null {
  return (request) => {
    const entries = (request.headers.get(name) ?? '').split(',').map((entry) => entry.trim()).filter(Boolean);
    return entries[entries.length - trustedProxies] ?? null;
  };
}

type Given<Type> = { [Key in keyof Type]?: Exclude<Type[Key], undefined> };

function withoutAbsent<Type extends object>(given: Type): Given<Type> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Given<Type>;
}
