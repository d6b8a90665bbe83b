import type { Job } from '../../providers/job.js';
import type { KnownProviders } from '../../providers/known_providers.js';
import { readJobAddress } from './job_address.js';

/** Looks at jobs by their address, for a step that finds them again. @throws WireflowError */
export async function findJobs(known: KnownProviders, address: string): Promise<readonly Job[]> {
  const references = readJobAddress(address, known.baseUrls);
  return Promise.all(references.map(async (reference) => ({ ...(await known.provider(reference.provider).look(reference)), lookUpUrl: reference.lookUpUrl })));
}
