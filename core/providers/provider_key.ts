import { copiedKey } from '../api/copied_key.js';
import { WireflowError } from '../model/errors.js';
import { PROVIDER_LABELS, type ProviderName } from './job.js';

/** What can stand in an HTTP header. */
const PRINTABLE = /^[\x21-\x7e]+$/;

/**
 * A provider's key as typed, without what comes along when it is copied (`copiedKey`); null when
 * empty. No form is asked for: providers have changed theirs.
 *
 * @throws WireflowError `bad_key` for characters that no key has
 */
export function readProviderKey(provider: ProviderName, given: unknown): string | null {
  const key = copiedKey(given);
  if (key === '') return null;
  if (PRINTABLE.test(key)) return key;
  throw new WireflowError({
    kind: 'bad_key',
    problem: `The key of ${PROVIDER_LABELS[provider]} holds characters that no key has.`,
    nextStep: `Copy it again from ${PROVIDER_LABELS[provider]} and reconnect, without spaces or line breaks.`,
  });
}
