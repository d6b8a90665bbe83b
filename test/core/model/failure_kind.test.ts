import { EXECUTION_STATUSES } from '../../../core/model/execution.js';
import { canRetryRun, FAILURE_KINDS, failureKind } from '../../../core/model/failure_kind.js';

const kindOf = (error: string | null) => failureKind({ status: 'failed', error });

describe('why a run failed, in words that a Zap can filter on', () => {
  test.each([
    ['The request was rejected by the content moderation system.', 'moderation'], ['Blocked by safety checker', 'moderation'], ['NSFW content detected', 'moderation'], ['content_policy_violation', 'moderation'],
    ['Content filter triggered', 'moderation'], ['Prompt was flagged', 'moderation'], ['Prohibited content', 'moderation'], ['Flagged. Please try again', 'moderation'],
    ['Insufficient credits', 'out_of_credits'], ['Not enough credits for this run', 'out_of_credits'], ['You are out of credits', 'out_of_credits'], ['Too few credits', 'out_of_credits'],
    ['INSUFFICIENT_CREDITS', 'out_of_credits'], ['InsufficientCredits', 'out_of_credits'], ['NotEnoughCreditsError', 'out_of_credits'], ['out-of-credits', 'out_of_credits'], ['Your credits are exhausted', 'out_of_credits'], ['Insufficient permissions for this model', 'failed'], ['Insufficient memory', 'failed'],
    ['Rate limit exceeded', 'busy'], ['rate_limit_exceeded', 'busy'], ['RateLimitError', 'busy'], ['Too many requests', 'busy'], ['The model is overloaded', 'busy'], ['No capacity', 'busy'],
    ['Service temporarily unavailable', 'busy'], ['Flux 2 Pro: HTTP 503', 'busy'], ['429: slow down', 'busy'], ['Please try again later', 'busy'],
    ['Model timed out', 'timed_out'], ['Request timeout', 'timed_out'], ['time out', 'timed_out'], ['Deadline exceeded', 'timed_out'],
    ['Seed 5034 is odd', 'failed'], ['Seed 1503 is odd', 'failed'], ['Invalid image', 'failed'], ['', 'failed'], [null, 'failed'],
  ])('%j is %s', (error, kind) => expect(kindOf(error)).toBe(kind)); // prettier-ignore

  test.each(['timed_out', 'cancelled'] as const)('a run that has %s is that, whatever its text', (status) => {
    expect(failureKind({ status, error: 'moderation' })).toBe(status);
  });

  test.each(['queued', 'running', 'completed'] as const)('a run that is %s has no failure, even if a node complains', (status) => {
    expect(failureKind({ status, error: 'moderation' })).toBeNull();
  });
});

test('only what passes by itself is worth starting again: what is refused stays refused', () => {
  expect(FAILURE_KINDS.filter(canRetryRun)).toEqual(['busy', 'timed_out']);
  expect(canRetryRun(null)).toBe(false);
});

test('every state is either a failure or none', () => {
  expect(EXECUTION_STATUSES.filter((status) => failureKind({ status, error: null }) !== null)).toEqual(['failed', 'cancelled', 'timed_out']);
});
