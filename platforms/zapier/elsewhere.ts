/** What makes an image elsewhere, in one file of the upload, and loaded only where a person has asked for that. */
export { isJobAddress } from '../../core/runs/flux/job_address.js';
export { bothFailed, maySwitch, USD_PER_CREDIT } from '../../core/runs/flux/fallback.js';
export { buyAndStore } from './flux_generate.js';
