import { html } from 'hono/html';
import type { Failure } from '../outcome.js';
import type { LoggedRequest } from '../request_log.js';
import type { Html } from './layout.js';

export const failureBox = ({ name, sentence, effect, againInS }: Failure, again: Html | string = ''): Html => html`<div class="failure" role="alert"><b>${name}</b>
<p>${sentence}</p><p><small>${effect}${againInS === null ? '' : html` It asks for ${againInS} s.`}</small></p>${again}</div>`;

export function requestTable(requests: readonly LoggedRequest[]): Html {
  if (requests.length === 0) return html`<p class="about">None.</p>`;
  const rows = requests.map(({ method, path, sinceMs, status, tookMs }) => html`<tr><td>${method} ${path}</td><td>${status ?? 'no answer'}</td>
<td class="number">${seconds(sinceMs)}</td><td class="number">${tookMs === null ? '–' : `${Math.round(tookMs)} ms`}</td></tr>`);
  return html`<div class="scroll"><table><thead><tr><th>Request</th><th>Answer</th><th class="number">After</th><th class="number">Took</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** What the platform keeps for the app between two runs. */
export function storeTable(kept: ReadonlyMap<string, string | null>): Html {
  if (kept.size === 0) return html`<p class="about">Nothing.</p>`;
  const rows = [...kept].map(([key, value]) => html`<tr><th scope="row">${key}</th><td>${value ?? ''}</td></tr>`);
  return html`<div class="scroll"><table><tbody>${rows}</tbody></table></div>`;
}

/** The values of one line, one below the other where there are several. */
export const valueCell = (values: readonly string[]): Html =>
  html`<div class="value">${values.length === 1 ? values[0] : html`<ol>${values.map((value) => html`<li>${value}</li>`)}</ol>`}</div>`;

export const json = (value: unknown): Html => html`<pre>${JSON.stringify(value, null, 2)}</pre>`;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
