import { wordIn } from '../../json.js';
import type { JobStatus } from '../job.js';

/** Its words in small letters, with blanks between them. */
export const BFL_STATUS_WORDS: Readonly<Record<string, JobStatus>> = {
  pending: 'queued',
  ready: 'completed',
  error: 'failed',
  failed: 'failed',
  'request moderated': 'moderated',
  'content moderated': 'moderated',
};

/** BFL's word for a job's state. New words have been added before: an unknown one means "still running". */
export function readBflStatus(word: unknown): JobStatus {
  return typeof word === 'string' ? (wordIn(BFL_STATUS_WORDS, word.trim().toLowerCase().replace(/[\s_-]+/g, ' ')) ?? 'running') : 'running';
}

/** BFL answers a wrong cluster, and a job that is forgotten, with a state. */
export function isNotFoundWord(word: unknown): boolean {
  return typeof word === 'string' && /^task not found$/i.test(word.trim());
}
