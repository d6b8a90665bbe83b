import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startEmulator } from '../../emulators/wireflow/index.js';
import { allSteps } from '../../demo/preview/zap/steps.js';
import { openBrowser, openPage } from './browser.js';

let browser: Browser;
let preview: ChildProcess;
let link: string;
let page: Page;
let errors: string[];

/** The command as people start it, from the built files. */
beforeAll(async () => {
  preview = spawn(process.execPath, ['dist/demo/preview/cli.js', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  link = await new Promise<string>((resolve) => preview.stdout?.on('data', (data) => void /http:\S+/.exec(String(data))?.forEach((found) => resolve(found))));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  preview.kill('SIGTERM');
});
beforeEach(async () => {
  ({ page, errors } = await openPage(browser, { viewport: { width: 1280, height: 900 } }));
  await page.goto(link);
  await Promise.all([page.waitForNavigation(), page.click('button[name=reset]')]);
  await choose('speed', '10');
});
afterEach(async () => {
  expect(errors).toEqual([]);
  await page.context().close();
});

const origin = () => new URL(link).origin;
const result = () => page.locator('section[aria-label=Result]');

/** A switch of the bench; the page comes back with it. */
async function choose(name: string, value: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.selectOption(`.switches select[name=${name}]`, value)]);
}

/** A dropdown on which other fields hang. */
async function pick(field: string, label: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.selectOption(`[name="field.${field}"]`, { label })]);
}

async function run(mode = 'live'): Promise<string> {
  await page.selectOption('select[name=mode]', mode);
  await Promise.all([page.waitForNavigation(), page.click('button[value=run]')]);
  return (await result().textContent()) ?? '';
}

async function open(step: string): Promise<void> {
  await page.goto(`${origin()}${step}`);
}

async function fillGenerate(): Promise<void> {
  await open('/zap/creates/generate_image');
  await pick('webhook', 'Text to Image (Flux 2 Pro)');
  await page.fill('[name="field.prompt"]', 'A paper boat on a calm lake at sunrise');
}

test('the whole way: connect, choose, generate, wait, and see the picture', async () => {
  await open('/zap/connection');
  expect(await page.textContent('.done')).toMatch(/Connected: 5 workflows/);
  await fillGenerate();
  await page.selectOption('[name="field.wait"]', 'up_to_25_s');
  expect(await run()).toMatch(/Done\..*of 30 s.*Status\s*completed/s);
  const requests = await result().locator('h2:has-text("Requests") + .scroll td:first-child').allTextContents();
  const [start, ...looks] = requests.map((request) => request.replace(/exec_\w+/, '…'));
  expect(start).toBe('POST /api/v1/workflow/whk_local_text_to_image/trigger');
  // The workflow's name for the output is asked for beside the wait.
  expect([...new Set(looks)].filter((look) => look !== 'GET /api/v1/workflows')).toEqual(['GET /api/v1/workflows/executions/…/poll']);
  expect(await result().locator('.note').count()).toBe(0);
  expect(await result().textContent()).toMatch(/What Zapier keeps for the app.*started:/s);
  await page.waitForFunction(`document.querySelector('.pictures img').naturalWidth === 1024`);
  await open('/zap/triggers/execution_completed');
  expect(await run('test')).toMatch(/1 item.*Image URLs/s);
});

test('every step of the definition has its page, with the fields that the handler gives and a sample', async () => {
  const steps = allSteps();
  expect(steps.length).toBeGreaterThan(10);
  for (const { kind, key, label, outputFields } of steps) {
    await open(`/zap/${kind}/${key}`);
    expect(await page.textContent('h1')).toBe(label);
    expect(await page.locator('aside').textContent()).toContain(label);
    expect(await page.locator('.failure').count()).toBe(0);
    if (outputFields.length > 0) expect(await result().locator('th[scope=row]').count()).toBeGreaterThan(1);
  }
});

