import type { ErrorEntry, ErrorTable } from '../format/component.js';
import { choose, iml, literal } from '../iml/expression.js';
import { onlyIf, unless } from './edits.js';
import { HAS_FAILED, LISTED_STATUSES } from './table.js';

const GONE = 'There is no image under this link any more. Get its execution again for a fresh link.';
const REFUSED = 'The image’s host refuses to hand it over. Switch on Through Wireflow in this module, then run it again.';

const FAILED = 'The image’s host has a problem of its own. The module can be run again in a few minutes.';
const NO_IMAGE = 'The image’s host refuses this link. Check that it is the link of an image.';

const GENERAL: ErrorEntry = {
  type: iml(choose(HAS_FAILED, literal('ConnectionError'), literal('DataError'))) as ErrorEntry['type'],
  message: `[${iml('statusCode')}] ${onlyIf(HAS_FAILED, FAILED)}${unless(HAS_FAILED, NO_IMAGE)}`,
};

/** Downloads answer with pages made for browsers, so the words are all ours. A download may be repeated without harm. */
export function downloadErrorTable(): ErrorTable {
  return { ...GENERAL, ...Object.fromEntries(LISTED_STATUSES.map((status) => [String(status), entry(status)])) };
}

function entry(status: number): ErrorEntry {
  const say = (type: ErrorEntry['type'], sentence: string): ErrorEntry => ({ type, message: `[${iml('statusCode')}] ${sentence}` });
  if (status === 404 || status === 410) return say('DataError', GONE);
  if (status === 401 || status === 403) return say('DataError', REFUSED);
  if (status === 429) return say('RateLimitError', 'The image’s host asks for a pause. Make runs the scenario again later.');
  if (status >= 500) return say('ConnectionError', FAILED);
  return say('DataError', NO_IMAGE);
}
