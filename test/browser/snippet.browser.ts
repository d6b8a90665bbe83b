import type { Browser, Page } from 'playwright-core';
import { startEmulator, type CorsAnswers, type Emulator, type FaultRule } from '../../emulators/wireflow/index.js';
import { openBrowser, openPage } from './browser.js';
import { formPage, startSite, type FormSite } from './form_site.js';

let browser: Browser;
let emulator: Emulator;
let site: FormSite;
let page: Page;
let errors: string[];

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
  await emulator.close();
});

interface Setup {
  readonly cors?: CorsAnswers;
  readonly fields?: string;
  readonly attributes?: string;
  readonly button?: string;
}

/** Opens a page with a form straight to the webhook. */
async function open({ cors = 'preflight', fields, attributes = '', button }: Setup = {}): Promise<void> {
  emulator = await startEmulator({ cors });
  ({ page, errors } = await openPage(browser));
  site.show(formPage(`data-wireflow-form="${emulator.webhookUrl('text-to-image')}" ${attributes}`, fields, button));
  await page.goto(site.origin);
}

const said = () => page.locator('[data-wireflow-status]');
const starts = () => emulator.requests.filter(({ endpoint }) => endpoint === 'trigger');
const bodies = () => starts().map(({ body }) => JSON.parse(body));

async function send(prompt = 'A lighthouse at dusk'): Promise<void> {
  await page.fill('[name=prompt]', prompt);
  await page.click('button');
}

/** A click as a hand makes it, which asks no button whether it is busy. */
const press = () => page.click('button', { force: true });

async function settled(state: string): Promise<string> {
  await page.waitForSelector(`[data-wireflow-status][data-state="${state}"]`);
  return (await said().textContent()) ?? '';
}

describe('a form on another site', () => {
  test('asks first, posts JSON, says queued, and is empty again', async () => {
    await open();
    await send('Ünï “quotes”\nand lines');
    expect(await settled('queued')).toMatch(/Queued: your image is being made and will be sent to you/);
    expect(emulator.requests.map(({ method, endpoint }) => `${method} ${endpoint}`)).toEqual(['OPTIONS triggerPreflight', 'POST trigger']);
    expect(starts()[0]?.headers).toMatchObject({ 'content-type': 'application/json', origin: site.origin });
    expect(starts()[0]?.headers).not.toHaveProperty('cookie');
    expect(bodies()).toEqual([{ prompt: 'Ünï “quotes”\nand lines' }]);
    expect(await page.inputValue('[name=prompt]')).toBe('');
  });

  test('sends its fields under their names: numbers, lists, choices, the pressed button; nothing empty or disabled', async () => {
    await open({
      fields: `<textarea name="prompt"></textarea><input name="action" value="a"><input name="submit" value="s"><input name="method" value="m">
        <input type="number" name="width" value="512"><input type="number" name="mark" value="9007199254740993"><input type="range" name="steps" min="1" max="9" value="4"><input name="seed" value="">
        <input type="checkbox" name="tags" value="red" checked><input type="checkbox" name="tags" value="blue" checked><input type="checkbox" name="tags" value="green">
        <input type="checkbox" name="moods[]" value="calm" checked><input name="__proto__" value="p"><input name="off" value="1" disabled>
        <select name="style"><option>ink</option><option selected>oil</option></select><input type="radio" name="shape" value="round" checked><input type="file" name="none">`,
      button: '<button name="kind" value="draft">Send</button><button name="kind" value="final">Final</button>',
    });
    await send('x');
    await settled('queued');
    expect(starts()[0]?.body).toContain('"__proto__":"p"');
    expect(bodies()[0]).toMatchObject({
      prompt: 'x', action: 'a', submit: 's', method: 'm', width: 512, mark: '9007199254740993', steps: 4, tags: ['red', 'blue'], moods: ['calm'], style: 'oil', shape: 'round', kind: 'draft',
    });
    expect(Object.keys(bodies()[0])).not.toEqual(expect.arrayContaining(['seed']));
    expect(bodies()[0]).not.toHaveProperty('off');
    expect(bodies()[0]).not.toHaveProperty('none');
  });

  test('is not sent while a required field is empty, nor locked by it', async () => {
    await open();
    await page.click('button');
    expect(starts()).toHaveLength(0);
    await send();
    await settled('queued');
    expect(starts()).toHaveLength(1);
  });

  test('does not send a file', async () => {
    await open({ fields: '<textarea name="prompt"></textarea><input type="file" name="photo">' });
    await page.setInputFiles('[name=photo]', { name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('x') });
    await send();
    expect(await settled('files')).toMatch(/cannot send files. Nothing was sent/);
    expect(emulator.requests).toHaveLength(0);
  });

  test('tells its page, which may keep the values', async () => {
    await open();
    await page.evaluate(`document.addEventListener('wireflow:queued', (event) => { window.told = event.detail; event.preventDefault(); })`);
    await send('kept');
    await settled('queued');
    expect(await page.evaluate('window.told.executionId')).toBe(emulator.executions[0]?.id);
    expect(await page.inputValue('[name=prompt]')).toBe('kept');
  });

  test('speaks with the page’s own words', async () => {
    await open({ attributes: 'data-text-queued="Danke! Das Bild kommt per E-Mail."' });
    await send();
    expect(await settled('queued')).toBe('Danke! Das Bild kommt per E-Mail.');
  });

  test('says when it has no address', async () => {
    await open();
    site.show(formPage('data-wireflow-form'));
    await page.goto(site.origin);
    await send();
    expect(await settled('setup')).toMatch(/no address/);
  });
});