test('fields that hang on a choice appear with it, with their help, marks and groups', async () => {
  await open('/zap/creates/run_workflow');
  const before = await page.locator('[name^="field."]').count();
  await pick('workflow', 'Text to Image (Flux 2 Pro)');
  expect(await page.locator('[name^="field."]').count()).toBeGreaterThan(before);
  await open('/zap/creates/generate_image');
  expect(await page.locator('label[for=field-prompt]').textContent()).toMatch(/Prompt.*\(required\)/);
  expect(await page.locator('details.group > summary').allTextContents()).toEqual(['Custom Size', 'More Options', 'Cost and Safety']);
  expect(await page.locator('.help strong').first().textContent()).toBe('Settings > Webhook');
});

describe('each class of error is shown with its sentence and what Zapier does', () => {
  test.each([
    ['HaltedError', 'credits', /too few credits.*This run stops. The Zap stays on/s],
    ['HaltedError', 'start_lost', /The execution may have started.*This run stops/s],
    ['ThrottledError', 'busy', /limit of requests.*goes back into the queue.*asks for \d+ s/s],
    ['AppError', 'not_found', /no such webhook.*This run fails/s],
    ['ThrottledError', 'away', /problem of its own.*goes back into the queue/s],
  ])('%s: %s', async (name, fault, words) => {
    await fillGenerate();
    await choose('fault', fault);
    const said = await run();
    expect(said).toContain(name);
    expect(said).toMatch(words);
    // A fault is used up by one run.
    expect(await page.inputValue('.switches select[name=fault]')).toBe('none');
  });

  test('ExpiredAuthError, in the step and in its dropdown', async () => {
    await choose('key', 'expired');
    await open('/zap/searches/credit_balance');
    expect(await run()).toMatch(/ExpiredAuthError.*has expired.*asked to reconnect/s);
    await open('/zap/creates/generate_image');
    expect(await page.locator('.field .failure').first().textContent()).toMatch(/ExpiredAuthError/);
  });

  test('bad input, and what the editor would have said', async () => {
    await open('/zap/creates/generate_image');
    expect(await run()).toMatch(/The editor would not run this: Workflow or Webhook, Prompt are required.*HaltedError.*is empty/s);
  });

  test('a step that waits in the queue goes on when its time has come', async () => {
    await fillGenerate();
    await page.locator('summary', { hasText: 'Cost and Safety' }).click();
    await page.fill('[name="field.run_id"]', 'row 7');
    await page.selectOption('[name="field.wait"]', 'until_finished');
    // A switch keeps what is filled in.
    await choose('fault', 'busy');
    expect(await page.inputValue('[name="field.run_id"]')).toBe('row 7');
    expect(await run()).toContain('ThrottledError');
    await Promise.all([page.waitForNavigation(), page.click('text=/Let \\d+ s pass/')]);
    expect(await result().textContent()).toMatch(/Done\./);
  });
});

test('replies, plan and key are switched, and each shows', async () => {
  await choose('profile', 'modern');
  await open('/zap/connection');
  expect(await page.textContent('.done')).toMatch(/Connected/);
  await choose('key', 'none');
  expect(await page.textContent('.done')).toMatch(/Webhook only/);
});

describe('Make', () => {
  test('runs a module through the engine: dropdown, nested fields, picture', async () => {
    await open('/make/runWorkflow');
    await pick('wf_workflow', 'Text to Image (Flux 2 Pro)');
    const run = page.waitForNavigation();
    await page.click('button[value=run]');
    await run;
    expect(await result().textContent()).toMatch(/Done\. 1 bundle.*Status\s*completed/s);
    await page.waitForFunction(`document.querySelector('.pictures img').naturalWidth === 1024`);
  });

  test('shows an error with its type', async () => {
    await choose('key', 'expired');
    await open('/make/getCreditBalance');
    await Promise.all([page.waitForNavigation(), page.click('button[value=run]')]);
    expect(await result().textContent()).toMatch(/InvalidAccessTokenError|InvalidConfigurationError|DataError|RuntimeError/);
  });
});

