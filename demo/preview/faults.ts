import type { FaultRule } from '../../emulators/wireflow/index.js';

const STARTS = ['trigger', 'execute', 'run'] as const;
const LOOKS = ['poll', 'getExecution'] as const;

/** What can be made to go wrong in the next run of a step. */
export const FAULTS: Readonly<Record<string, { readonly label: string; readonly rules: readonly FaultRule[] }>> = {
  none: { label: 'Nothing', rules: [] },
  start_lost: { label: 'The answer to the start is lost', rules: [{ on: STARTS, drop: 'after' }] },
  start_broken: { label: 'The start fails (500)', rules: [{ on: STARTS, status: 500 }] },
  start_unreadable: { label: 'The start is answered with a web page', rules: [{ on: STARTS, html: true }] },
  credits: { label: 'No credits (402)', rules: [{ status: 402 }] },
  key: { label: 'The key is refused (401)', rules: [{ status: 401 }] },
  scope: { label: 'A scope is missing (403)', rules: [{ status: 403 }] },
  not_found: { label: 'Nothing is found (404)', rules: [{ status: 404, times: 3 }] },
  refused: { label: 'The request is refused (400)', rules: [{ status: 400 }] },
  busy: { label: 'The limit is reached (429)', rules: [{ status: 429, headers: { 'retry-after': '20' } }] },
  away: { label: 'Wireflow is away (503)', rules: [{ status: 503, headers: { 'retry-after': '30' } }] },
  unreadable: { label: 'A web page in place of an answer', rules: [{ html: true }] },
  look_lost: { label: 'The first look at the run is lost', rules: [{ on: LOOKS, drop: 'after' }] },
  without_output: { label: 'The run completes before its image is there', rules: [{ withoutOutput: true, times: 2 }] },
  odd_status: { label: 'A status that nobody knows', rules: [{ on: LOOKS, statusWord: 'RENDERING' }] },
};
