import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A real Chromium, without a window and without calls of its own, that keeps left pages in memory as people's browsers do. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: FLAGS,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });

/** A page of its own context, whose uncaught errors fail the test that reads `errors`. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => void errors.push(String(error)));
  return { page, errors };
}
