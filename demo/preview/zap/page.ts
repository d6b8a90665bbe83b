import { html } from 'hono/html';
import type { Bench } from '../bench.js';
import { formOf, markdown, type FormField, type FormGroup } from '../pages/form.js';
import type { Frame, Html } from '../pages/layout.js';
import { failureBox, json, requestTable, storeTable, valueCell } from '../pages/result.js';
import { CHECKS, type Remark } from './checks.js';
import type { ShownField, ShownFields } from './fields.js';
import { differences, outputLines, type OutputLine } from './output.js';
import { MODES, type StepRun } from './run.js';
import { allSteps, KINDS, type Kind, type Step } from './steps.js';

export interface StepPage {
  readonly step: Step;
  readonly shown: ShownFields;
  readonly inputData: Readonly<Record<string, unknown>>;
  readonly mode: string;
  /** Null before the first run. */
  readonly run: StepRun | null;
  /** Null where the step may run at once. */
  readonly cost: string | null;
  /** What Zapier's checks would have changed. */
  readonly remarks: readonly Remark[];
  readonly isUnpaid: boolean;
}

const MOST_ITEMS = 5;
const MOST_PICTURES = 8;

export const pathOf = ({ kind, key }: Step): string => `/zap/${kind}/${key}`;

export function zapMenu(): Frame['menu'] {
  const steps = allSteps();
  const link = (step: Step) => ({ href: pathOf(step), label: step.label });
  const kinds = (Object.keys(KINDS) as Kind[]).map((kind) => ({ title: KINDS[kind], links: steps.filter((step) => step.kind === kind && !step.isHidden).map(link) }));
  return [{ title: 'Account', links: [{ href: '/zap/connection', label: 'Connection' }] }, ...kinds, { title: 'Fill dropdowns', links: steps.filter(({ isHidden }) => isHidden).map(link) }];
}

/** A step: its form on one side, what came of it on the other. */
export function stepPage(bench: Bench, { step, shown, inputData, mode, run, cost, isUnpaid, remarks }: StepPage): Html {
  const modes = Object.fromEntries(Object.entries(MODES[step.kind]).map(([key, { label }]) => [key, label]));
  const form = formOf({ action: pathOf(step), groups: groupsOf(step, shown.fields), values: textsOf(inputData), modes, mode, runLabel: 'Run', cost, isUnpaid });
  return html`<div class="columns">
<section><h1>${step.label}</h1><p class="about">${markdown(step.description)}</p>${shown.failure === null ? '' : failureBox(shown.failure)}${form}${remarksPart(remarks)}</section>
<section aria-label="Result">${run === null ? samplePart(step) : resultPart(step, shown.fields, run)}
<h2>Requests</h2>${requestTable(run?.requests ?? [])}
<h2>What Zapier keeps for the app</h2>${storeTable(bench.standIn.cache)}</section>
</div>`;
}

/** What the tests hold the app to, beside the step that it is about. */
export function remarksPart(remarks: readonly Remark[]): Html {
  const list = remarks.map(({ id, says, where, what, instead }) => html`<li><b>${id}</b> ${where}: ${what} ${instead}<br><span class="about">${says}</span></li>`);
  return html`<h2>Zapier’s checks</h2>${remarks.length === 0 ? html`<p class="about">None of ${CHECKS} checks and guidelines that can be asked offline would change anything here.</p>` : html`<div class="note"><ul>${list}</ul></div>`}`;
}

function samplePart({ outputFields, sample }: Step): Html {
  return html`<h2>Sample</h2><p class="about">What the editor shows before the first test.</p>${linesTable(outputLines(outputFields, (sample ?? {}) as Record<string, unknown>))}`;
}

