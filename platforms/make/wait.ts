import type { Request } from './format/component.js';
import { iml, literal, type Expression } from './iml/expression.js';
import type { TableOptions } from './errors/table.js';
import { POLL_TEMP, STATUS_IN_REPLY } from './reading/poll.js';
import { imageLinks } from './reading/images.js';
import { isGoing, isStatus } from './reading/status.js';
import { requestTo } from './request.js';

/** The smallest plan allows this many requests in a minute (docs/service.md, "Rate limits"). */
const FREE_REQUESTS_PER_MINUTE = 10;
/** The start itself, and one to spare. */
const OTHER_REQUESTS = 2;
const MINUTE_MS = 60_000;

/** A pause can not follow the run's age here, as it does elsewhere: `repeat` takes one number for all. */
export const LOOK_EVERY_MS = MINUTE_MS / (FREE_REQUESTS_PER_MINUTE - OTHER_REQUESTS);

/**
 * How long a module waits at most. Make ends it after 300 s, and what it then does with the module is not in our hands;
 * a minute is left for a slow last reply (docs/make.md, "Waiting").
 */
export const LONGEST_WAIT_S = 240;

/** The time ends a wait, not this count, which only has to be there. */
const MOST_LOOKS = Math.ceil((LONGEST_WAIT_S * 1000) / LOOK_EVERY_MS) + 2;

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
  const isEmpty = `${imageLinks('temp.run')} = emptystring`;
  const isNew = `now < addSeconds(ifempty(temp.completed_at, now), ${OUTPUT_GRACE_S})`;
  const isNotDone = `${isGoing('temp.status')} || (${isStatus('temp.status', 'completed')} && ${isEmpty} && ${isNew})`;
  const request = requestTo('poll', {
    id,
    ...(errors === undefined ? {} : { errors }),
    response: { temp: { ...POLL_TEMP, completed_at: iml(`if(${STATUS_IN_REPLY} = ${literal('completed')}, ifempty(temp.completed_at, now), undefined)`) } },
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
