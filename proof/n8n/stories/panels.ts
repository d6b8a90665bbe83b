import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import { expectThat, type Story, type World } from '../stories.js';
import { chain, keyless, wireflow, wireflowTrigger, withProviders, type NodeJson } from '../workflows.js';

const BROWSERS = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const VIEWPORT = { width: 1360, height: 1000 };
const WITHIN = { timeout: 90_000 };
const COLUMNS = 4;

/** Where the pictures go: beside the docs when they are made anew (`--keep-pictures`), otherwise out of the way. */
const FOLDER = path.resolve(import.meta.dirname, '../../../..', process.argv.includes('--keep-pictures') ? 'docs/images' : 'out/n8n');

/** The panels that a person fills in, by the picture's name, and words that must be seen in each. */
function panels(world: World): readonly (readonly [picture: string, node: NodeJson, words: readonly string[]])[] {
  const { emulator } = world;
  const workflow = { __rl: true, mode: 'list', value: emulator.workflow('image-input').id, cachedResultName: 'Product photo' };
  return [
    ['n8n-generate-image', keyless('Generate image', { resource: 'image', operation: 'generate', webhook: { __rl: true, mode: 'url', value: 'https://www.wireflow.ai/api/v1/workflow/YOUR_WEBHOOK_ID/trigger' }, prompt: 'A red kite over the sea', size: 'story', options: { style: 'watercolor', timeout: 300 } }), ['Workflow or Webhook', 'Prompt', 'Size', 'Wait for Images']],
    ['n8n-generate-with-provider', withProviders('Generate image with provider', { operation: 'generateWithProvider', provider: 'cheapest', tier: 'final', prompt: 'A red kite over the sea', size: 'story', options: { maxUsd: 0.05, timeout: 300 } }), ['Provider', 'Tier', 'Prompt', 'Size', 'Input Image']],
    ['n8n-get-from-provider', withProviders('Get image from provider', { operation: 'getFromProvider', job: '={{ $json.jobAddress }}' }), ['Job Address', 'Simplify']],
    ['n8n-run-workflow', wireflow('Run workflow', { resource: 'workflow', operation: 'run', workflow, prompt: 'On a marble table' }), ['Workflow', 'Prompt', 'Inputs', 'Product photo (Link or File)']],
    ['n8n-estimate-workflow', wireflow('Estimate workflow', { resource: 'workflow', operation: 'estimate', workflow }), ['Workflow']],
    ['n8n-get-many-workflows', wireflow('Get many workflows', { resource: 'workflow', operation: 'getAll' }), ['Return All', 'Limit']],
    ['n8n-get-execution', wireflow('Get execution', { resource: 'execution', operation: 'get', executionId: '={{ $json.executionId }}' }), ['Execution ID', 'Simplify']],
    ['n8n-wait-for-execution', wireflow('Wait for execution', { resource: 'execution', operation: 'wait', executionId: '={{ $json.executionId }}' }), ['Execution ID']],
    ['n8n-get-many-executions', wireflow('Get many executions', { resource: 'execution', operation: 'getAll' }), ['Workflow', 'Return All']],
    ['n8n-get-credits', wireflow('Get credits of account', { resource: 'account', operation: 'getCredits' }), ['Operation']],
    ['n8n-trigger', wireflowTrigger('Wireflow Trigger', { pollTimes: { item: [{ mode: 'everyMinute' }] }, event: 'executionCompleted' }), ['Poll Times', 'Trigger On', 'Workflow']],
  ];
}

async function signedIn(world: World, browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const [name = '', value = ''] = world.rest.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: world.instance.origin }]);
  return context.newPage();
}

/** One workflow with all of them, so that the editor is loaded once. */
async function openEditor(world: World, page: Page, nodes: readonly NodeJson[]): Promise<void> {
  const steps = nodes.filter(({ type }) => !type.endsWith('Trigger'));
  const flow = chain('panels', steps);
  const placed = [...flow.nodes, ...nodes.filter((node) => !steps.includes(node))].map((node, index) => ({ ...node, position: [(index % COLUMNS) * 240, Math.floor(index / COLUMNS) * 200] as const }));
  const { id } = await world.rest.create({ ...flow, nodes: placed });
  await page.goto(`${world.instance.origin}/workflow/${id}`, { waitUntil: 'domcontentloaded', ...WITHIN });
}

async function shoot(page: Page, picture: string, { name }: NodeJson, words: readonly string[]): Promise<void> {
  await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick({ force: true, ...WITHIN });
  const panel = page.getByTestId('ndv');
  await panel.waitFor(WITHIN);
  for (const word of words) await panel.getByText(word, { exact: true }).filter({ visible: true }).first().waitFor(WITHIN);
  // Lists and inputs are fetched.
  await page.waitForLoadState('networkidle', WITHIN).catch(() => undefined);
  await page.screenshot({ path: path.join(FOLDER, `${picture}.png`) });
  const text = (await panel.innerText()).toLowerCase();
  expectThat(`${picture} shows no fault`, !/could not|error fetching|undefined|problem/.test(text), text.slice(0, 600));
  await page.getByTestId('ndv-close-button').click(WITHIN);
  await panel.waitFor({ state: 'hidden', ...WITHIN });
}

export const panelStories: readonly Story[] = [
  {
    name: 'panels: each operation and the trigger open in the editor',
    async tell(world) {
      const executablePath = BROWSERS.find((file) => file !== '' && existsSync(file));
      if (executablePath === undefined) throw new Error('There is no Chromium: install it (apt-get install chromium), or name it in CHROMIUM');
      mkdirSync(FOLDER, { recursive: true });
      selectors.setTestIdAttribute('data-test-id');
      const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
      try {
        const page = await signedIn(world, browser);
        const all = panels(world);
        await openEditor(world, page, all.map(([, node]) => node));
        for (const [picture, node, words] of all) await shoot(page, picture, node, words);
      } finally {
        await browser.close();
      }
    },
  },
];
