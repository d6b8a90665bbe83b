import { Agent } from 'node:https';
import { checkedLookup } from '../../core/api/checked_lookup.js';

const checked = new Agent({ lookup: checkedLookup });

/**
 * What `z.request` needs to connect only to an address that was checked: a name may lead anywhere, and elsewhere when it is
 * looked up again. Plain http is only followed to this machine, by its number.
 */
export function agentFor(url: string): { readonly agent?: Agent } {
  return new URL(url).protocol === 'https:' ? { agent: checked } : {};
}
