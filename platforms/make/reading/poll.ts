import { unreadable } from '../../../core/api/readers/reply.js';
import { check } from '../check.js';
import type { Request } from '../format/component.js';
import { asJson, firstOf, iml, paths, type Expression } from '../iml/expression.js';
import { inMakeWords } from '../words.js';
import { layers } from './envelope.js';
import { REQUEST_ID, withoutSecret } from './secrets.js';
import { statusWord } from './status.js';

/** Keys of which a reply about an execution has at least one (core: readers/execution.ts). */
const MARKS = ['status', 'nodeStates', 'nodeResults', 'nodeRuns', 'executionRuns', 'finalOutput', 'outputs'];

/**
 * What is kept of a reply about an execution: texts alone, since what a second reply's lists and collections do to the
 * first one's is told in more than one way (docs/make-engine.md, "Readings").
 */
export const POLL_TEMP = {
  reply: iml(withoutSecret(asJson('body'))),
  word: iml(statusWord([...paths(layers('body'), ['status']), 'body.executionRuns[1].status'])),
  request_id: iml(REQUEST_ID),
} as const;

/** Stops at a reply that says nothing about an execution, rather than calling it one that still runs. */
export const checkReadable: Request = check(firstOf(paths(['temp.run'], MARKS)), inMakeWords(notReadable('an execution')));

/** The core's sentence for a reply that lacks what it should hold; the reply itself stands in Make's log. */
export function notReadable(expected: string): Expression {
  const { problem, nextStep } = unreadable({ body: undefined, requestId: null, location: null, raw: '' }, expected);
  return `${problem.replace(': an empty reply', '')} ${nextStep}`;
}
