import { Refusal } from './refusal.js';

export const TURNSTILE_URL = 'https://challenges.cloudflare.com/turnstile/v0/siteverify';
const TIMEOUT_MS = 8_000;

export interface Turnstile {
  readonly secret: string;
  readonly url: string;
  readonly fetch: typeof fetch;
}

/**
 * Has Cloudflare check the token of its widget, which is good for one request within five minutes
 * (developers.cloudflare.com/turnstile/get-started/server-side-validation).
 *
 * @throws Refusal `captcha`, or `unavailable` when it could not be checked: then nothing is started
 */
export async function checkCaptcha(turnstile: Turnstile, token: unknown, address: string): Promise<void> {
  if (typeof token !== 'string' || token === '') throw notPassed('The check that you are a person has not run yet. Wait a moment and send again; nothing was started.');
  const reply = await ask(turnstile, token, address);
  if (reply['success'] === true) return;
  const codes = [reply['error-codes']].flat().map(String);
  // A wrong secret is the owner's fault, and no visitor can do anything about it.
  if (codes.some((code) => /secret/.test(code))) throw notChecked(new Error(`Turnstile refuses the secret (${codes.join(', ')}).`));
  if (codes.includes('internal-error')) throw notChecked(new Error('Turnstile answers with an error of its own.'));
  const isOld = codes.includes('timeout-or-duplicate');
  throw notPassed(
    isOld
      ? 'The check that you are a person is too old by now. Let it run again and send again; nothing was started.'
      : 'The check that you are a person was not passed. Let it run again and send again; nothing was started.',
  );
}

async function ask({ secret, url, fetch }: Turnstile, token: string, address: string): Promise<Record<string, unknown>> {
  try {
    const body = new URLSearchParams({ secret, response: token });
    if (/^[\d.]+$/.test(address)) body.set('remoteip', address);
    const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const reply: unknown = await response.json();
    if (typeof reply === 'object' && reply !== null) return reply as Record<string, unknown>;
  } catch (error) {
    throw notChecked(error);
  }
  throw notChecked(new Error('Turnstile’s answer can not be read.'));
}

const notPassed = (message: string): Refusal => new Refusal({ status: 422, code: 'captcha', message });

const notChecked = (cause: unknown): Refusal =>
  new Refusal({ status: 503, code: 'unavailable', message: 'It could not be checked that you are a person. Nothing was started; please try again later.', retryAfterS: 60, cause });
