import fc from 'fast-check';
import { urlOf } from '../../../core/api/endpoints.js';
import { WireflowError } from '../../../core/model/errors.js';
import { readWebhookAddress } from '../../../core/fields/webhook_address.js';
import { anyCharacter } from './any_character.js';

const BASE = 'https://www.wireflow.ai/api/v1';
const ID = 'whk_fake0123456789';
const PART = fc.constantFrom('https://', 'http://', 'HTTPS://', 'www.wireflow.ai', 'wireflow.ai', 'evil.example', '@', ':443', ':8080', '/api/v1', '/workflow/', '/workflows/', ID, '/trigger', '/', '..', '%2e%2e', '%2f', '\\', '?', '#', ' ', '\n', '//', 'javascript:', 'xn--', '。', '\u202e', 'file:///');

/** Made when the first one is drawn: it takes half a second, and whoever only lists the parts draws none. */
let links: fc.Arbitrary<string> | undefined;
const link = fc.constant(null).chain(() => (links ??= fc.webUrl({ withFragments: true, withQueryParameters: true })));

const typed = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 200 }),
  link,
  fc.array(fc.oneof(PART, fc.string({ maxLength: 5 })), { maxLength: 10 }).map((parts) => parts.join('')),
  fc.tuple(fc.nat({ max: 60 }), PART).map(([at, part]) => `${BASE}/workflow/${ID}/trigger`.slice(0, at) + part + `${BASE}/workflow/${ID}/trigger`.slice(at)),
);

/** Whatever is pasted, the prompt goes to the trigger of one id at Wireflow, or nowhere; no id is repeated in the words. */
export const addresses = [
  {
    name: 'webhook address',
    property: fc.property(typed, (given) => {
      try {
        const url = urlOf(BASE, 'trigger', readWebhookAddress(given, BASE));
        if (!/^https:\/\/www\.wireflow\.ai\/api\/v1\/workflow\/[A-Za-z0-9][A-Za-z0-9_-]{2,127}\/trigger$/.test(url)) throw new Error(`Would be sent to ${url}`);
        if (new URL(url).href !== url) throw new Error(`${url} means ${new URL(url).href}`);
      } catch (error) {
        if (!(error instanceof WireflowError) || error.kind !== 'bad_input') throw error;
        if (error.message.includes(ID)) throw new Error(`The webhook id stands in: ${error.message}`);
      }
    }),
  },
];
