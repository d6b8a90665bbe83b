import { copiedKey } from './copied_key.js';
import { WireflowError } from '../model/errors.js';

/** What can stand in an HTTP header. The documented prefixes contradict each other, so none is asked for. */
const PRINTABLE = /^[\x21-\x7e]+$/;

/**
 * The API key as typed, without what comes along when it is copied (`copiedKey`); null when empty.
 *
 * @throws WireflowError `bad_key` for characters that no key has
 */
export function readApiKey(given: unknown): string | null {
  const key = copiedKey(given);
  if (key === '') return null;
  if (PRINTABLE.test(key)) return key;
  throw new WireflowError({
    kind: 'bad_key',
    problem: 'The API key holds characters that no Wireflow key has.',
    nextStep: 'Copy the key again from Settings > API Keys in Wireflow and reconnect, without spaces or line breaks.',
  });
}
