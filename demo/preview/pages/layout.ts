import { html, raw } from 'hono/html';
import { SWITCHES, type Settings } from '../settings.js';
import { SCRIPT, STYLE } from './style.js';

export type Html = ReturnType<typeof html>;

export interface Frame {
  readonly title: string;
  /** Which of the tabs is open: `zap`, `make` or `n8n`. */
  readonly tab: string;
  /** The open page's address. */
  readonly path: string;
  readonly menu: readonly { readonly title: string; readonly links: readonly { readonly href: string; readonly label: string }[] }[];
  readonly settings: Settings;
  readonly isLive: boolean;
  readonly content: Html;
}

const TABS = { zap: 'Zap', make: 'Make', n8n: 'n8n' } as const;

/** The page around everything. */
export const layout = ({ title, tab, path, menu, settings, isLive, content }: Frame): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Wireflow preview</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header><strong>Wireflow preview</strong>
<nav aria-label="Platforms">${Object.entries(TABS).map(([key, label]) => html`<a href="/${key}" ${current(key === tab)}>${label}</a>`)}</nav></header>
${isLive ? html`<p class="live" style="margin:0">Live: steps call Wireflow itself. Generate Image and Run Workflow start runs, and every run is paid with the account's credits; everything else is free.</p>` : ''}
<div class="frame">
<aside><nav aria-label="Steps">${menu.map((part) => html`<h2>${part.title}</h2>${part.links.map(({ href, label }) => html`<a href="${href}" ${current(href === path)}>${label}</a>`)}`)}</nav></aside>
<main>${isLive || tab === 'n8n' ? '' : switches(settings, path)}${content}</main>
</div>
<script>${raw(SCRIPT)}</script>
</body>
</html>`;

const current = (isCurrent: boolean): Html | string => (isCurrent ? html`aria-current="page"` : '');

function switches(settings: Settings, path: string): Html {
  const selects = (Object.keys(SWITCHES) as (keyof Settings)[]).map((name) => {
    const { label, choices } = SWITCHES[name];
    return html`<label>${label}<select name="${name}">${Object.entries(choices).map(([value, words]) => option(value, words, value === String(settings[name])))}</select></label>`;
  });
  return html`<form class="switches" method="post" action="/settings"><input type="hidden" name="back" value="${path}">${selects}<noscript><button class="quiet">Switch</button></noscript>
  <button class="quiet" name="reset" value="yes">Start anew</button></form>`;
}

export const option = (value: string, label: string, isSelected: boolean): Html => html`<option value="${value}" ${isSelected ? html`selected` : ''}>${label}</option>`;
