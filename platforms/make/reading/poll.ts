import { unreadable } from '../../../core/api/readers/reply.js';
import { check, keep } from '../check.js';
import type { Request } from '../format/component.js';
import { firstOf, iml, paths, type Expression } from '../iml/expression.js';
import { inMakeWords } from '../words.js';
import { layers, unwrapped } from './envelope.js';
import { imageLinks } from './images.js';
import { statusFrom } from './status.js';

/** Keys of which a reply about an execution has at least one (core: readers/execution.ts). */
const MARKS = ['status', 'nodeStates', 'nodeResults', 'nodeRuns', 'executionRuns', 'finalOutput', 'outputs'];

/** The status in a reply, read from the reply itself: values of one step can not be told to see each other. */
export const STATUS_IN_REPLY = statusFrom(firstOf([...paths(layers('body'), ['status']), 'body.executionRuns[1].status']));

/** What is kept of a reply about an execution. */
export const POLL_TEMP = {
  run: iml(unwrapped('body')),
  status: iml(STATUS_IN_REPLY),
  reply: iml('body'),
  request_id: iml('headers.`x-request-id`'),
} as const;

/** What a module reads an execution from after a poll. */
export const POLLED = { run: 'temp.run', requestId: 'temp.request_id', reply: 'temp.reply', status: 'temp.status', links: 'temp.links' } as const;

export const keepLinks: Request = keep({ links: iml(imageLinks('temp.run')) });

/** Stops at a reply that says nothing about an execution, rather than calling it one that still runs. */
export const checkReadable: Request = check(firstOf(paths(['temp.run'], MARKS)), inMakeWords(notReadable('an execution')));

/** The core's sentence for a reply that lacks what it should hold; the reply itself stands in Make's log. */
export function notReadable(expected: string): Expression {
  const { problem, nextStep } = unreadable({ body: undefined, requestId: null, location: null, raw: '' }, expected);
  return `${problem.replace(': an empty reply', '')} ${nextStep}`;
}
