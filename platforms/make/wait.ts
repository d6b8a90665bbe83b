import type { Request } from './format/component.js';
import { choose, EMPTY, iml, textOr, type Expression } from './iml/expression.js';
import { hasEnded } from '../../core/model/execution.js';
import type { TableOptions } from './errors/table.js';
import { hasNoLink } from './reading/images.js';
import { POLL_TEMP } from './reading/poll.js';
import { saysState } from './reading/status.js';
import { requestTo } from './request.js';

/** The smallest plan allows this many requests in a minute (docs/service.md, "Rate limits"). */
const FREE_REQUESTS_PER_MINUTE = 10;
/** The start, the look at its inputs, and the estimate. */
const OTHER_REQUESTS = 3;
const MINUTE_MS = 60_000;

/** A pause can not follow the run's age here, as it does elsewhere: `repeat` takes one number for all. */
export const LOOK_EVERY_MS = Math.ceil(MINUTE_MS / (FREE_REQUESTS_PER_MINUTE - OTHER_REQUESTS));

/**
 * How long a module waits at most. Make ends it after 300 s, and what it then does with the module is not in our hands;
 * a minute is left for a slow last reply (docs/make-internals.md, "Waiting").
 */
export const LONGEST_WAIT_S = 240;

/** The time ends a wait, not this count, which only has to be there. */
export const MOST_LOOKS = Math.ceil((LONGEST_WAIT_S * 1000) / LOOK_EVERY_MS) + 2;

/** A run may be called completed before its images can be read. */
const OUTPUT_GRACE_S = 15;

export interface WaitOptions {
  readonly id: Expression;
  /** In seconds, at most `LONGEST_WAIT_S`. */
  readonly longest: Expression;
  readonly condition?: Expression;
  readonly errors?: TableOptions;
}

/**
 * Looks at an execution until it has ended with its images, or until the time is over. Needs `temp.started_at`, the
 * moment from which the time counts.
 */
export function waitForEnd({ id, longest, condition, errors }: WaitOptions): Request {
  const hasCompleted = saysState('temp.word', (status) => status === 'completed');
  const isNew = `now < addSeconds(ifempty(temp.completed_at, now), ${OUTPUT_GRACE_S})`;
  const isNotDone = `!(${saysState('temp.word', hasEnded)}) || (${hasCompleted} && ${isNew} && ${hasNoLink('temp.reply')})`;
  const request = requestTo('poll', {
    id,
    ...(errors === undefined ? {} : { errors }),
    // Of the reply before: the first that calls the run completed is the moment from which its images may come.
    response: { temp: { ...POLL_TEMP, completed_at: iml(choose(saysState(textOr('temp.word', EMPTY), (status) => status === 'completed'), 'ifempty(temp.completed_at, now)', 'now')) } },
  });
  return {
    ...(condition === undefined ? {} : { condition: iml(condition) }),
    ...request,
    repeat: {
      condition: iml(`(${isNotDone}) && now < addSeconds(temp.started_at, ${longest})`),
      delay: LOOK_EVERY_MS,
      limit: MOST_LOOKS,
    },
  };
}
