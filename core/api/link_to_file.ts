import { isWebAddress } from '../json.js';
import { endingKind, nameInLink } from '../model/file_name.js';

/** The service's own way to start a workflow: within a path, and as the whole of it. */
const STARTS = /\/workflows?\/[^/]+\/trigger/i;
const STARTS_ALONE = /\/workflows?\/[^/]+\/trigger\/?$/i;
/** What stands before the id where an address calls a webhook, and behind it. */
const CALLS_BEFORE = /(hooks?|workflows?|flows?|triggers?)\/$/i;
const CALLS_BEHIND = /^[^/]*(\/|\/(trigger|run|execute|start|invoke)\/?)?$/i;

/** Whether a link is named like a picture, a film or a sound, and is no address that starts a workflow. */
export function endsAsFile(link: string): boolean {
  const whole = wholeOf(link);
  if (whole === null || STARTS_ALONE.test(whole.pathname)) return false;
  const kind = endingKind(nameInLink(whole.href));
  return kind !== null && kind !== 'unknown' && kind !== 'file';
}

/**
 * Whether a link leads to a file, and starts nothing for whoever has it: by its name, or because the id stands in its path as
 * a folder of what follows.
 *
 * @param id what finds the webhook's or workflow's id, in each spelling
 */
export function leadsToFile(link: string, id: readonly RegExp[]): boolean {
  if (endsAsFile(link)) return true;
  const whole = wholeOf(link);
  if (whole === null || STARTS.test(whole.pathname) || id.some((spelling) => (whole.search + whole.hash).search(spelling) >= 0)) return false;
  const { pathname } = whole;
  return id.every((spelling) => [...pathname.matchAll(spelling)].every(({ index, 0: found }) => !CALLS_BEFORE.test(pathname.slice(0, index)) && !CALLS_BEHIND.test(pathname.slice(index + found.length))));
}

function wholeOf(link: string): URL | null {
  const whole = link.startsWith('//') ? `https:${link}` : link;
  return isWebAddress(whole) ? new URL(whole) : null;
}
