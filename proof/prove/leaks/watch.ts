import { PROVIDERS, type ProviderName } from '../../../core/providers/job.js';
import { listen, type Heard } from '../ear.js';
import type { Owner } from '../world.js';
import { recordSockets } from './recorder.js';
import type { SentRequest } from './request_stream.js';

/** What was sent and said, and where secrets stood in it. Plain, so that it can pass between threads. */
export interface Watched {
  bytes: number;
  requests: number;
  /** The key in the `Authorization` header of a call of the API that needs it. */
  keyWhereItBelongs: number;
  /** A provider's key in the header that it takes it in, at its own host. */
  providerKeyWhereItBelongs: number;
  /** The webhook id in the path of the trigger. */
  webhookWhereItBelongs: number;
  /** Webhook ids that fill the dropdown. */
  webhookInDropdown: number;
  /** Lines of Zapier's own request log that show what the trigger's address was, or what the service answered. */
  webhookInRequestLog: number;
  readonly said: Record<Heard, number>;
  readonly broken: string[];
}

export interface Secrets {
  /** Any of the emulator's keys. */
  readonly key: RegExp;
  readonly webhook: RegExp;
  readonly providers: Readonly<Record<ProviderName, RegExp>>;
}

/** The emulators' keys and webhook ids, also as Base64, which many tools write. */
export const SECRETS: Secrets = {
  key: new RegExp(['local-emulator-\\w+', ...inBase64('local-emulator-')].join('|')),
  webhook: new RegExp(['whk_\\w+', ...inBase64('whk_local_')].join('|')),
  providers: {
    bfl: new RegExp(['fake-bfl-key', ...inBase64('fake-bfl-key')].join('|')),
    deepinfra: new RegExp(['fake-deepinfra-token', ...inBase64('fake-deepinfra-token')].join('|')),
    replicate: new RegExp(['r8_fake', ...inBase64('r8_fake0123')].join('|')),
  },
};

/** Where each provider takes its key, which its picture host never sees. */
const PROVIDER_HEADER: Readonly<Record<ProviderName, RegExp>> = { bfl: /^x-key: \S+$/i, deepinfra: /^authorization: Bearer \S+$/i, replicate: /^authorization: Bearer \S+$/i };
const PROVIDER_API = /^\/v1\//;

const TRIGGER = /^\/api\/v1\/workflow\/[^/?]+\/trigger$/;
const KEYED = /^\/api\/v1\/(?!workflow\/)/;
const AUTHORIZATION = /^authorization: Bearer \S+$/i;
const COMPRESSED = /^(content-encoding:(?! *identity$)|transfer-encoding:(?! *chunked$))/i;
/** Steps whose result is the list of webhooks to choose from. */
const DROPDOWN = /^(triggers\.webhooks\.|n8n\.searchWebhooks$)/;
const MAX_BROKEN = 50;

/** What stays the same of `words` in Base64 whatever stands around them: three bytes become four letters, so there are three ways. */
function inBase64(words: string): string[] {
  return [0, 1, 2].map((before) => {
    const letters = Buffer.from(' '.repeat(before) + words).toString('base64');
    return letters.slice(Math.ceil((before * 4) / 3), Math.floor(((before + words.length) * 4) / 3));
  });
}

