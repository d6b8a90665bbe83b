import type { Field } from '../../core/fields/field.js';
import { FLUX_FIELDS } from '../../core/fields/flux_fields.js';
import { PROMPT_FIELDS } from '../../core/fields/prompt_fields.js';
import { START_FIELDS } from '../../core/fields/start_fields.js';
import { EXECUTION_ID_FIELD } from '../../core/fields/target_fields.js';

/** Names that keep their capitals in the middle of a label; "Only Once ID" is one. */
const PROPER = new Set(['Wireflow', 'API', 'ID', 'URL', 'URLs', 'Make', 'Once', 'US']);
/** Make asks for one to three words without punctuation; these have more in the core. */
const SHORTER: Readonly<Record<string, string>> = { 'If the Cost Is Not Certain': 'Uncertain cost' };
const UNIT = / \(in ([^)]*)\)$/;

/** A label of the core in sentence case, as Make's own guide for apps asks (docs/make-internals.md, "Words"). */
export function sentenceCase(label: string): string {
  return label
    .split(' ')
    .map((word, index) => (index === 0 || PROPER.has(word) || !/^\(?[A-Z][a-z]*\)?$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
}

/** The label of a field: the same without its unit, which stands in the help. */
export function makeLabel(label: string): string {
  return sentenceCase((SHORTER[label] ?? label).replace(UNIT, ''));
}

/** The unit in a label of the core, as the first sentence of a help; empty where it has none. */
export function unitIn(label: string): string {
  const unit = UNIT.exec(label)?.[1];
  return unit === undefined ? '' : `In ${unit[0] === 'U' ? unit : unit.toLowerCase()}. `;
}

const FIELDS: readonly Field[] = [...PROMPT_FIELDS, ...START_FIELDS, ...FLUX_FIELDS, EXECUTION_ID_FIELD];
/** Labels as the core's sentences name them, the longest first. */
const LABELS = [...new Set(FIELDS.flatMap(({ label }) => [label, label.replace(UNIT, '')]))].filter((label) => makeLabel(label) !== label).sort((a, b) => b.length - a.length);

/** A sentence of the core in Make's words: what Zapier calls a step is a module here, and fields go by the labels that the form shows. */
export function inMakeWords(sentence: string): string {
  const labelled = LABELS.reduce((text, label) => text.replaceAll(label, makeLabel(label)), sentence);
  return labelled.replace(/\bstep\b/g, 'module').replace(/\bsteps\b/g, 'modules');
}
