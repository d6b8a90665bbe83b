import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { ID } from '../../../core/fields/webhook_address.js';
import { call, matches, textOr, without, type Expression } from '../iml/expression.js';

const ID_SOURCE = ID.source.replace(/^\^|\$$/g, '');
const BASE = new URL(PUBLIC_BASE_URL);
/** Patterns without backslashes, see `literal`; dots stand in brackets. */
const HOST = `(https?://)?(www[.])?${BASE.host.replace(/^www\./, '').replace('.', '[.]')}`;
/** The webhook's address, with the plural path that Wireflow's own article warns of; or the page of the workflow. */
const URL_START = `${HOST}(${BASE.pathname})?/workflows?/`;
const URL_END = '(/trigger)?/?([?#].*)?';

/**
 * What a person pastes for a webhook: its ID, its URL with or without its end, or the workflow's page. The host is fixed,
 * and nothing of what was typed but the ID goes into an address.
 *
 * @returns whether it is one, and its ID where it is
 */
export function webhookForm(field: Expression): { readonly isGood: Expression; readonly id: Expression } {
  const given = call('trim', textOr(field));
  return {
    isGood: matches(given, `${ID_SOURCE}|${URL_START}${ID_SOURCE}${URL_END}`, 'i'),
    id: without(without(given, `^${URL_START}`, 'i'), `${URL_END}$`, 'i'),
  };
}
