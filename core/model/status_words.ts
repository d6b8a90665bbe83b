import type { ExecutionStatus } from './execution.js';

/** The words of the service for a state; a new one is a line here. */
export const STATUS_WORDS: Readonly<Record<string, ExecutionStatus>> = {
  QUEUED: 'queued',
  PENDING: 'queued',
  RUNNING: 'running',
  IN_PROGRESS: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  CANCELED: 'cancelled',
  TIMEOUT: 'timed_out',
  TIMED_OUT: 'timed_out',
};

/**
 * Reads the service's word for a state.
 *
 * Only words that are documented as final end a wait: a missing or unknown word means "still running", because
 * calling a run finished too early loses its images, while looking again costs one request
 * (docs/service.md, "Status words").
 */
export function readStatus(word: unknown): ExecutionStatus {
  return typeof word === 'string' ? (STATUS_WORDS[word.trim().toUpperCase().replace(/[\s-]+/g, '_')] ?? 'running') : 'running';
}
