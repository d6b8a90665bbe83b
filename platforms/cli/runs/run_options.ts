import { badInput } from '../../../core/model/errors.js';
import type { UncertainCost } from '../../../core/runs/cost_cap.js';
import type { Reuse } from '../../../core/runs/made_before.js';
import type { AfterFailure } from '../../../core/runs/start_run.js';
import { valueOf, type Values } from '../definition/command.js';

const MS_PER_S = 1000;
const DEFAULT_WAIT_S = 300;
export const DEFAULT_WAIT_MS = DEFAULT_WAIT_S * MS_PER_S;
const LONGEST_WAIT_S = 86_400;
/** A cap that is read over would be no cap: without a provider they are refused. */
const OF_PROVIDERS = ['tier', 'megapixels', 'max-usd'];

/** How a run is started and waited for. */
export interface RunOptions {
  readonly runId: string | null;
  readonly afterFailure: AfterFailure;
  readonly reuse: Reuse;
  readonly maxCredits: number | null;
  readonly uncertainCost: UncertainCost;
  /** Null where the end of the run is not asked for. */
  readonly waitMs: number | null;
  readonly folder: string | null;
}

/**
 * Reads what all commands that start a run have in common.
 *
 * @param hasKey without a key a run can't be waited for, so nobody is made to say so
 * @throws WireflowError `bad_input` that names the option
 */
export async function readRunOptions(values: Values, hasKey: boolean): Promise<RunOptions> {
  const stray = valueOf(values, 'provider') === undefined ? OF_PROVIDERS.find((name) => valueOf(values, name) !== undefined) : undefined;
  if (stray !== undefined) throw badInput(stray, `--${stray} is for the providers beside Wireflow.`, 'Use it with --provider, or leave it out.');
  const { readStartOptions } = await import('../../../core/fields/start_options.js');
  const given = { run_id: valueOf(values, 'run-id'), max_credits: valueOf(values, 'max-credits'), after_failure: valueOf(values, 'after-failure'), uncertain_cost: valueOf(values, 'uncertain-cost'), reuse: valueOf(values, 'reuse') };
  const { run_id: runId, max_credits: maxCredits, after_failure: afterFailure, uncertain_cost: uncertainCost, reuse } = readStartOptions(given);
  const folder = readFolder(values);
  const waitMs = readWait(values, hasKey || folder !== null);
  if (folder !== null && waitMs === null) throw badInput('out', '--out saves images, and with --wait 0 there are none yet.', 'Leave one of them out; save them later with: wireflow wait ID --out DIR');
  return { runId, afterFailure, reuse, maxCredits, uncertainCost, waitMs, folder };
}

export function readFolder(values: Values): string | null {
  const folder = valueOf(values, 'out');
  if (folder?.trim() === '') throw badInput('out', '--out is empty.', 'Name the folder for the images, such as --out images.');
  return folder ?? null;
}

/** @returns ms, or null for not at all */
export function readWait(values: Values, isDefault: boolean): number | null {
  const given = valueOf(values, 'wait')?.trim();
  if (given === undefined) return isDefault ? DEFAULT_WAIT_MS : null;
  const seconds = /^\d{1,6}(\.\d+)?$/.test(given) ? Number(given) : NaN;
  if (!(seconds <= LONGEST_WAIT_S)) throw badInput('wait', `--wait needs a number of seconds from 0 to ${LONGEST_WAIT_S.toLocaleString('en-US')}.`, 'For example: --wait 120');
  return seconds === 0 ? null : seconds * MS_PER_S;
}
