import { PUBLIC_BASE_URL } from '../../../core/api/base_url.js';
import { ID } from '../../../core/fields/webhook_address.js';
import { plainPattern, type SecretPattern } from './secrets.js';
import { call, matches, textOr, without, type Expression } from '../iml/expression.js';

const BASE = new URL(PUBLIC_BASE_URL);
/** Patterns without backslashes, see `literal`; dots stand in brackets. */
const HOST = `(https?://)?(www[.])?${BASE.host.replace(/^www\./, '').replace('.', '[.]')}`;
/** The webhook's address, with the plural path that Wireflow's own article warns of; or the page of the workflow. */
const BEGINNING = `^${HOST}(${BASE.pathname})?/workflows?/`;
const END = '(?<=/workflows?/[^/?#]+)(/trigger)?/?([?#].*)?$';

/**
 * What a person pastes for a webhook, as its ID: an ID, a URL with or without its end, or the workflow's page. What is
 * none of them keeps signs that no ID has, so that another host is never taken for ours.
 */
export function webhookId(field: Expression): Expression {
  return without(call('trim', textOr(field)), `${BEGINNING}|${END}`, 'gi');
}

export function isWebhookId(id: Expression): Expression {
  return matches(id, ID.source.replace(/^\^|\$$/g, ''));
}

/** The same as a pattern to look for, without anything that could make it none. */
export function webhookPattern(field: Expression): SecretPattern {
  return plainPattern(without(textOr(field), `${BEGINNING}|${END}|[^a-z0-9_-]+`, 'gi'));
}
