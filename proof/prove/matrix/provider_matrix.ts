import type { ProviderName } from '../../../core/providers/job.js';
import { hurried } from '../hurry.js';
import { providerFault, type Place } from '../provider_fault.js';
import { startProviderWorld, type ProviderWorld } from '../provider_world.js';
import { faultsOf, readError, type Ended } from './cell.js';
import type { Documented } from './documented.js';
import { faults, type Fault } from './faults.js';
import { PROVIDER_CASES, WAY_OUT_CASES, type ProviderCase } from './provider_cases.js';
import { isPointless, promisedAtProvider } from './provider_promises.js';
import type { Filled, Row } from './row.js';

const URL_OF: Readonly<Record<ProviderName, string>> = { bfl: 'BFL_BASE_URL', deepinfra: 'DEEPINFRA_BASE_URL', replicate: 'REPLICATE_BASE_URL' };
/** Providers are known to say their wait in these two ways. */
const TOLD_WAITS = ['429, Retry-After in seconds', '429, Retry-After as a date'];

const NO_FAULT: Fault = { name: 'none', rule: {} };

/** Every fault at every call that the steps make to the providers. */
export async function fillProviders(documented: readonly Documented[], tell: (doing: string) => void, cases: readonly ProviderCase[] = [...PROVIDER_CASES, ...WAY_OUT_CASES]): Promise<Filled> {
  const rows: Row[] = [];
  const broken: string[] = [];
  const world = await startProviderWorld();
  const secrets = [world.emulator.keys.full, ...Object.values(world.providers).flatMap((one) => ('account' in one ? [one.account.key] : []))];
  try {
    for (const one of cases) {
      tell(`${one.step}, ${one.how}`);
      const { ended: calm } = await runAt(world, one, null, null);
      if (calm.error) broken.push(`${one.step} (${one.how}) fails without any fault: ${calm.error.message}`);
      const places = calm.asked as Place[];
      broken.push(...places.filter((place) => one.roles[place] === undefined).map((place) => `${one.step} (${one.how}) asks ${place}, which has no role in the matrix`));
      if (places.length === 0) broken.push(`${one.step} (${one.how}) asks nobody`);
      for (const [index, place] of places.entries()) {
        for (const { name } of faults(0).filter((fault) => fault.rule !== null || index === 0)) {
          const role = one.roles[place];
          if (role === undefined || isPointless(name, one, place)) continue;
          const { ended, fault } = await runAt(world, one, name, place);
          const outcome = promisedAtProvider(role, name, WAY_OUT_CASES.includes(one));
          const wait = { ...fault, waitS: TOLD_WAITS.includes(name) && role !== 'image' ? fault.waitS : undefined };
          const wrong = faultsOf(ended, outcome, wait, one.step.startsWith('creates.'), documented, secrets);
          rows.push({ step: one.step, how: one.how, holds: wrong.length === 0, name: ended.error?.name ?? '' });
          broken.push(...wrong.map((what) => `${one.step} (${one.how}), ${name} at ${place}: ${what}`));
        }
      }
    }
    await comparePrices(world, rows, broken);
  } finally {
    await world.close();
  }
  return { rows, broken };
}

async function runAt(world: ProviderWorld, one: ProviderCase, faultName: string | null, place: Place | null): Promise<{ ended: Ended; fault: Fault }> {
  world.freshen();
  const { account } = world.providers[one.provider];
  const job = one.provider === 'deepinfra' ? '' : await finishedJob(world, one.provider);
  const bought = account.bought.length;
  // Made now: some name a moment on the clock, which the job before has moved on.
  const fault = faults(world.emulator.clock.now()).find(({ name }) => name === faultName) ?? NO_FAULT;
  account.places.clear();
  const url = process.env[URL_OF[one.provider]];
  if (fault.rule === null) process.env[URL_OF[one.provider]] = 'http://127.0.0.1:1/v1';
  else if (place) account.faults.add(providerFault(one.provider, place, withOwnKey(fault.rule, world, account.key)), Infinity);
  // With its own key alone: nobody else can be asked in its place.
  const keys = { [`${one.provider}_key`]: account.key, ...(one.step.includes('flux') || one.step === 'authentication' ? {} : { api_key: world.emulator.keys.full }) };
  // The address of a job names the host that is not there.
  const input = one.input(world, fault.rule === null ? job.replace(String(url), 'http://127.0.0.1:1/v1') : job);
  const step = () => world.connectionWith(keys)(one.method ?? `${one.step}.operation.perform`, input);
  const error = await (fault.isSlow ? hurried(step) : step()).then(() => null, readError);
  process.env[URL_OF[one.provider]] = url;
  return { fault, ended: { error, started: account.bought.length - bought + world.emulator.executions.length, asked: [...account.places] } };
}

/** A provider can repeat the key that it was sent, and no other. */
function withOwnKey(rule: NonNullable<Fault['rule']>, { emulator }: ProviderWorld, key: string): NonNullable<Fault['rule']> {
  return typeof rule.body === 'object' ? { ...rule, body: JSON.parse(JSON.stringify(rule.body).replaceAll(emulator.keys.full, key)) as typeof rule.body } : rule;
}

/** The address of a job that has a picture. */
async function finishedJob({ providers, run, emulator }: ProviderWorld, provider: ProviderName): Promise<string> {
  const { job_address } = await run<{ job_address: string }>('creates.generate_flux_image.operation.perform', { provider, tier: 'final', prompt: 'A lake' });
  emulator.clock.advance(60_000);
  providers[provider].account.requests.length = 0;
  return job_address;
}

/** It works while nobody answers, and asks nobody. */
async function comparePrices(world: ProviderWorld, rows: Row[], broken: string[]): Promise<void> {
  world.freshen();
  const step = 'searches.compare_prices';
  const error = await world.connectionWith({})(`${step}.operation.perform`, { tier: 'final', count: 1000 }).then(() => null, readError);
  const asked = world.emulator.requests.length + Object.values(world.providers).reduce((sum, one) => sum + ('account' in one ? one.account.requests.length : 0), 0);
  rows.push({ step, how: 'as it is', holds: error === null && asked === 0, name: error?.name ?? '' });
  if (error) broken.push(`${step}: fails with ${error.message}`);
  if (asked > 0) broken.push(`${step}: asks somebody`);
}
