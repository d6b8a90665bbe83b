import { saysNoCredit } from './credit_words.js';
import type { Execution } from './execution.js';

/** Why a run failed, in words that a Zap can filter on. */
export const FAILURE_KINDS = ['moderation', 'out_of_credits', 'busy', 'timed_out', 'cancelled', 'failed'] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** The service gives failures as free text (docs/service.md, "Failures"), so its usual words are all there is to go by. */
const WORDS: readonly (readonly [FailureKind, { test(words: string): boolean }])[] = [
  ['moderation', /moderat|safety|nsfw|content[ _-]?(policy|filter)|flagged|prohibited/i],
  ['out_of_credits', { test: saysNoCredit }],
  ['busy', /rate.?limit|too many|overload|capacity|unavailable|temporar|try again|\b(429|502|503|504)\b/i],
  ['timed_out', /timed? ?out|deadline/i],
];

/** The kind of a run's failure; null for a run that has not failed. */
export function failureKind({ status, error }: Pick<Execution, 'status' | 'error'>): FailureKind | null {
  if (status === 'timed_out' || status === 'cancelled') return status;
  if (status !== 'failed') return null;
  return WORDS.find(([, words]) => words.test(error ?? ''))?.[0] ?? 'failed';
}

/** Whether the same run may succeed when it is started again as it is. Failed runs cost nothing. */
export function canRetryRun(kind: FailureKind | null): boolean {
  return kind === 'busy' || kind === 'timed_out';
}
