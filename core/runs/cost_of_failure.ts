import type { Execution } from '../model/execution.js';

/**
 * Whether a failed run has surely cost nothing. A model is paid when it has finished, so a chain that fails at its end may
 * have been paid in part (docs/service.md, "Credits"): the service says that it cost nothing, or nothing at all came of it.
 * A run that was cancelled or timed out may have been under way.
 */
export function costNothing({ status, credits, outputs }: Execution): boolean {
  if (status !== 'failed') return false;
  return credits === null ? outputs.length === 0 : credits === 0;
}