describe('one order per click', () => {
  test('a double click orders one image, however fast the service is', async () => {
    await open({ fields: '<input name="prompt" value="x">' });
    await page.dblclick('button');
    await settled('queued');
    await page.waitForTimeout(300);
    expect(starts()).toHaveLength(1);
  });

  test.each([30, 120, 300, 600])('two clicks %i ms apart order one image', async (apartMs) => {
    await open({ fields: '<input name="prompt" value="x">' });
    await page.click('button');
    await page.waitForTimeout(apartMs);
    await press();
    await settled('queued');
    await page.waitForTimeout(200);
    expect(starts()).toHaveLength(1);
  });

  test('Enter held down orders one image', async () => {
    await open({ fields: '<input name="prompt" value="x">' });
    await page.focus('[name=prompt]');
    for (let press = 0; press < 8; press += 1) await page.keyboard.press('Enter');
    await settled('queued');
    expect(starts()).toHaveLength(1);
  });

  test('whoever wants another one can have it', async () => {
    await open();
    await send('one');
    await settled('queued');
    await page.waitForTimeout(1_200);
    await send('two');
    await until(() => starts().length === 2);
    expect(bodies()).toEqual([{ prompt: 'one' }, { prompt: 'two' }]);
  });

  test('a slow service is waited for, and nothing else is sent meanwhile', async () => {
    await open();
    emulator.fault({ on: 'trigger', delayMs: 1_500 });
    await page.clock.install();
    await send();
    await settled('sending');
    await page.clock.fastForward(8_000);
    expect(await settled('slow')).toMatch(/no need to send again/);
    await press();
    await settled('queued');
    expect(starts()).toHaveLength(1);
  });
});