test('n8n: every node’s fields, by what is chosen', async () => {
  await open('/n8n');
  expect(await page.textContent('h1')).toBe('Wireflow');
  await Promise.all([page.waitForNavigation(), page.selectOption('section select[name=resource]', 'workflow')]);
  expect(await page.inputValue('section select[name=operation]')).toBe('run');
  expect(await page.locator('.field').count()).toBeGreaterThan(2);
});

test('nobody else gets in: no token, another page, another name for this machine', async () => {
  const stranger = await openPage(browser);
  await stranger.page.goto(`${origin()}/zap`);
  expect(await stranger.page.textContent('body')).toMatch(/Open the preview with the link/);
  await stranger.page.context().close();
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const settings = (headers: Record<string, string>) => fetch(`${origin()}/settings`, { method: 'POST', redirect: 'manual', headers: { cookie, ...headers } });
  expect((await settings({ origin: origin() })).status).toBe(303);
  expect((await settings({ origin: 'https://evil.example' })).status).toBe(403);
  expect((await settings({})).status).toBe(403);
});

test.each([
  ['light', 1280], ['dark', 1280], ['light', 390], ['dark', 390],
] as const)('fits and can be read: %s, %i pixels wide', async (colorScheme, width) => {
  const shown = await openPage(browser, { colorScheme, viewport: { width, height: 900 } });
  await shown.page.goto(link);
  for (const address of ['/zap/creates/generate_image', '/zap/connection', '/make/watchExecutions', '/n8n']) {
    await shown.page.goto(`${origin()}${address}`);
    expect(await shown.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  }
  await shown.page.context().close();
});

test('--live says what costs, and starts nothing before somebody has agreed', async () => {
  const emulator = await startEmulator();
  const env = { ...process.env, WIREFLOW_BASE_URL: emulator.url, WIREFLOW_API_KEY: emulator.keys.full };
  const live = spawn(process.execPath, ['dist/demo/preview/cli.js', '--port', '0', '--live'], { stdio: ['ignore', 'pipe', 'inherit'], env });
  let said = '';
  const opened = await new Promise<string>((resolve) => live.stdout.on('data', (data) => void (/http:\S+/.exec((said += String(data)))?.forEach((found) => resolve(found)))));
  expect(said).toMatch(/LIVE: .*costs credits/);
  await page.goto(opened);
  expect(await page.textContent('.live')).toMatch(/paid with the account's credits; everything else is free/);
  expect(await page.locator('.switches').count()).toBe(0);
  await page.selectOption('[name="field.webhook"]', { index: 1 });
  await page.waitForLoadState();
  await page.fill('[name="field.prompt"]', 'x');
  await Promise.all([page.waitForNavigation(), page.click('button[value=run]')]);
  expect(await page.textContent('form .failure')).toMatch(/Nothing was run: tick the line/);
  expect(emulator.executions).toHaveLength(0);
  await page.check('[name=pays]');
  await Promise.all([page.waitForNavigation(), page.click('button[value=run]')]);
  expect(await result().textContent()).toMatch(/Done.*POST \/api\/v1\/workflow\/…\/trigger/s);
  expect(emulator.executions).toHaveLength(1);
  live.kill('SIGTERM');
  await emulator.close();
});

// UPDATE_DOCS=1 takes the picture for the README anew.
(process.env['UPDATE_DOCS'] === '1' ? test : test.skip)('the picture of the README', async () => {
  await fillGenerate();
  await page.selectOption('[name="field.wait"]', 'up_to_25_s');
  await run();
  await page.waitForFunction(`document.querySelector('.pictures img').naturalWidth === 1024`);
  mkdirSync('docs/images', { recursive: true });
  await page.screenshot({ path: path.join('docs/images', 'preview.png') });
});
