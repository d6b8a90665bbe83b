import { PROVIDER_LABELS, PROVIDERS, type ProviderName } from '../../../core/providers/job.js';
import { SANITIZED } from '../base.js';
import { inConnectionWords } from '../errors/connection_words.js';
import type { ConnectionDefinition } from '../format/component.js';
import { call, iml, literal } from '../iml/expression.js';
import { bareKey, keyPattern } from '../reading/secrets.js';
import { keyCheck } from './adapters.js';
import { headersOf } from './body.js';
import { notMoved, providerErrors, REFUSAL_NOTES, refusalTexts } from './errors.js';

const WHERE: Readonly<Record<ProviderName, string>> = {
  bfl: 'Create a key at [Black Forest Labs](https://dashboard.bfl.ai) and paste it alone, without the word “Bearer”.',
  deepinfra: 'Create a key at [DeepInfra](https://deepinfra.com/dash/api_keys).',
  replicate: 'Create a token at [Replicate](https://replicate.com/account/api-tokens).',
};
/** The same for the same key, and no part of it: enough to tell two connections apart. */
const FINGERPRINT = call('substring', call('sha256', bareKey('parameters.apiKey')), '0', '6');

/** A provider's key, tested by a call that is free. */
function connection(provider: ProviderName): ConnectionDefinition {
  const { url, method, headers } = keyCheck(provider);
  const key = bareKey('parameters.apiKey');
  return {
    id: provider,
    label: `${PROVIDER_LABELS[provider]} API key`,
    communication: inConnectionWords({
      temp: { ...refusalTexts(provider, false), key: keyPattern('parameters.apiKey') },
      url,
      method,
      followRedirects: false,
      headers: headersOf(headers, key),
      response: { valid: notMoved(provider), temp: REFUSAL_NOTES, error: providerErrors(provider, { starts: false }), metadata: { type: 'text', value: iml(`${literal('key ')} + ${FINGERPRINT}`) } },
      log: { sanitize: SANITIZED },
    }),
    params: [{ name: 'apiKey', type: 'password', label: 'API key', required: true, editable: true, help: WHERE[provider] }],
  };
}

export const providerConnections: readonly ConnectionDefinition[] = PROVIDERS.map(connection);
