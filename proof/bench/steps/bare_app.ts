import { version as platformVersion, type ZObject } from 'zapier-platform-core';
import type { SentRequest } from '../service/commands.js';

/** Headers that whoever sends a request adds by itself. */
const OF_THE_SENDER = new Set(['host', 'connection', 'content-length', 'user-agent', 'accept-encoding', 'transfer-encoding']);

/** The parts of an app's definition that are taken over. */
interface AppParts {
  readonly triggers?: object;
  readonly creates?: object;
  readonly searches?: object;
  readonly authentication?: object;
}

/**
 * An app whose steps send given requests with `z.request`, hand over what came back, and do nothing else.
 *
 * @param requests what its next run sends
 * @param cacheCalls how many calls to Zapier's cache it makes before them
 * @param around an app whose definition it has besides: Zapier's runtime copies and freezes it at every call
 */
export function bareApp(requests: () => readonly SentRequest[], cacheCalls: () => number, around: AppParts = {}): object {
  const send = async (z: ZObject) => {
    let data: unknown = null;
    for (let call = cacheCalls(); call > 0; call -= 1) await z.cache.get('bare');
    for (const { method, url, headers, body } of requests()) {
      const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_SENDER.has(name)));
      ({ data } = await z.request({ method: method as 'GET', url, headers: own, skipThrowForStatus: true, ...(body === '' ? {} : { body }) }));
    }
    return { id: 'bare', data };
  };
  const display = { label: 'Bare Step', description: 'Sends requests and hands over what comes back.' };
  const { triggers, creates, searches, authentication } = around;
  return {
    version: '1.0.0',
    platformVersion,
    authentication,
    triggers: { ...triggers, bare: { key: 'bare', noun: 'Reply', display, operation: { type: 'polling', perform: async (z: ZObject) => [await send(z)], sample: { id: 'bare' } } } },
    creates: { ...creates, bare: { key: 'bare', noun: 'Reply', display, operation: { perform: send, sample: { id: 'bare' } } } },
    searches: { ...searches, bare: { key: 'bare', noun: 'Reply', display, operation: { perform: async (z: ZObject) => [await send(z)], sample: { id: 'bare' } } } },
  };
}
