import fc from 'fast-check';
import { WireflowError } from '../../../core/model/errors.js';
import { EXECUTION_STATUSES, type Execution } from '../../../core/model/execution.js';
import { executionOutput } from '../../../core/outputs/execution_output.js';
import * as read from '../../../core/api/readers/index.js';
import { anyReply } from './shapes.js';

const READERS: Readonly<Record<string, (reply: read.Reply) => unknown>> = {
  'a poll': (reply) => checkExecution(read.readExecution(reply, 'exec_asked')),
  'a start': (reply) => checkExecution(read.readStarted(reply)),
  'a list of executions': (reply) => read.readExecutionPage(reply, { page: 1, offset: 0 })?.items.forEach(checkExecution),
  'the workflows': read.readWorkflows,
  'a workflow’s graph': read.readWorkflowGraph,
  'a workflow’s inputs': read.readWorkflowInputs,
  'an estimate': read.readEstimate,
  'the balance': read.readBalance,
  'a webhook': read.readWebhookInfo,
};

/** Whatever comes, a reader gives what its type promises, or an error with a sentence; it never throws anything else. */
export const readerHolds = (what: string, reader: (reply: read.Reply) => unknown) => ({
  name: `reader of ${what}`,
  property: fc.property(anyReply, (body) => {
    const raw = JSON.stringify(body) ?? '';
    try {
      assertPlain(reader({ body, requestId: 'req_1', location: null, raw }));
    } catch (error) {
      if (!(error instanceof WireflowError) || error.kind !== 'unreadable') throw error;
      // What stands in quotation marks is the service's own.
      if (/undefined|\[object|NaN/.test(error.message.replace(/“.*”/s, ''))) throw new Error(`Unfit words: ${error.message}`);
    }
  }),
});

export const readers = Object.entries(READERS).map(([what, reader]) => readerHolds(what, reader));

function checkExecution(execution: Execution): void {
  assert(EXECUTION_STATUSES.includes(execution.status), 'status');
  assert(typeof execution.id === 'string' && execution.id !== '', 'id');
  for (const time of [execution.startedAt, execution.finishedAt]) assert(time === null || !Number.isNaN(Date.parse(time)), 'time');
  for (const { url, kind, text } of execution.outputs) {
    assert(kind === 'text' ? text !== null : url !== null && /^https?:/i.test(url) && URL.canParse(url), 'output');
  }
  const output = executionOutput(execution, () => null);
  assert(output.image_count === output.images.length && (output.duration_seconds ?? 0) >= 0, 'output fields');
}

/** No value that JSON can't carry: it would be missing in Zapier, or fail there. */
function assertPlain(value: unknown): void {
  if (typeof value === 'number') assert(Number.isFinite(value), 'a number that is none');
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(assertPlain);
}

function assert(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`Not as promised: ${what}`);
}
