import type { ErrorEntry, ErrorTable } from '../format/component.js';
import { iml } from '../iml/expression.js';
import { ERROR_STATUSES } from './table.js';

const GONE = 'There is no image under this link any more. Get its execution again for a fresh link.';
const REFUSED = 'The image’s host refuses to hand it over. Switch on Through Wireflow in this module, then run it again.';

/** Downloads answer with pages made for browsers, so the words are all ours. A download may be repeated without harm. */
export function downloadErrorTable(): ErrorTable {
  return { ...entry(0), ...Object.fromEntries(ERROR_STATUSES.map((status) => [String(status), entry(status)])) };
}

function entry(status: number): ErrorEntry {
  const say = (type: ErrorEntry['type'], sentence: string): ErrorEntry => ({ type, message: `[${iml('statusCode')}] ${sentence}` });
  if (status === 404 || status === 410) return say('DataError', GONE);
  if (status === 401 || status === 403) return say('DataError', REFUSED);
  if (status === 429) return say('RateLimitError', 'The image’s host asks for a pause. Make runs the scenario again later.');
  if (status >= 500) return say('ConnectionError', 'The image’s host has a problem of its own. The module can be run again in a few minutes.');
  return say('DataError', 'The image’s host refuses this link. Check that it is the link of an image.');
}
