import { badInput } from '../model/errors.js';
import type { JsonObject } from '../json.js';
import { MOST_PROMPTS, PROMPT_LINES_FIELD, PROMPTS_FIELD } from './batch_fields.js';
import { readOneText } from './one_text.js';

/** One prompt of a list. */
export interface ListedPrompt {
  /** Its place in the list as it was given, from 1: an empty place before it counts, so that it can be paired with other lists. */
  readonly number: number;
  readonly prompt: string;
}

const LINE_END = /\r\n|[\n\r\u2028\u2029]/;

/**
 * The prompts of a step: the items of a list, each as it was typed, or the lines of a text, without blanks around them. What
 * is empty is left out. A list of one is one prompt, however many lines that has.
 *
 * @param values field values by key, as a platform hands them over: a list may come as a single text
 * @throws WireflowError `bad_input` that names the field: for none, too many or too long prompts, for both fields at once,
 *   and for what is no text
 */
export function readPrompts(values: JsonObject): ListedPrompt[] {
  const [listed, lines] = [listedIn(values[PROMPTS_FIELD.key]), linesOf(values[PROMPT_LINES_FIELD.key])];
  if (listed.length > 0 && lines.length > 0) {
    throw badInput(PROMPT_LINES_FIELD.key, `Both fields ${PROMPTS_FIELD.label} and ${PROMPT_LINES_FIELD.label} are filled in.`, 'Empty one of them.');
  }
  const field = lines.length > 0 ? PROMPT_LINES_FIELD : PROMPTS_FIELD;
  const prompts = lines.length > 0 ? lines : listed;
  if (prompts.length === 0) throw badInput(field.key, `The field ${field.label} is empty.`, `Map a list from an earlier step, type a prompt into each box, or use ${PROMPT_LINES_FIELD.label}.`);
  if (prompts.length > MOST_PROMPTS) {
    throw badInput(field.key, `The field ${field.label} has ${prompts.length.toLocaleString('en-US')} prompts; a step takes at most ${MOST_PROMPTS}.`, 'Nothing was started. Split the list over several steps.');
  }
  const most = PROMPTS_FIELD.maxLength ?? Infinity;
  const tooLong = prompts.find(({ prompt }) => [...prompt].length > most);
  if (tooLong) throw badInput(field.key, `The field ${field.label} has too long a prompt at place ${tooLong.number}; each takes at most ${most.toLocaleString('en-US')} characters.`, 'Shorten it.');
  return prompts;
}

function listedIn(given: unknown): ListedPrompt[] {
  const items: readonly unknown[] = Array.isArray(given) ? given : [given];
  return items.flatMap((item, index) => {
    const nextStep = 'Map the part of the list that holds the texts of the prompts.';
    const prompt = readOneText({ key: PROMPTS_FIELD.key, label: Array.isArray(given) ? `${PROMPTS_FIELD.label} (place ${index + 1})` : PROMPTS_FIELD.label }, item, nextStep);
    return prompt === null ? [] : [{ number: index + 1, prompt }];
  });
}

function linesOf(given: unknown): ListedPrompt[] {
  const text = readOneText(PROMPT_LINES_FIELD, given, `Map a text, or map a list into ${PROMPTS_FIELD.label}.`) ?? '';
  const lines = text.split(LINE_END).map((line) => line.trim()).filter((line) => line !== '');
  return lines.map((prompt, index) => ({ number: index + 1, prompt }));
}
