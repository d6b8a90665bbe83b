import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BATCH_FIELDS } from '../../core/fields/batch_fields.js';
import { EXECUTION_ID_FIELD, WEBHOOK_FIELD, WORKFLOW_FIELD } from '../../core/fields/target_fields.js';
import { PROMPT_FIELDS } from '../../core/fields/prompt_fields.js';
import type { Field } from '../../core/fields/field.js';
import { IMAGE_SIZES } from '../../core/model/image_sizes.js';
import { LIMIT_FIELD } from '../../core/account/low_balance.js';
import { EXECUTE_FIELDS, RUN_WORKFLOW_FIELD } from '../../core/fields/execute_fields.js';
import { ESTIMATED_WORKFLOW_FIELD, MINIMUM_CREDITS_FIELD, WORKFLOW_NAME_FIELD } from '../../core/fields/search_fields.js';
import { COMPARE_FIELDS, FLUX_FIELDS, JOB_FIELD } from '../../core/fields/flux_fields.js';
import { START_FIELDS, WAIT_FIELDS } from '../../core/fields/start_fields.js';
import { RUN_FIELDS } from '../../core/outputs/run_output.js';
import { outputFields } from '../../platforms/zapier/fields.js';
import app from '../../index.js';
import { readDefinition, type Field as CompiledField, type Step } from '../../lint/publishing/definition.js';

export const root = path.resolve(__dirname, '../..');
export const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** A step as its page describes it. */
export interface DocumentedStep {
  readonly label: string;
  readonly description: string;
  readonly page: string;
  /** The path of its code in the app, as Zapier calls it. */
  readonly method: string;
  readonly inputs: readonly Input[];
  readonly outputs: readonly CompiledField[];
  /** By the field's key: the labels of the groups that the editor collapses. */
  readonly groups: ReadonlyMap<string, string>;
}

/** A field, or the place where a function puts what only the service knows. */
type Input = CompiledField | 'own inputs' | 'price note';

/** The functions of the app that ask the service, by their names; what any other gives is known here. */
const PLACES: Readonly<Record<string, Input>> = { workflowInputFields: 'own inputs', priceNoteFields: 'price note' };

/** The field itself; null for a place that holds whatever the service says. */
export const fieldIn = (input: Input): CompiledField | null => (typeof input === 'string' ? null : input);

/** Every step that a person sees in the editor, from the definition as Zapier compiles it. */
export async function documentedSteps(): Promise<DocumentedStep[]> {
  const { triggers, creates, searches } = await readDefinition(app);
  return Object.entries({ triggers, creates, searches }).flatMap(([group, steps]) =>
    Object.values(steps)
      .filter(({ display }) => !display.hidden)
      .map((step) => documented(step, group)),
  );
}

function documented({ key, display, operation }: Step, group: string): DocumentedStep {
  const names = new Map((operation.inputFieldGroups ?? []).map((group) => [group.key, group.label ?? '']));
  const functions = sourcesOf(group, key);
  const inputs = (operation.inputFields ?? []).flatMap((field): Input[] => {
    if (typeof field !== 'string') return [field];
    return [PLACES[functions.shift() ?? '']].filter((place) => place !== undefined);
  });
  return {
    label: display.label ?? '',
    description: display.description ?? '',
    page: `docs/steps/${key}.md`,
    method: `${group}.${key}.operation.perform`,
    inputs,
    outputs: (operation.outputFields ?? []).filter((field): field is CompiledField => typeof field !== 'string'),
    groups: new Map(inputs.flatMap((field) => (typeof field === 'string' || !field.group ? [] : [[field.key, names.get(field.group) ?? ''] as const]))),
  };
}

/** The names of the functions in a step's list of fields, in their order. */
function sourcesOf(group: string, key: string): string[] {
  const steps = (app as unknown as Record<string, Record<string, { operation: { inputFields?: readonly unknown[] } }>>)[group];
  return (steps?.[key]?.operation.inputFields ?? []).flatMap((field) => (typeof field === 'function' ? [field.name] : []));
}

/** The parts of a page that are written from the code, by the mark that opens them. */
export const GENERATED: Readonly<Record<string, (step: DocumentedStep, page: string) => string[]>> = {
  fields: fieldRows,
  outputs: outputRows,
  sizes: () => ['| Size | Pixels |', '|---|---|', ...IMAGE_SIZES.map(({ label, width, height }) => `| ${label} | ${width} × ${height} |`)],
};

/** What stands between a page's marks; null where the page has none of that name. */
export function generatedPart(page: string, mark: string): string | null {
  return new RegExp(`<!-- ${mark} -->\\n(.*?)\\n?<!-- /${mark} -->`, 's').exec(page)?.[1] ?? null;
}

/** Writes the parts that come from the code anew, for `UPDATE_DOCS=1`. */
export function updatePage(step: DocumentedStep): void {
  let page = read(step.page);
  for (const [mark, rows] of Object.entries(GENERATED)) {
    const whole = new RegExp(`<!-- ${mark} -->\\n.*?<!-- /${mark} -->`, 's');
    page = page.replace(whole, () => `<!-- ${mark} -->\n${rows(step, page).join('\n')}\n<!-- /${mark} -->`);
  }
  writeFileSync(path.join(root, step.page), page);
}

