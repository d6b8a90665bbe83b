import { html, raw } from 'hono/html';
import { marked } from 'marked';
import type { Failure } from '../outcome.js';
import { option, type Html } from './layout.js';

/** A field of any platform, as its editor shows it. */
export interface FormField {
  readonly key: string;
  readonly label: string;
  /** The platform's word for it. */
  readonly type: string;
  readonly required: boolean;
  /** Markdown. */
  readonly help: string | null;
  readonly placeholder: string | null;
  readonly default: string | null;
  readonly choices: readonly { readonly value: string; readonly label: string }[] | null;
  /** Whether the editor takes a mapped value beside the choices. */
  readonly takesOther: boolean;
  readonly isLong: boolean;
  readonly isSecret: boolean;
  /** Whether other fields may change with it. */
  readonly alters: boolean;
  readonly failure: Failure | null;
}

export interface FormGroup {
  /** Null for what stands outside of every group. */
  readonly label: string | null;
  readonly isOpen: boolean;
  readonly fields: readonly FormField[];
}

export interface FormPage {
  readonly action: string;
  readonly groups: readonly FormGroup[];
  /** What is filled in, by key; texts. */
  readonly values: Readonly<Record<string, string>>;
  readonly modes: Readonly<Record<string, string>>;
  readonly mode: string;
  readonly runLabel: string;
  /** A line that must be ticked before the step may run; null where it costs nothing. */
  readonly cost: string | null;
  /** Whether somebody wanted to run it without. */
  readonly isUnpaid: boolean;
}

/** The form of a step, as the editor shows it; `do` says what its buttons want. */
export function formOf({ action, groups, values, modes, mode, runLabel, cost, isUnpaid }: FormPage): Html {
  const shown = groups.filter(({ fields }) => fields.length > 0);
  return html`<form method="post" action="${action}" novalidate>
${shown.length === 0 ? html`<p class="about">This step asks for nothing.</p>` : shown.map((group) => groupOf(group, values))}
${cost === null ? '' : html`<p class="note"><label><input type="checkbox" name="pays" value="yes"> ${cost}</label></p>`}
${isUnpaid ? html`<p class="failure" role="alert">Nothing was run: tick the line above first.</p>` : ''}
<div class="actions"><button name="do" value="run" data-busy="Running…">${runLabel}</button>
<select name="mode" aria-label="Run it">${Object.entries(modes).map(([key, label]) => option(key, label, key === mode))}</select>
<button class="quiet" name="do" value="fields">Refresh fields</button></div>
</form>`;
}

function groupOf({ label, isOpen, fields }: FormGroup, values: FormPage['values']): Html {
  const body = fields.map((field) => fieldOf(field, values));
  // What somebody has filled in is not hidden.
  const opens = isOpen || fields.some(({ key, default: initial }) => (values[key] ?? '') !== '' && values[key] !== initial);
  return label === null ? html`${body}` : html`<details class="group" ${opens ? html`open` : ''}><summary>${label}</summary>${body}</details>`;
}

function fieldOf(field: FormField, values: FormPage['values']): Html {
  const { key, label, required, type, help, failure } = field;
  const id = `field-${key}`;
  // A line of words with nothing to fill in.
  if (type === 'copy') return html`<p class="help" id="${id}">${markdown(help ?? '')}</p>`;
  return html`<div class="field"><span class="key">${key} · ${type}</span>
<label for="${id}">${label}${required ? html` <span class="required">(required)</span>` : ''}</label>
${control(field, id, values[key] ?? field.default ?? '')}
${help === null ? '' : html`<p class="help">${markdown(help)}</p>`}
${failure === null ? '' : html`<p class="failure"><b>${failure.name}</b> ${failure.sentence}</p>`}</div>`;
}

function control({ key, choices, takesOther, isLong, isSecret, placeholder, alters, required }: FormField, id: string, value: string): Html {
  const common = html`id="${id}" name="field.${key}" ${required ? html`aria-required="true"` : ''} ${alters ? html`data-refresh` : ''}`;
  if (choices === null) {
    const text = placeholder ?? '';
    return isLong ? html`<textarea ${common} placeholder="${text}">${value}</textarea>` : html`<input ${common} type="${isSecret ? 'password' : 'text'}" placeholder="${text}" value="${value}">`;
  }
  const isOther = value !== '' && !choices.some((choice) => choice.value === value);
  const select = html`<select ${common}>${option('', placeholder ?? 'Choose…', value === '')}${choices.map((choice) => option(choice.value, choice.label, choice.value === value))}</select>`;
  if (!takesOther) return select;
  return html`<div class="choice">${select}<input class="custom" name="custom.${key}" aria-label="${`${key}: a value of its own`}" placeholder="or map a value" value="${isOther ? value : ''}"></div>`;
}

/** Help texts are Markdown of the app's own; links open beside the form. */
export function markdown(text: string): Html {
  const inline = marked.parseInline(text, { async: false }).replaceAll('<a ', '<a target="_blank" rel="noopener" ');
  return html`${raw(inline)}`;
}
