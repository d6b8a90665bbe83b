import { isLoopback } from '../api/base_url.js';
import { badInput, type WireflowError } from '../model/errors.js';
import { readOneText } from './one_text.js';
import { WEBHOOK_FIELD } from './target_fields.js';

const FIELD = WEBHOOK_FIELD.key;
const HOSTS = ['www.wireflow.ai', 'wireflow.ai'];
const NEXT_STEP =
  'Choose a workflow, or paste the webhook URL from the workflow’s Settings > Webhook (https://www.wireflow.ai/api/v1/workflow/…/trigger).';

/** Webhook and workflow ids: their real formats are opaque, but none seen has more than these characters. */
export const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/;
/** The plural is the common mistake that the service's own article warns of; it is repaired. */
const TRIGGER_PATH = /^\/workflows?\/([^/]+)\/trigger\/?$/;
const HOST = /^(localhost|\[[\da-f:.]+\]|[a-z\d-]+(\.[a-z\d-]+)+\.?)$/;

/**
 * Reads what a person gives for a workflow: a webhook URL, a `whk_` id, a workflow id, or the URL with the plural path.
 * Nothing else is taken: no other host, no path tricks, because the prompt and the owner's credits go there.
 *
 * @param baseUrl the API's base URL, whose host is the only one accepted beside Wireflow's own
 * @returns the id to put into `/workflow/{id}/trigger`
 * @throws WireflowError `bad_input` that names the field
 */
export function readWebhookAddress(given: unknown, baseUrl: string): string {
  const value = readOneText(WEBHOOK_FIELD, given, NEXT_STEP)?.trim() ?? '';
  if (value === '') throw badInput(FIELD, 'The field Workflow or Webhook is empty.', NEXT_STEP);
  if (ID.test(value)) return value;
  const base = new URL(baseUrl);
  // A path alone, as documentation shows it, names no other host.
  return idInUrl(/^\/(api|workflow)/.test(value) ? `${base.origin}${value.startsWith('/api') ? '' : pathOf(base)}${value}` : value, base);
}

function idInUrl(value: string, base: URL): string {
  const withScheme = /^https?:\/\//i.test(value) ? value : `https://${value}`;
  // The URL parser resolves "..", so tricks are looked for in what was typed.
  if (/^\d+$|\.\.|%2e|%2f|%5c|\\|\s/i.test(value) || !URL.canParse(withScheme)) throw notAWebhook();
  const url = new URL(withScheme);
  // What has no host's form may be an id with something behind it, and an id is not repeated in a message.
  if (!HOST.test(url.hostname)) throw notAWebhook();
  if (!isWireflow(url, base)) {
    throw badInput(FIELD, `The field Workflow or Webhook holds an address of ${url.host}, which is not Wireflow.`, NEXT_STEP);
  }
  const isInApi = url.pathname.startsWith(pathOf(base));
  const id = TRIGGER_PATH.exec(url.pathname.slice(pathOf(base).length))?.[1];
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (id === undefined || !ID.test(id) || !isInApi || !isPlain) throw notAWebhook();
  return id;
}

function pathOf(base: URL): string {
  return base.pathname.replace(/\/$/, '');
}

/** http is taken as https: nothing is sent to the typed address itself, only to the base URL. */
function isWireflow(url: URL, base: URL): boolean {
  if (isLoopback(base) && url.host === base.host) return true;
  return [...HOSTS, base.hostname].includes(url.hostname) && url.port === '' && !isLoopback(url);
}

function notAWebhook(): WireflowError {
  return badInput(FIELD, 'The field Workflow or Webhook is not a Wireflow webhook URL or workflow ID.', NEXT_STEP);
}
