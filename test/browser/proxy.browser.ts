import type { HttpBindings } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { startEmulator, type Emulator } from '../../emulators/wireflow/index.js';
import { formProxy } from '../../platforms/forms/proxy/app.js';
import type { ProxyOptions } from '../../platforms/forms/proxy/options.js';
import { openBrowser, openPage } from './browser.js';
import { formPage, listening, startSite, type FormSite } from './form_site.js';

const FIELDS = `<label>Prompt <textarea name="prompt" required></textarea></label>
  <p style="position:absolute;left:-9999px" aria-hidden="true"><label>Leave this empty <input name="leave_empty" data-wireflow-trap tabindex="-1" autocomplete="off"></label></p>`;

let browser: Browser;
let emulator: Emulator;
let site: FormSite;
let page: Page;
let errors: string[];
let proxy: { origin: string; close(): Promise<void> };
/** Whether the next answer of the proxy is lost on its way. */
let losesAnswer = false;

beforeAll(async () => {
  browser = await openBrowser();
  site = await startSite();
});
afterAll(async () => {
  await Promise.all([browser.close(), site.close()]);
});
afterEach(async () => {
  expect(errors).toEqual([]);
  await page.context().close();
  await Promise.all([emulator.close(), proxy.close()]);
});

interface Setup extends Partial<ProxyOptions> {
  readonly hasKey?: boolean;
  readonly javaScript?: boolean;
  readonly markup?: string;
  readonly headers?: Record<string, string>;
}

/** Opens a page with a form that sends to a proxy on a third origin. */
async function open({ hasKey = false, javaScript = true, markup = FIELDS, headers, ...options }: Setup = {}): Promise<void> {
  emulator = await startEmulator({ durationMs: 1_500 });
  const app = formProxy({
    webhook: emulator.webhookUrl('text-to-image'),
    origins: [site.origin],
    baseUrl: emulator.url,
    now: fastClock(),
    addressOf: (_, bindings) => (bindings as HttpBindings).incoming.socket.remoteAddress ?? null,
    onProblem: () => undefined,
    ...(hasKey ? { apiKey: emulator.keys.full } : {}),
    ...options,
  });
  losesAnswer = false;
  proxy = await listening({
    fetch: async (request: Request, bindings: unknown) => {
      const answer = await app.fetch(request, bindings as object);
      if (!losesAnswer || request.method !== 'POST') return answer;
      losesAnswer = false;
      (bindings as HttpBindings).incoming.socket.destroy();
      return answer;
    },
  });
  ({ page, errors } = await openPage(browser, { javaScriptEnabled: javaScript }));
  site.show(formPage(`data-wireflow-form method="post" action="${proxy.origin}/"`, markup), headers);
  await page.goto(site.origin);
}

/** Six times as fast as ours: what the proxy waits for before its first look is over soon. */
function fastClock(): () => number {
  const startMs = Date.now();
  return () => startMs + (Date.now() - startMs) * 6;
}

const starts = () => emulator.requests.filter(({ endpoint }) => endpoint === 'trigger');

async function send(prompt = 'A lighthouse at dusk'): Promise<void> {
  await page.fill('[name=prompt]', prompt);
  await page.click('button');
}

async function settled(state: string): Promise<string> {
  await page.waitForSelector(`[data-wireflow-status][data-state="${state}"]`);
  return (await page.textContent('[data-wireflow-status]')) ?? '';
}

/** Waits for so many starts. */
async function answered(count: number): Promise<number> {
  for (let tries = 0; tries < 100 && starts().length < count; tries += 1) await page.waitForTimeout(50);
  return starts().length;
}

/** The words of the page that the browser has gone to. */
const shown = async () => ((await page.textContent('main')) ?? '').replace(/\s+/g, ' ');

test('the webhook is nowhere on the page, nor in anything that reaches the browser', async () => {
  await open({ hasKey: true });
  const seen: string[] = [];
  page.on('response', (response) => void response.text().then((text) => seen.push(response.url() + JSON.stringify(response.headers()) + text)).catch(() => undefined));
  await send();
  await settled('ready');
  seen.push(await page.content());
  expect(seen.join()).toContain('executionId');
  expect(seen.join()).not.toContain(emulator.workflow('text-to-image').webhookId);
  expect(seen.join()).not.toContain(emulator.keys.full);
});

test('with a key, the finished image appears on the page', async () => {
  await open({ hasKey: true });
  await send('A fox in the snow');
  expect(await settled('working')).toMatch(/will appear here/);
  expect(await settled('ready')).toBe('Your image is ready.');
  const image = page.locator('[data-wireflow-result] img');
  expect(await image.getAttribute('alt')).toBe('The image that was made');
  await page.waitForFunction(`document.querySelector('[data-wireflow-result] img').naturalWidth > 100`);
  expect(starts()).toHaveLength(1);
});

test('without a key it says that the image will be sent', async () => {
  await open();
  await send();
  expect(await settled('queued')).toMatch(/will be sent to you/);
});

test('what the proxy refuses is said in its words, and can be corrected', async () => {
  await open({ mostCharacters: 20 });
  await send('A prompt of more than twenty characters');
  expect(await settled('long')).toMatch(/The field “Prompt” is too long. Nothing was started/);
  await page.waitForSelector('button[aria-disabled=false]');
  await send('A short one');
  await settled('queued');
  expect(starts()).toHaveLength(1);
});

