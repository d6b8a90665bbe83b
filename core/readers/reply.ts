import type { HttpResponse } from '../transport.js';
import { WireflowError } from '../errors.js';

/** A reply whose JSON has been parsed, with what a message about it needs. */
export interface Reply {
  readonly body: unknown;
  readonly requestId: string | null;
  readonly location: string | null;
  /** The reply as it came, for the error that quotes it. */
  readonly raw: string;
}

const QUOTED_CHARACTERS = 200;

/** @throws WireflowError `unreadable` when the reply is no JSON: a proxy's HTML page, a cut body, nothing at all. */
export function parseReply(response: HttpResponse): Reply {
  const reply = {
    requestId: response.header('x-request-id'),
    location: response.header('location'),
    raw: response.text,
  };
  try {
    return { ...reply, body: JSON.parse(response.text) };
  } catch {
    throw unreadable({ ...reply, body: undefined }, 'JSON');
  }
}

/** The error for a reply that lacks what it should hold: it quotes the reply, so that nobody has to guess. */
export function unreadable(reply: Reply, expected: string): WireflowError {
  const raw = reply.raw.replace(/\s+/g, ' ').trim();
  const quote = raw === '' ? 'an empty reply' : `“${raw.slice(0, QUOTED_CHARACTERS)}${raw.length > QUOTED_CHARACTERS ? '…' : ''}”`;
  return new WireflowError({
    kind: 'unreadable',
    problem: `Wireflow answered with something that is not ${expected}: ${quote}.`,
    nextStep: 'Try again in a few minutes; if it stays, send this message to Wireflow support.',
    requestId: reply.requestId,
  });
}