describe('what went wrong', () => {
  test.each<[string, FaultRule, string, RegExp]>([
    ['a refused value', { status: 400 }, 'refused', /nothing was started.*check what you filled in/i],
    ['no credits', { status: 402 }, 'credits', /credits are used up. Nothing was started/],
    ['a closed webhook', { status: 403 }, 'closed', /closed. Nothing was started/],
    ['a webhook that is gone', { status: 404 }, 'closed', /closed. Nothing was started/],
    ['too much', { status: 413 }, 'long', /too long. Nothing was started/],
    ['a limit', { status: 429 }, 'busy', /try again in a few minutes/],
  ])('%s: nothing was started, and the form can be sent again', async (_, fault, state, words) => {
    await open();
    emulator.fault({ on: 'trigger', ...fault });
    await send();
    expect(await settled(state)).toMatch(words);
    expect(starts()).toHaveLength(1);
    expect(await page.inputValue('[name=prompt]')).not.toBe('');
    await page.waitForTimeout(1_200);
    await page.click('button');
    await settled('queued');
    expect(starts()).toHaveLength(2);
  });

  test.each<[string, FaultRule]>([
    ['a failing server', { status: 500 }],
    ['a failing gateway', { status: 504, html: true }],
    ['a redirect', { status: 307, headers: { location: '/api/v1/workflow/other/trigger' } }],
    ['half an answer', { cut: true }],
    ['a page in place of an answer', { html: true }],
    ['an empty answer', { empty: true }],
  ])('%s: it may have started, and is not sent again', async (_, fault) => {
    await open();
    emulator.fault({ on: 'trigger', ...fault });
    await send();
    expect(await settled('unknown')).toMatch(/may be on its way already.*reload the page/);
    await page.waitForTimeout(1_200);
    await press();
    await page.waitForTimeout(300);
    expect(starts()).toHaveLength(1);
    await page.reload();
    await send();
    await settled('queued');
  });

  // Chromium sends a request once more when a used connection breaks before any answer: no page can keep it from that, and
  // the webhook can not tell the two apart. The proxy can (proxy.browser.ts), and docs/forms.md says so.
  test('a connection that breaks is repeated by the browser itself', async () => {
    await open();
    emulator.fault({ on: 'trigger', drop: 'after' });
    await send();
    await settled('queued');
    expect(starts()).toHaveLength(2);
  });

  test('offline: nothing was sent, and it can be sent later', async () => {
    await open();
    await page.context().setOffline(true);
    await send();
    expect(await settled('offline')).toBe('You are offline. Nothing was sent.');
    await page.context().setOffline(false);
    await press();
    await settled('queued');
    expect(starts()).toHaveLength(1);
  });

  test.each<CorsAnswers>(['header', 'without_headers', 'none'])('a service that answers pages with “%s” gets one question, no order, and no other kind of request', async (cors) => {
    await open({ cors });
    await send();
    expect(await settled('unknown')).toMatch(/No clear answer came back/);
    expect(emulator.requests.map(({ method }) => method)).toEqual(['OPTIONS']);
  });
});

describe('people', () => {
  test('hear what happens: the status is there from the start, and the pressed button keeps the focus', async () => {
    await open();
    emulator.fault({ on: 'trigger', delayMs: 800 });
    expect(await said().getAttribute('role')).toBe('status');
    await page.fill('[name=prompt]', 'x');
    await page.focus('button');
    await page.keyboard.press('Enter');
    await settled('sending');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BUTTON');
    expect(await page.getAttribute('button', 'aria-disabled')).toBe('true');
    expect(await page.getAttribute('form', 'aria-busy')).toBe('true');
    await settled('queued');
    await page.waitForSelector('button[aria-disabled=false]');
    expect(await page.getAttribute('form', 'aria-busy')).toBe('false');
  });

  test('find a status also where the page has none', async () => {
    await open();
    site.show((await page.content()).replace(/<p role="status".*?<\/p>/, ''));
    await page.goto(site.origin);
    expect(await said().getAttribute('role')).toBe('status');
    await send();
    await settled('queued');
  });

  test('without JavaScript are told, press nothing in vain, and send nothing anywhere', async () => {
    await open();
    const fields = '<textarea name="prompt"></textarea><noscript>This form needs JavaScript.</noscript>';
    site.show(formPage(`data-wireflow-form="${emulator.webhookUrl('text-to-image')}"`, fields, '<button data-wireflow-send disabled>Send</button>'));
    const plain = await openPage(browser, { javaScriptEnabled: false });
    await plain.page.goto(site.origin);
    expect(await plain.page.isDisabled('button')).toBe(true);
    expect(await plain.page.textContent('noscript')).toContain('needs JavaScript');
    await plain.page.context().close();
    await page.goto(site.origin);
    await send();
    await settled('queued');
    expect(starts()).toHaveLength(1);
  });

  test.each([
    ['before the answer', 'sending', 3_000, ['unknown', 'queued']],
    ['after it', 'queued', 0, ['queued']],
  ])('who leave %s and come back to the page as they left it find a form that works or says why not', async (_, state, delayMs, states) => {
    await open();
    emulator.fault({ on: 'trigger', delayMs });
    await page.evaluate('window.isTheSamePage = true');
    await send('one');
    await settled(state);
    await page.goto(`${site.origin}/elsewhere`);
    await page.goBack({ waitUntil: 'commit' });
    expect(await page.evaluate('window.isTheSamePage')).toBe(true);
    await page.waitForSelector('form[aria-busy=false]');
    const seen = (await said().getAttribute('data-state')) ?? '';
    expect(states).toContain(seen);
    await page.fill('[name=prompt]', 'two');
    await press();
    await page.waitForTimeout(500);
    expect(starts()).toHaveLength(seen === 'unknown' ? 1 : 2);
  });
});

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !isTrue(); tries += 1) await page.waitForTimeout(50);
  expect(isTrue()).toBe(true);
}
