import { badInput, type WireflowError } from '../model/errors.js';
import { foldName } from '../model/fold_name.js';
import { plainDigits } from '../model/plain_digits.js';
import { isEmpty, withoutUnseenEnds } from '../model/unseen.js';
import { isMissingText, standsForMissing } from './missing_value.js';
import { inQuotes } from './in_quotes.js';
import { readLink } from './one_link.js';
import { readOneText } from './one_text.js';
import { yesOrNo } from '../model/yes_or_no.js';
import type { WorkflowChoice, WorkflowInput } from '../model/workflow.js';
import { shorten } from '../shorten.js';

const PREFIX = 'input_';

/**
 * A node id as a field key: letters, digits and underscores only, and readable back. Real node ids are numbers with a
 * suffix, or free strings (docs/service.md, "Inputs").
 */
export function fieldKeyOf(nodeId: string): string {
  return PREFIX + [...nodeId].map((char) => (/[A-Za-z0-9]/.test(char) ? char : `_${char.codePointAt(0)?.toString(16)}_`)).join('');
}

/** The node id of a field key, or null for a field that stands for no node. */
export function nodeIdOf(fieldKey: string): string | null {
  if (!fieldKey.startsWith(PREFIX)) return null;
  const nodeId = fieldKey.slice(PREFIX.length).replace(/_([0-9a-f]{1,5}|10[0-9a-f]{4})_/g, (_match, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  return fieldKeyOf(nodeId) === fieldKey ? nodeId : null;
}

/** What the workflow uses where the person gives nothing: an empty text is no value. */
export function savedValueOf({ default: saved }: WorkflowInput): WorkflowInput['default'] {
  return isEmpty(saved) ? null : saved;
}

/**
 * A person's values for a workflow's inputs, checked against its description. Text stays as typed; empty ones are left
 * out, so that the workflow's saved value counts, except for images: there the saved value is the author's sample,
 * which would be billed without a word.
 *
 * @param values by field key, as the platform hands them over
 * @returns values by node id
 * @throws WireflowError `bad_input` that names the input, or where none of the values has one
 */
export function readRunInputs(inputs: readonly WorkflowInput[], values: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const read = new Map<string, unknown>();
  for (const input of inputs) {
    const given = values[fieldKeyOf(input.nodeId)];
    if (!isEmpty(given)) read.set(input.nodeId, readValue(input, given));
    else if (input.type === 'image' && (input.required || savedValueOf(input) !== null)) throw missingImage(input);
    else if (input.required && savedValueOf(input) === null) throw missing(input);
  }
  assertSomeArrive(inputs, values, read);
  return read;
}

/**
 * Stops a run that would be paid for, and made of nothing but what is saved, because the workflow has other inputs since the step was
 * made. What is left over from a workflow that was chosen before is no reason to stop: then the new one's inputs are filled in.
 *
 * @throws WireflowError `bad_input`
 */
function assertSomeArrive(inputs: readonly WorkflowInput[], values: Readonly<Record<string, unknown>>, read: ReadonlyMap<string, unknown>): void {
  const keys = new Set(inputs.map(({ nodeId }) => fieldKeyOf(nodeId)));
  const gone = Object.keys(values).find((key) => nodeIdOf(key) !== null && !keys.has(key) && !isEmpty(values[key]));
  if (gone === undefined || inputs.some(({ nodeId, default: saved }) => read.has(nodeId) && String(read.get(nodeId)) !== String(saved))) return;
  throw badInput(gone, 'What is filled in belongs to inputs that this workflow has no more, and would not reach it.', 'Refresh the fields of this step, then fill in the inputs that the workflow has now, or take out what is left of its former ones.');
}

/**
 * What of a run's values may make it dearer than the saved workflow, in words: that is what Wireflow estimates. Words change
 * no price; a picture's size may, and a number or a choice may be how many are made, and of which quality.
 *
 * @param values by node id, as `readRunInputs` gives them
 */
export function unestimatedInputs(inputs: readonly WorkflowInput[], values: ReadonlyMap<string, unknown>): string[] {
  return inputs
    .filter(({ nodeId, type, default: saved }) => values.has(nodeId) && type !== 'text' && String(values.get(nodeId)) !== String(saved))
    .map(({ label }) => `the input “${shorten(label, LONGEST_LABEL)}”`);
}

const LONGEST_LABEL = 80;

function readValue(input: WorkflowInput, given: unknown): unknown {
  if (input.type === 'number') return readNumber(input, given);
  if (input.type === 'boolean') return readBoolean(input, given);
  if (input.type === 'select') return readChoice(input, given);
  const words = readOneText(fieldOf(input), given, 'Type or map a text.') ?? '';
  if (input.type !== 'text') return readFieldLink(input, words);
  if (!isMissingText(words)) return words;
  throw badInput(fieldKeyOf(input.nodeId), standsForMissing(input.label), 'Type or map a text.');
}

/** `Number` alone takes "0x10" as well. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function readNumber(input: WorkflowInput, given: unknown): number {
  const typed = typeof given === 'string' ? plainDigits(withoutUnseenEnds(given)) : '';
  const value = DECIMAL.test(typed) ? Number(typed) : given;
  // Rounded, a seed would make another picture than the one that was asked for.
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw badInput(fieldKeyOf(input.nodeId), `The field ${input.label} needs a number of at most 15 digits.`, 'A longer one would arrive rounded: give a shorter one, or leave it out.');
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw badInput(fieldKeyOf(input.nodeId), `The field ${input.label} needs a number.`, 'Type or map a number, such as 7.');
}

function readBoolean(input: WorkflowInput, given: unknown): boolean {
  const value = yesOrNo(given);
  if (value !== null) return value;
  throw badInput(fieldKeyOf(input.nodeId), `The field ${input.label} needs yes or no.`, 'Choose one, or map true or false.');
}

function readChoice(input: WorkflowInput, given: unknown): unknown {
  // Where the choices could not be read, the service checks.
  if (input.choices.length === 0) return isScalar(given) ? given : readOneText(fieldOf(input), given, 'Choose one from the list.');
  if (!input.takesSeveral) return readOneChoice(input, given);
  const several = Array.isArray(given) ? given : [given];
  // Platforms join a list with commas; a choice may hold one of its own.
  const parted = several.flatMap((one) => (typeof one === 'string' && choiceOf(input, one) === undefined ? one.split(/[,\n]/).filter((part) => !isEmpty(part)) : [one]));
  return parted.map((one) => readOneChoice(input, one));
}

function readOneChoice(input: WorkflowInput, given: unknown): unknown {
  const choice = isScalar(given) ? choiceOf(input, given) : undefined;
  if (choice) return 'sends' in choice ? choice.sends : choice.value;
  const known = inQuotes(input.choices.map(({ label }) => label));
  throw badInput(fieldKeyOf(input.nodeId), `The field ${input.label} takes one of: ${known}.`, 'Choose one from the list.');
}

/** As it is written first: two choices may differ in their case alone. */
function choiceOf({ choices }: WorkflowInput, given: string | number | boolean): WorkflowChoice | undefined {
  const exactly = String(given);
  const wanted = foldName(exactly);
  return choices.find(({ value }) => typeof given !== 'string' && value === given) ?? choices.find(({ value }) => String(value) === exactly) ?? choices.find(({ value }) => foldName(String(value)) === wanted) ?? choices.find(({ label }) => foldName(label) === wanted);
}

function readFieldLink(input: WorkflowInput, given: string): string {
  const read = readLink(given, 'https or http', input.type === 'image' ? 'a file or a link' : 'a link');
  if ('link' in read) return read.link;
  throw badInput(fieldKeyOf(input.nodeId), `The field ${input.label} ${read.wrong}.`, 'Map one file or link from an earlier step.');
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function fieldOf({ nodeId, label }: WorkflowInput) {
  return { key: fieldKeyOf(nodeId), label };
}

function missingImage(input: WorkflowInput): WireflowError {
  return badInput(
    fieldKeyOf(input.nodeId),
    `The field ${input.label} is empty, and the workflow would use (and charge for) its author’s sample image.`,
    'Map a file or a link to your own image.',
  );
}

function missing(input: WorkflowInput): WireflowError {
  return badInput(fieldKeyOf(input.nodeId), `The field ${input.label} is empty, and this workflow needs it.`, 'Fill it in, or map a value from an earlier step.');
}
