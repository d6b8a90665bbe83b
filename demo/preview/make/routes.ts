import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { ModuleDefinition } from '../../../platforms/make/format/component.js';
import type { Bench } from '../bench.js';
import type { Outcome } from '../outcome.js';
import { formOf, markdown } from '../pages/form.js';
import { layout, type Frame, type Html } from '../pages/layout.js';
import { failureBox, json, requestTable, valueCell } from '../pages/result.js';
import type { LoggedRequest } from '../request_log.js';
import { moduleFields, valuesOf } from './fields.js';
import { bundleLines, findModule, moduleGroups } from './modules.js';
import { MODES, Scenario } from './scenario.js';

const MOST_BUNDLES = 5;
const PICTURE = /^https?:\/\/\S+\.(png|jpe?g|webp|gif)$/i;

interface Ran {
  readonly outcome: Outcome<unknown[]>;
  readonly requests: readonly LoggedRequest[];
}

/** Pages of Make's modules, read from the app's definition and run by the engine. */
export function makeRoutes(bench: Bench): Hono {
  const routes = new Hono();
  const scenario = new Scenario(bench);

  async function show(context: Context, module: ModuleDefinition, form: Readonly<Record<string, unknown>>): Promise<Response> {
    const texts = textsOf(form);
    const mode = String(form['mode'] ?? '');
    const cost = bench.isLive && module.crud === 'create' ? `${module.label} starts a real run, which costs credits. I want that.` : null;
    const { groups, specs, nested } = await moduleFields(scenario, module, texts);
    const values = valuesOf(form, [...specs, ...nested]);
    const isUnpaid = form['do'] === 'run' && cost !== null && form['pays'] !== 'yes';
    const ran = form['do'] === 'run' && !isUnpaid ? await bench.observe(async () => ({ outcome: await scenario.run(module, values, nested, mode), requests: [...bench.requests.entries] })) : null;
    const modes = MODES[module.type === 'trigger' ? 'trigger' : 'other'];
    const content = html`<div class="columns"><section><h1>${module.label}</h1><p class="about">${markdown(module.description)}</p>
${formOf({ action: `/make/${module.id}`, groups, values: texts, modes, mode, runLabel: 'Run', cost, isUnpaid })}</section>
<section aria-label="Result">${ran === null ? samplePart(module) : resultPart(module, ran)}<h2>Requests</h2>${requestTable(ran?.requests ?? [])}</section></div>`;
    return context.html(layout({ title: module.label, tab: 'make', path: `/make/${module.id}`, menu: menu(), settings: bench.settings, isLive: bench.isLive, content }));
  }

  routes.get('/', (context) => context.redirect(`/make/${moduleGroups().flatMap(({ modules }) => modules).find(({ type }) => type === 'action')?.id}`));
  routes.on(['GET', 'POST'], '/:id', async (context) => {
    const module = findModule(context.req.param('id'));
    if (module === null) return context.notFound();
    const path = `/make/${module.id}`;
    const isSent = context.req.method === 'POST';
    const form = isSent ? await context.req.parseBody() : { ...bench.drafts.get(path), do: 'fields' };
    bench.drafts.set(path, form);
    return show(context, module, form);
  });
  return routes;
}

const menu = (): Frame['menu'] => moduleGroups().map(({ label, modules }) => ({ title: label, links: modules.map((module) => ({ href: `/make/${module.id}`, label: module.label })) }));

function samplePart(module: ModuleDefinition): Html {
  return html`<h2>Sample</h2><p class="about">What the editor shows before the first run.</p>${bundleTable(module, module.samples as Record<string, unknown>)}`;
}

function resultPart(module: ModuleDefinition, { outcome, requests }: Ran): Html {
  if (outcome.failure !== null) return html`<h2>Error</h2>${failureBox(outcome.failure)}`;
  const bundles = outcome.value as Record<string, unknown>[];
  const count = `${bundles.length} ${bundles.length === 1 ? 'bundle' : 'bundles'}, ${requests.length} ${requests.length === 1 ? 'request' : 'requests'}`;
  return html`<h2>Result</h2><div class="done" role="status"><b>Done.</b> ${count}</div>
${bundles.slice(0, MOST_BUNDLES).map((bundle) => html`${pictures(bundle)}${bundleTable(module, bundle)}`)}
<details><summary>What came out</summary>${json(bundles.map(withoutBytes))}</details>`;
}

function bundleTable(module: ModuleDefinition, bundle: Readonly<Record<string, unknown>>): Html {
  const rows = bundleLines(module.interface, bundle).map(({ key, label, values, isNamed }) => {
    return html`<tr><th scope="row" title="${key}">${label}${isNamed ? '' : ' (not in the interface)'}</th><td>${valueCell(values.map(words))}</td></tr>`;
  });
  return html`<table><tbody>${rows}</tbody></table>`;
}

function pictures(bundle: Readonly<Record<string, unknown>>): Html | string {
  const all = Object.values(bundle).flat(2).flatMap((value) => (typeof value === 'object' && value !== null && !Buffer.isBuffer(value) ? Object.values(value) : [value]));
  const links = all.filter((value): value is string => typeof value === 'string' && PICTURE.test(value));
  const files = all.filter(Buffer.isBuffer).map((bytes) => `data:image/png;base64,${bytes.toString('base64')}`);
  const sources = [...new Set([...links, ...files])];
  return sources.length === 0 ? '' : html`<div class="pictures">${sources.map((source) => html`<img src="${source}" alt="Image of this bundle" referrerpolicy="no-referrer">`)}</div>`;
}

const words = (value: unknown): string => (Buffer.isBuffer(value) ? `(${value.length} bytes)` : value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value));

const withoutBytes = (bundle: Readonly<Record<string, unknown>>): unknown => Object.fromEntries(Object.entries(bundle).map(([key, value]) => [key, Buffer.isBuffer(value) ? words(value) : value]));

function textsOf(form: Readonly<Record<string, unknown>>): Record<string, string> {
  const keys = Object.keys(form).flatMap((name) => /^field\.(.+)$/.exec(name)?.[1] ?? []);
  return Object.fromEntries(keys.map((key) => [key, String(form[`custom.${key}`] || form[`field.${key}`] || '')]));
}