function resultPart(step: Step, fields: readonly ShownField[], { items, failure, tookMs, inputData, requests }: StepRun): Html {
  const missing = fields.filter(({ required, key }) => required && inputData[key] === undefined).map(({ label, key }) => label ?? key);
  const refused = missing.length === 0 ? '' : html`<div class="note"><p>The editor would not run this: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} required.</p></div>`;
  const took = `${(tookMs / 1000).toFixed(1)} s of 30 s, ${requests.length} ${requests.length === 1 ? 'request' : 'requests'}`;
  if (failure !== null) return html`<h2>Error</h2>${refused}${failureBox(failure, againButton(step, failure.againInS, inputData))}<details><summary>What went in</summary>${json(inputData)}</details>`;
  const count = step.kind === 'creates' ? '' : ` ${items.length} ${items.length === 1 ? 'item' : 'items'},`;
  return html`<h2>Result</h2>${refused}<div class="done" role="status"><b>Done.</b>${count} ${took}</div>
${items.slice(0, MOST_ITEMS).map((item, index) => itemPart(step, item, items.length > 1 ? index + 1 : null))}
${items.length > MOST_ITEMS ? html`<p class="about">And ${items.length - MOST_ITEMS} more.</p>` : ''}
<details><summary>What went in</summary>${json(inputData)}</details><details><summary>What came out</summary>${json(items)}</details>`;
}

/** What Zapier does by itself after a while, at once. */
function againButton(step: Step, againInS: number | null, inputData: StepRun['inputData']): Html | string {
  if (againInS === null) return '';
  const values = Object.entries(textsOf(inputData)).map(([key, value]) => html`<input type="hidden" name="field.${key}" value="${value}">`);
  return html`<form method="post" action="${pathOf(step)}"><input type="hidden" name="mode" value="live"><input type="hidden" name="skip" value="${String(againInS)}">${values}
<button name="do" value="run" data-busy="Running…">Let ${againInS} s pass, and run it again</button></form>`;
}

function itemPart({ outputFields, sample }: Step, item: Readonly<Record<string, unknown>>, number: number | null): Html {
  const lines = outputLines(outputFields, item);
  const files = lines.filter(({ isFile }) => isFile).flatMap(({ values }) => values);
  const pictures = [...new Set(files)].slice(0, MOST_PICTURES).map((promise) => html`<img src="/zap/file?promise=${encodeURIComponent(promise)}" alt="Image file of this item">`);
  const odd = differences(sample, item);
  const note = odd.length === 0 ? '' : html`<div class="note"><p>Not as in the sample: ${odd.join(', ')}.</p></div>`;
  return html`${number === null ? '' : html`<h2>Item ${number}</h2>`}${note}${pictures.length === 0 ? '' : html`<div class="pictures">${pictures}</div>`}${linesTable(lines)}`;
}

function linesTable(lines: readonly OutputLine[]): Html {
  if (lines.length === 0) return html`<p class="about">Nothing.</p>`;
  const rows = lines.map(({ key, label, values, isFile, isNamed }) => {
    const shown = values.map((value) => (isFile ? '(file, fetched when it is needed)' : value));
    return html`<tr><th scope="row" title="${key}">${label}${isNamed ? '' : ' (no output field)'}</th><td>${valueCell(shown)}</td></tr>`;
  });
  return html`<table><tbody>${rows}</tbody></table>`;
}

function groupsOf({ groups }: Step, fields: readonly ShownField[]): FormGroup[] {
  const inGroup = (key: string | undefined) => fields.filter(({ group }) => group === key).map(formField);
  return [{ label: null, isOpen: true, fields: inGroup(undefined) }, ...groups.map(({ key, label, emphasize }) => ({ label, isOpen: emphasize === true, fields: inGroup(key) }))];
}

function formField(field: ShownField): FormField {
  const type = field.dict ? 'dict' : (field.type ?? 'string');
  const isDict = field.dict === true;
  return {
    key: field.key,
    label: field.label ?? field.key,
    type,
    required: field.required === true,
    help: isDict ? `${field.helpText ?? ''} (Here: a pair on each line, as \`name: value\`.)` : (field.helpText ?? null),
    placeholder: field.placeholder ?? null,
    default: field.default === undefined ? null : String(field.default),
    choices: field.shownChoices,
    takesOther: field.shownChoices !== null,
    isLong: isDict || type === 'text',
    isSecret: type === 'password',
    // Zapier asks for the fields again whenever a dropdown changes.
    alters: field.shownChoices !== null && (field.dynamic !== undefined || field.altersDynamicFields === true),
    failure: field.failure,
  };
}

function textsOf(inputData: Readonly<Record<string, unknown>>): Record<string, string> {
  const text = (value: unknown): string => (typeof value === 'object' && value !== null ? Object.entries(value).map(([name, each]) => `${name}: ${String(each)}`).join('\n') : String(value));
  return Object.fromEntries(Object.entries(inputData).map(([key, value]) => [key, text(value)]));
}
