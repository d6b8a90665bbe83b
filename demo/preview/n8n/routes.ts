import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Bench } from '../bench.js';
import { markdown } from '../pages/form.js';
import { layout, option, type Frame, type Html } from '../pages/layout.js';
import { isShown, nodeDescriptions, type NodeDescription, type NodeProperty } from './description.js';

/** What decides which fields a node shows; chosen in the address. */
const CHOOSERS = ['resource', 'operation', 'event'];

/** Pages of the n8n package's nodes, as their editor describes them. */
export function n8nRoutes(bench: Bench): Hono {
  const routes = new Hono();
  routes.get('/:name?', async (context) => {
    const { nodes, problem } = await nodeDescriptions().then(
      (found) => ({ nodes: found, problem: 'There is no n8n node in this project yet.' }),
      (error: Error) => ({ nodes: [], problem: `The n8n node can not be built: ${error.message}` }),
    );
    const node = nodes.find(({ name }) => name === context.req.param('name')) ?? nodes[0];
    const path = node === undefined ? '/n8n' : `/n8n/${node.name}`;
    const content = node === undefined ? html`<section><h1>n8n</h1><p>${problem}</p></section>` : nodePage(node, context.req.query());
    return context.html(layout({ title: node?.displayName ?? 'n8n', tab: 'n8n', path, menu: menuOf(nodes), settings: bench.settings, isLive: bench.isLive, content }));
  });
  return routes;
}

const menuOf = (nodes: readonly NodeDescription[]): Frame['menu'] => [{ title: 'Nodes', links: nodes.map(({ name, displayName }) => ({ href: `/n8n/${name}`, label: displayName })) }];

function nodePage({ displayName, description, credentials = [], properties, name }: NodeDescription, asked: Readonly<Record<string, string>>): Html {
  const chosen = choicesOf(properties, asked);
  const shown = properties.filter((property) => isShown(property, chosen));
  const choosers = shown.filter((property) => CHOOSERS.includes(property.name));
  const fields = shown.filter((property) => !CHOOSERS.includes(property.name));
  return html`<section><h1>${displayName}</h1><p class="about">${description}. Shown, not run: it is run in a real n8n by its own tests.</p>
<form method="get" action="/n8n/${name}" class="switches">${choosers.map(
    (property) => html`<label>${property.displayName}<select name="${property.name}">${(property.options ?? []).map((each) => option(String(each.value), each.name ?? '', each.value === chosen[property.name]))}</select></label>`,
  )}<noscript><button class="quiet">Show</button></noscript></form>
${credentials.filter((each) => isShown(each, chosen)).map((each) => html`<div class="field"><span class="key">${each.name} · credential</span><label>Credential${each.required ? html` <span class="required">(required)</span>` : ''}</label></div>`)}
${fields.map((property) => fieldOf(property, chosen))}</section>`;
}

/** Of several properties with one name, that one counts which shows. */
function choicesOf(properties: readonly NodeProperty[], asked: Readonly<Record<string, string>>): Record<string, unknown> {
  const chosen: Record<string, unknown> = {};
  for (const property of properties) {
    if (!isShown(property, chosen)) continue;
    const given = property.options?.find(({ value }) => value !== undefined && String(value) === asked[property.name])?.value;
    chosen[property.name] = given ?? property.default;
  }
  return chosen;
}

function fieldOf(property: NodeProperty, chosen: Readonly<Record<string, unknown>>): Html {
  const { displayName, name, type, required, description, options = [] } = property;
  const fields = type === 'collection' ? (options as readonly NodeProperty[]) : type === 'fixedCollection' ? options.flatMap(({ values = [] }) => values) : [];
  const inner = fields.filter((each) => isShown(each, chosen));
  return html`<div class="field"><span class="key">${name} · ${type}</span><label>${displayName}${required ? html` <span class="required">(required)</span>` : ''}</label>
${description ? html`<p class="help">${markdown(description)}</p>` : ''}${detail(property)}
${inner.length === 0 ? '' : html`<details class="group" open><summary>Add option</summary>${inner.map((each) => fieldOf(each, chosen))}</details>`}</div>`;
}

function detail({ type, options = [], modes = [], default: initial, placeholder, hint }: NodeProperty): Html {
  const shown = typeof initial === 'object' ? '' : String(initial ?? '');
  const lines = [
    hint ?? '',
    placeholder && type !== 'collection' ? `Placeholder: ${placeholder}` : '',
    ...modes.map((mode) => [mode.displayName, mode.hint ?? mode.placeholder].filter(Boolean).join(': ')),
    ...(type === 'options' ? choices(options, initial) : shown === '' ? [] : [`Default: ${shown}`]),
  ].filter(Boolean);
  return html`${lines.map((line) => html`<p class="help">${line}</p>`)}`;
}

/** A line for each choice where one of them has more to say; else one for all. */
function choices(options: NonNullable<NodeProperty['options']>, initial: unknown): string[] {
  const named = options.map(({ name = '', value, description }) => [`${name}${value === initial ? ' (default)' : ''}`, description].filter(Boolean).join(': '));
  return options.some(({ description }) => description) ? named : [`Choices: ${named.join(', ')}`];
}
