import type { Request } from './format/component.js';
import { call, choose, iml, type Expression } from './iml/expression.js';
import { hasEnded } from '../../core/model/execution.js';
import { hasLink, RESULT_LINK } from './reading/images.js';
import { bodyIfJson } from './reading/json_text.js';
import { AFTER_LOOK, beforeLook, LOOK_TYPE, lookSays, POLL_TEMP, wordsPattern } from './reading/poll.js';
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
  /** The execution, where this module has started it. */
  readonly started?: Expression;
}

/**
 * Looks at an execution until it has ended with its images, or until the time is over. Needs `temp.started_at`, the
 * moment from which the time counts.
 */
export function waitForEnd({ id, longest, condition, started }: WaitOptions): Request[] {
  const graceFromNow = `addSeconds(now, ${OUTPUT_GRACE_S})`;
  const request = requestTo('poll', {
    id,
    ...(started === undefined ? {} : { started }),
    response: {
      type: LOOK_TYPE,
      temp: {
        // Of the reply before, while nothing has taken its place: from the first that calls the run completed on, its images may come.
        grace: iml(choose(lookSays('temp.says_completed'), `ifempty(temp.grace, ${graceFromNow})`, graceFromNow)),
        ...POLL_TEMP,
        has_link: iml(hasLink(call('createJSON', bodyIfJson()), 'temp.result_link')),
      },
    },
  });
  return [
    beforeLook({
      end: iml(`addSeconds(temp.started_at, ${longest})`),
      result_link: RESULT_LINK,
      says_completed: wordsPattern((status) => status === 'completed'),
      says_ended: wordsPattern(hasEnded),
      // Every failure has said why, and needs no images.
      says_failed: wordsPattern((status) => hasEnded(status) && status !== 'completed'),
    }),
    {
      ...(condition === undefined ? {} : { condition: iml(condition) }),
      ...request,
      repeat: {
        condition: iml(`now < temp.end && !(${lookSays(choose('now < temp.grace && !temp.has_link', 'temp.says_failed', 'temp.says_ended'))})`),
        delay: LOOK_EVERY_MS,
        limit: MOST_LOOKS,
      },
    },
    ...AFTER_LOOK,
  ];
}
