/** A sentence that advises to send something again; on Make this stands in an expression, which has no backslash. */
export const ADVICE = '[^.!?"]*(again(?![a-z])|retry|resubmit|resend)[^.!?"]*[.!?]*';

/** A service's words about a start that it may have made, without its advice to send it again: that would be paid for twice. */
export function withoutAdvice(message: string): string {
  return message.replace(new RegExp(ADVICE, 'gi'), '').trim();
}