test('the limit is readable from another origin, and says when', async () => {
  await open({ perAddressAndHour: 1 });
  await send('one');
  await settled('queued');
  await page.waitForSelector('button[aria-disabled=false]');
  await send('two');
  expect(await settled('busy')).toMatch(/try again in (a minute|\d+ minutes)/);
  expect(starts()).toHaveLength(1);
});

test('a person whose browser filled in the trap is told, and the second try goes through', async () => {
  await open();
  await page.evaluate(`document.querySelector('[name=leave_empty]').value = 'Example Street 1'`);
  await send();
  expect(await settled('refused')).toMatch(/filled in a hidden field.*send again/);
  await page.waitForSelector('button[aria-disabled=false]');
  await page.click('button');
  await settled('queued');
  expect(starts()).toHaveLength(1);
});

test('a connection that breaks is repeated by the browser itself, and ordered once', async () => {
  await open();
  losesAnswer = true;
  await send();
  await settled('queued');
  expect(losesAnswer).toBe(false);
  expect(starts()).toHaveLength(1);
});

test('a Turnstile token is used once: the widget is renewed after every answer', async () => {
  const spent = new Set<string>();
  const checking: typeof fetch = async (url, init) => {
    if (!String(url).includes('challenges.cloudflare.com')) return fetch(url, init);
    const token = new URLSearchParams(String(init?.body)).get('response') ?? '';
    const success = token.startsWith('good') && !spent.has(token);
    spent.add(token);
    return Response.json(success ? { success } : { success, 'error-codes': ['timeout-or-duplicate'] });
  };
  // As on a page with several forms: without its place, the widget of another one would be renewed.
  const widget = `<div class="cf-turnstile"><input type="hidden" name="cf-turnstile-response" value="stale"></div><script>
    let count = 0;
    window.turnstile = { reset: (place) => { if (place) place.querySelector('[name=cf-turnstile-response]').value = 'good' + (count += 1); } };
  </script>`;
  await open({ turnstileSecret: 'secret', fetch: checking, markup: FIELDS + widget });
  await send('one');
  expect(await settled('refused')).toMatch(/too old by now/);
  await page.waitForSelector('button[aria-disabled=false]');
  await page.click('button');
  await settled('queued');
  await page.waitForSelector('button[aria-disabled=false]');
  await send('two');
  await expect(answered(2)).resolves.toBe(2);
});

test('a page that may not send can not, and reads nothing', async () => {
  await open({ origins: ['https://www.example.com'] });
  await send();
  expect(await settled('unknown')).not.toMatch(/from that page/);
  expect(emulator.requests).toHaveLength(0);
});

test('a page under a strict policy works when it allows the proxy', async () => {
  await open();
  site.show(formPage(`data-wireflow-form method="post" action="${proxy.origin}/"`, FIELDS), {
    'content-security-policy': `default-src 'none'; script-src 'self'; connect-src ${proxy.origin}`,
    'referrer-policy': 'no-referrer',
  });
  await page.goto(site.origin);
  await send();
  await settled('queued');
});

describe('without JavaScript', () => {
  test('the whole way: sent, waited for, the image seen; a reload orders nothing', async () => {
    await open({ hasKey: true, javaScript: false });
    await send('A fox in the snow');
    await page.waitForURL(/\/runs\//);
    expect(await shown()).toMatch(/Your image is being made.*looks again in \d+ seconds?/);
    await page.reload();
    await page.waitForSelector('main img', { timeout: 40_000 });
    expect(await page.title()).toBe('Your image is ready');
    await page.reload();
    expect(starts()).toHaveLength(1);
    expect(await page.locator('main img').evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(100);
  });

  test('a double click orders one image', async () => {
    await open({ javaScript: false });
    await page.fill('[name=prompt]', 'x');
    await page.dblclick('button');
    await page.waitForURL(/\/runs\//);
    expect(await shown()).toMatch(/Queued.*will be sent to you/);
    expect(starts()).toHaveLength(1);
  });

  test('a refusal is a page that says what to do, and Back keeps what was filled in', async () => {
    await open({ javaScript: false, mostCharacters: 5 });
    await send('Too long for this form');
    await page.waitForURL(`${proxy.origin}/`);
    expect(await shown()).toMatch(/Not sent.*“prompt” is too long.*Nothing was started/);
    // A page that comes out of the browser's memory loads nothing.
    await page.goBack({ waitUntil: 'commit' });
    expect(await page.inputValue('[name=prompt]')).toBe('Too long for this form');
  });

  test('the owner’s page of thanks', async () => {
    await open({ javaScript: false, thanksUrl: `${site.origin}/elsewhere` });
    await send();
    await page.waitForURL(`${site.origin}/elsewhere`);
    expect(starts()).toHaveLength(1);
  });

  test('a page that hides where it is is refused with the reason', async () => {
    await open({ javaScript: false, headers: { 'referrer-policy': 'no-referrer' } });
    await send();
    await page.waitForURL(`${proxy.origin}/`);
    expect(await shown()).toMatch(/does not say which page this form is on.*Nothing was started/);
    expect(starts()).toHaveLength(0);
  });
});
