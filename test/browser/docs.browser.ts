import type { HttpBindings } from '@hono/node-server';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { startEmulator } from '../../emulators/wireflow/index.js';
import { formProxy } from '../../platforms/forms/proxy/app.js';
import { openBrowser, openPage } from './browser.js';
import { listening, startSite, type FormSite } from './form_site.js';

const [STRAIGHT, PROXIED] = [...readFileSync('docs/forms.md', 'utf8').matchAll(/```html\n(.*?)```/gs)].map(([, html]) => html as string);

let browser: Browser;
let site: FormSite;
beforeAll(async () => {
  browser = await openBrowser();
  site = await startSite();
});
afterAll(async () => {
  await Promise.all([browser.close(), site.close()]);
});

test('the form of docs/forms.md that goes straight to the webhook', async () => {
  const emulator = await startEmulator();
  site.show(`<!doctype html>${STRAIGHT?.replace(/https:\/\/www\.wireflow\.ai\S+trigger/, emulator.webhookUrl('text-to-image'))}`);
  const { page, errors } = await openPage(browser);
  await page.goto(site.origin);
  await page.getByLabel('What should the picture show?').fill('A fox');
  await page.getByRole('button', { name: 'Make my picture' }).click();
  await page.getByRole('status').getByText('Queued').waitFor();
  expect(emulator.executions).toHaveLength(1);
  expect(errors).toEqual([]);
  await Promise.all([page.context().close(), emulator.close()]);
});

test('the form of docs/forms.md that goes through the proxy, by keyboard alone', async () => {
  const emulator = await startEmulator({ durationMs: 500 });
  const proxy = await listening(
    formProxy({
      webhook: emulator.webhookUrl('text-to-image'),
      apiKey: emulator.keys.full,
      baseUrl: emulator.url,
      origins: [site.origin],
      addressOf: (_, bindings) => (bindings as HttpBindings).incoming.socket.remoteAddress ?? null,
      onProblem: (words) => {
        throw new Error(words);
      },
    }),
  );
  site.show(`<!doctype html>${PROXIED?.replace('https://forms.example.com/', `${proxy.origin}/`)}`);
  const { page, errors } = await openPage(browser);
  await page.goto(site.origin);
  await page.keyboard.press('Tab');
  await page.keyboard.type('A fox');
  // The trap is in nobody's way.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Your image is ready.').waitFor();
  await page.getByRole('img', { name: 'The image that was made' }).waitFor();
  expect(emulator.executions).toHaveLength(1);
  expect(errors).toEqual([]);
  await Promise.all([page.context().close(), emulator.close(), proxy.close()]);
});
