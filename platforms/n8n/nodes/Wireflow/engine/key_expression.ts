import { COPIED_ALONG } from '../../../../../core/api/copied_key.js';

/** n8n puts a credential's key into the header by itself; this is the core's `copiedKey` in its words. */
export const KEY_EXPRESSION = `{{ $credentials.apiKey${COPIED_ALONG.map((along) => `.replace(${String(along)}, "")`).join('')} }}`;