/** Searches all that this thread sends and says from now on. @param ownerOf whose `host:port` is; null for nobody's that may see a secret */
export function watchSecrets(ownerOf: (to: string) => Owner | null, secrets: Secrets = SECRETS): { stop(): Watched } {
  const watched: Watched = { bytes: 0, requests: 0, keyWhereItBelongs: 0, providerKeyWhereItBelongs: 0, webhookWhereItBelongs: 0, webhookInDropdown: 0, webhookInRequestLog: 0, said: { result: 0, error: 0, log: 0 }, broken: [] };
  const broken = (what: string) => void (watched.broken.length < MAX_BROKEN && watched.broken.push(what));

  const sockets = recordSockets((request) => {
    watched.requests += 1;
    const owner = ownerOf(request.to);
    searchRequest(request, owner === 'wireflow', secrets, watched, broken);
    for (const provider of PROVIDERS) searchForProviderKey(request, provider, owner === provider, secrets.providers[provider], watched, broken);
  });
  listen((what, method, words) => {
    watched.said[what] += 1;
    if (secrets.key.test(words)) broken(`the key stands in a ${what} of ${method}: ${around(words, secrets.key)}`);
    for (const provider of PROVIDERS) if (secrets.providers[provider].test(words)) broken(`the key of ${provider} stands in a ${what} of ${method}: ${around(words, secrets.providers[provider])}`);
    if (!secrets.webhook.test(words)) return;
    if (what === 'result' && DROPDOWN.test(method)) watched.webhookInDropdown += 1;
    else if (what === 'log' && words.includes('"log_type":"http"')) watched.webhookInRequestLog += 1;
    else broken(`a webhook id stands in a ${what} of ${method}: ${around(words, secrets.webhook)}`);
  });
  return {
    stop: () => {
      const { bytes, rests } = sockets.stop();
      listen(() => undefined);
      watched.bytes = bytes;
      for (const rest of rests.filter((text) => [secrets.key, secrets.webhook, ...Object.values(secrets.providers)].some((secret) => secret.test(text)))) broken(`a secret stands in what is no whole request: ${rest.slice(0, 200)}`);
      return watched;
    },
  };
}

function searchRequest({ to, method, path, headers, body }: SentRequest, isApi: boolean, { key, webhook }: Secrets, watched: Watched, broken: (what: string) => void): void {
  const where = `${method} ${to}${path}`;
  for (const header of headers) {
    if (key.test(header)) {
      if (isApi && KEYED.test(path) && AUTHORIZATION.test(header)) watched.keyWhereItBelongs += 1;
      else broken(`the key left in “${header}” to ${where}`);
    }
    if (webhook.test(header)) broken(`a webhook id left in “${header}” to ${where}`);
    if (COMPRESSED.test(header)) broken(`what nobody can search left with “${header}” to ${where}`);
  }
  if (key.test(where) || key.test(body)) broken(`the key left in the address or body of ${where}: ${around(`${path} ${body}`, key)}`);
  if (webhook.test(body)) broken(`a webhook id left in the body of ${where}: ${around(body, webhook)}`);
  if (!webhook.test(where)) return;
  if (isApi && TRIGGER.test(path) && !webhook.test(method)) watched.webhookWhereItBelongs += 1;
  else broken(`a webhook id left in the address ${where}`);
}

function searchForProviderKey({ to, method, path, headers, body }: SentRequest, provider: ProviderName, isItsHost: boolean, key: RegExp, watched: Watched, broken: (what: string) => void): void {
  const where = `${method} ${to}${path}`;
  for (const header of headers.filter((line) => key.test(line))) {
    if (isItsHost && PROVIDER_API.test(path) && PROVIDER_HEADER[provider].test(header)) watched.providerKeyWhereItBelongs += 1;
    else broken(`the key of ${provider} left in “${header}” to ${where}`);
  }
  if (key.test(where) || key.test(body)) broken(`the key of ${provider} left in the address or body of ${where}: ${around(`${path} ${body}`, key)}`);
}

function around(words: string, secret: RegExp): string {
  const at = words.search(secret);
  return words.slice(Math.max(0, at - 80), at + 60);
}

/** What several threads have watched, as one. */
export function together(all: readonly Watched[]): Watched {
  const sum = (pick: (one: Watched) => number) => all.reduce((total, one) => total + pick(one), 0);
  return {
    bytes: sum(({ bytes }) => bytes),
    requests: sum(({ requests }) => requests),
    keyWhereItBelongs: sum((one) => one.keyWhereItBelongs),
    providerKeyWhereItBelongs: sum((one) => one.providerKeyWhereItBelongs),
    webhookWhereItBelongs: sum((one) => one.webhookWhereItBelongs),
    webhookInDropdown: sum((one) => one.webhookInDropdown),
    webhookInRequestLog: sum((one) => one.webhookInRequestLog),
    said: { result: sum(({ said }) => said.result), error: sum(({ said }) => said.error), log: sum(({ said }) => said.log) },
    broken: all.flatMap(({ broken }) => broken),
  };
}
