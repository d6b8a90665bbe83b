import type { HttpResponse } from '../transport.js';
import { WireflowError } from '../../model/errors.js';
import type { Redactor } from '../redact.js';
import { parseJson } from '../../json.js';
import { shorten } from '../../shorten.js';

/** A reply whose JSON has been parsed, with what a message about it needs. */
export interface Reply {
  readonly body: unknown;
  readonly requestId: string | null;
  readonly location: string | null;
  /** The header that names the pages of a list. */
  readonly link?: string | null;
  /** The reply's beginning, without secrets, for the error that quotes it. */
  readonly raw: string;
}

/** For places that answer a success with nothing that matters. */
export const NO_REPLY: Reply = { body: undefined, requestId: null, location: null, raw: '' };

const QUOTED_CHARACTERS = 200;
/** Far more than is quoted, so that what is cut off here never shows. */
const KEPT_CHARACTERS = 10_000;

export interface ParseOptions {
  /** Takes out of the parsed reply what nobody reads, before it is searched for secrets. */
  readonly slim?: ((body: unknown) => unknown) | undefined;
  /** Whether it answers a start, whose reader looks for an id in whatever came. */
  readonly starts?: boolean;
}

/**
 * Parses a reply. One that says all in its `Location` needs no JSON (a start may be answered so).
 *
 * @param redactor takes secrets out: of what is read, and of what an error quotes
 * @throws WireflowError `unreadable` when the reply is no JSON: a proxy's HTML page, a cut body, nothing at all.
 */
export function parseReply(response: HttpResponse, redactor: Redactor, { slim = (body) => body, starts = false }: ParseOptions = {}): Reply {
  const replyWith = (body: unknown): Reply => ({
    body,
    requestId: response.header('x-request-id'),
    location: response.header('location'),
    link: response.header('link'),
    // Only an error asks for it. Secrets go before the reply is cut: half a key would not be recognised any more.
    get raw() {
      return redactor.words(response.text.slice(0, KEPT_CHARACTERS).toWellFormed());
    },
  });
  try {
    return replyWith(redactor.reply(slim(parseJson(response.text))));
  } catch {
    const empty = replyWith(undefined);
    if (empty.location !== null || starts) return empty;
    throw unreadable(empty, 'JSON');
  }
}

/** The error for a reply that is called a success and says that it is none. */
export function refusedUnderSuccess({ requestId }: Reply, words: string): WireflowError {
  const line = shorten(words.replace(/\s+/g, ' ').trim(), QUOTED_CHARACTERS);
  return new WireflowError({
    kind: 'unreadable',
    problem: `Wireflow answered with an error under a success status${line === '' ? '' : `: “${line}”`}.`,
    nextStep: 'Try again in a few minutes; if it stays, send this message to Wireflow support.',
    requestId,
  });
}

/** The error for a reply that lacks what it should hold: it quotes the reply, so that nobody has to guess. */
export function unreadable(reply: Reply, expected: string): WireflowError {
  const raw = reply.raw.replace(/\s+/g, ' ').trim();
  const quote = raw === '' ? 'an empty reply' : `“${shorten(raw, QUOTED_CHARACTERS)}”`;
  return new WireflowError({
    kind: 'unreadable',
    problem: `Wireflow answered with something that is not ${expected}: ${quote}.`,
    nextStep: 'Try again in a few minutes; if it stays, send this message to Wireflow support.',
    requestId: reply.requestId,
  });
}
