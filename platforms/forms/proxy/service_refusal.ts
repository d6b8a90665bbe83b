import type { ErrorKind, WireflowError } from '../../../core/model/errors.js';
import { Refusal, type RefusalFacts } from './refusal.js';

type Answer = Pick<RefusalFacts, 'status' | 'code' | 'message'>;

const UNKNOWN: Answer = {
  status: 502,
  code: 'start_unknown',
  message: 'No clear answer came back, so your image may be on its way already. Please wait for it before you send again.',
};
const BUSY: Answer = { status: 503, code: 'service', message: 'Images can not be made at this moment. Nothing was started; please try again in a few minutes.' };
const CLOSED: Answer = { status: 503, code: 'service', message: 'This form is out of order. Nothing was started; please tell the owner of this page.' };
const REJECTED: Answer = { status: 422, code: 'service', message: 'What you filled in was not accepted. Nothing was started; please change it and send again.' };

const ANSWERS: Partial<Record<ErrorKind, Answer>> = {
  start_unknown: UNKNOWN,
  out_of_credits: { status: 402, code: 'service', message: 'No image can be made here at the moment. Nothing was started; please tell the owner of this page.' },
  too_expensive: { status: 402, code: 'cost_limit', message: 'This image would cost more than this form allows. Nothing was started; please tell the owner of this page.' },
  rate_limited: BUSY,
  unavailable: BUSY,
  unreachable: BUSY,
  timed_out: BUSY,
  conflict: BUSY,
  rejected: REJECTED,
  too_large: REJECTED,
};

/** What a visitor is told about an error of the service. The error itself speaks to the owner, and is for the log. */
export function serviceRefusal(error: WireflowError): Refusal {
  const answer = ANSWERS[error.kind] ?? CLOSED;
  const retryAfterS = answer === BUSY ? Math.ceil((error.retryAfterMs ?? 60_000) / 1000) : undefined;
  return new Refusal({ ...answer, cause: error, ...(retryAfterS === undefined ? {} : { retryAfterS }) });
}
