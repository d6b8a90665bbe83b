import { badInput } from '../../model/errors.js';
import { providerOf } from '../../providers/hosts.js';
import { PROVIDERS, type JobReference, type ProviderName } from '../../providers/job.js';

const SEPARATOR = ', ';

/**
 * What a job is found again by, in one word that a person can map: the address to look at it, or the provider and the
 * id where there is no such address ("deepinfra:abc"). Several jobs stand behind each other.
 */
export function jobAddress(jobs: readonly JobReference[]): string {
  return jobs.map(({ provider, id, lookUpUrl }) => lookUpUrl ?? `${provider}:${id}`).join(SEPARATOR);
}

/** Whether an Only Once ID stands for jobs of a provider, and not for a run of Wireflow. */
export function isJobAddress(value: string): boolean {
  return /^https?:\/\//.test(value) || PROVIDERS.some((provider) => value.startsWith(`${provider}:`));
}

/**
 * Reads what `jobAddress` wrote.
 *
 * @throws WireflowError `bad_input` for anything else, above all for an address that no key must go to
 */
export function readJobAddress(value: unknown, baseUrls: Readonly<Record<ProviderName, string>>): JobReference[] {
  const words = typeof value === 'string' ? value.split(/[,\s]+/).filter(Boolean) : [];
  const jobs = words.map((word) => readOne(word, baseUrls));
  const known = jobs.filter((job) => job !== null);
  if (known.length > 0 && known.length === jobs.length) return known;
  throw badInput('job', words.length === 0 ? 'The field Job Address is empty.' : 'The field Job Address holds no address of a job.', 'Map the Job Address of the step Generate Flux Image.');
}

function readOne(word: string, baseUrls: Readonly<Record<ProviderName, string>>): JobReference | null {
  const named = PROVIDERS.find((provider) => word.startsWith(`${provider}:`));
  if (named !== undefined) return { provider: named, id: word.slice(named.length + 1), lookUpUrl: null };
  const provider = providerOf(word, baseUrls);
  if (provider === null) return null;
  const url = new URL(word);
  const id = url.searchParams.get('id') ?? url.pathname.split('/').at(-1) ?? '';
  return id === '' ? null : { provider, id, lookUpUrl: word };
}