export function updateSharedPage(step: DocumentedStep): void {
  const page = read(SHARED_PAGE);
  writeFileSync(path.join(root, SHARED_PAGE), page.replace(/<!-- outputs -->\n.*?<!-- \/outputs -->/s, () => `<!-- outputs -->\n${sharedOutputRows(step, page).join('\n')}\n<!-- /outputs -->`));
}

const LIMITS = [WEBHOOK_FIELD, WORKFLOW_FIELD, RUN_WORKFLOW_FIELD, EXECUTION_ID_FIELD, LIMIT_FIELD, WORKFLOW_NAME_FIELD, MINIMUM_CREDITS_FIELD, ESTIMATED_WORKFLOW_FIELD, ...PROMPT_FIELDS, ...START_FIELDS, ...WAIT_FIELDS, ...EXECUTE_FIELDS, ...FLUX_FIELDS, JOB_FIELD] as readonly Field[];
/** A field of the same name, with limits of its own. */
const OWN_LIMITS: Readonly<Record<string, readonly Field[]>> = { compare_prices: COMPARE_FIELDS, generate_images: BATCH_FIELDS };
const PRICE_NOTE = '| *what it costs* | Nothing to fill in: Wireflow’s estimate for the chosen workflow, shown where the connection has a key and Wireflow gives one within 3 seconds. | | |';
const OWN_INPUTS = '| *the workflow’s own inputs* | One field for each input of the chosen workflow, with the labels it has there. | as the workflow says | |';

function fieldRows({ inputs, groups, page }: DocumentedStep): string[] {
  const rows = inputs.map((field) => (field === 'own inputs' ? OWN_INPUTS : field === 'price note' ? PRICE_NOTE : fieldRow(field, groups.get(field.key), OWN_LIMITS[path.basename(page, '.md')] ?? LIMITS)));
  return ['| Field | What to fill in | Required | Internal name |', '|---|---|---|---|', ...rows];
}

function fieldRow(field: CompiledField, group: string | undefined, known: readonly Field[]): string {
  const what = [field.helpText, choicesOf(field), limitsOf(field, known), defaultOf(field), group && `Under **${group}**.`].filter(Boolean).join(' ');
  return `| \`${field.label}\` | ${what || 'Choose one from the list.'} | ${field.required ? 'yes' : 'no'} | ${field.key} |`;
}

export function choiceLabels({ choices }: CompiledField): string[] {
  return Object.values((choices ?? {}) as Record<string, string>);
}

function choicesOf(field: CompiledField): string {
  const labels = choiceLabels(field);
  return labels.length === 0 ? '' : `One of: ${labels.join(' · ')}.`;
}

function limitsOf({ key, label }: CompiledField, fields: readonly Field[]): string {
  const field = fields.find((known) => known.key === key && known.label === label);
  if (field?.type === 'integer') return `A whole number from ${thousands(field.min ?? 0)} to ${thousands(field.max ?? 0)}.`;
  if (field?.type === 'number') return `A number from ${thousands(field.min ?? 0)} to ${thousands(field.max ?? 0)}.`;
  return field?.maxLength ? `At most ${thousands(field.maxLength)} characters.` : '';
}

function defaultOf(field: CompiledField): string {
  const label = (field.choices as Record<string, string> | undefined)?.[field.default ?? ''] ?? field.default;
  return label === undefined ? '' : `Filled in at first: “${label}”.`;
}

function thousands(number: number): string {
  return number.toLocaleString('en-US');
}

const KINDS: Readonly<Record<string, string>> = { string: 'text', integer: 'number', number: 'number', boolean: 'yes or no', datetime: 'date and time', file: 'file' };

/** Which outputs docs/outputs.md explains for every step, as Zapier names them. */
export const SHARED: ReadonlySet<string> = new Set(outputFields(RUN_FIELDS).map(({ key }) => key));
export const SHARED_PAGE = 'docs/outputs.md';

/** Labels, kinds and keys come from the code; what an output holds is written by hand, and kept. */
function outputRows({ outputs }: DocumentedStep, page: string): string[] {
  const own = isRun(outputs) ? outputs.filter(({ key }) => !SHARED.has(key)) : outputs;
  const shared = isRun(outputs) ? [`The [outputs of an execution](../outputs.md)${own.length === 0 ? '.' : ', and:'}`] : [];
  return [...shared, ...(own.length === 0 ? [] : [...(shared.length === 0 ? [] : ['']), ...outputTable(own, page)])];
}

/** The table that all steps about an execution share. */
export function sharedOutputRows(step: DocumentedStep, page: string): string[] {
  return outputTable(step.outputs.filter(({ key }) => SHARED.has(key)), page);
}

export function isRun(outputs: readonly CompiledField[]): boolean {
  return outputs.some(({ key }) => key === 'can_retry');
}

function outputTable(outputs: readonly CompiledField[], page: string): string[] {
  const rows = outputs.map(({ key, label, type }) => {
    const kind = `${KINDS[type ?? 'string'] ?? type}${key.includes('[]') ? ', one for each' : ''}`;
    return `| \`${label}\` | ${kind} | ${noteOf(page, key) ?? ''} | ${key} |`;
  });
  return ['| Output | Kind | What it holds | Internal name |', '|---|---|---|---|', ...rows];
}

/** The hand-written cell of the output with this key, or null where there is none yet. */
export function noteOf(page: string, key: string): string | null {
  const row = (generatedPart(page, 'outputs') ?? '').split('\n').find((line) => line.endsWith(`| ${key} |`));
  return row?.split(' | ')[2]?.trim() || null;
}
