import { isMissingText } from '../../../core/fields/missing_value.js';
import { Refusal } from './refusal.js';
import { shown, tooLong, type FormValue, type FormValues } from './read_form.js';

/** Turnstile's widget puts its token into the form under this name. */
export const CAPTCHA_FIELD = 'cf-turnstile-response';
const MOST_ITEMS = 50;

export interface FormRules {
  /** The only fields that are passed on; the first must be filled in. */
  readonly fields: readonly string[];
  readonly mostCharacters: number;
  readonly trap: string | null;
}

/**
 * @returns the body for the webhook: allowed fields only, empty ones left out
 * @throws Refusal `trap`, `field` or `too_long`; nothing was sent anywhere
 */
export function checkForm(values: FormValues, { fields, mostCharacters, trap }: FormRules): Record<string, FormValue> {
  if (trap !== null) checkTrap(values, trap);
  const body = new Map<string, FormValue>();
  for (const [name, value] of values) {
    if (name === trap || name === CAPTCHA_FIELD) continue;
    if (!fields.includes(name)) {
      throw new Refusal({ status: 422, code: 'field', field: name, message: `The field “${shown(name)}” does not belong to this form. Nothing was started.` });
    }
    const items = [value].flat();
    if (items.length > MOST_ITEMS || items.some((item) => String(item).length > mostCharacters)) throw tooLong(name);
    // Half of an emoji, as programs cut texts, is no text: some readers of JSON refuse all of it.
    const filled = items.map((item) => (typeof item === 'string' ? item.toWellFormed() : item)).filter((item) => String(item).trim() !== '');
    const [only] = filled;
    if (only !== undefined) body.set(name, Array.isArray(value) ? filled : only);
  }
  const [first] = fields;
  if (first !== undefined && !body.has(first)) {
    throw new Refusal({ status: 422, code: 'field', field: first, message: `The field “${first}” is empty. Fill it in and send again; nothing was started.` });
  }
  const missing = [...body].find(([, value]) => typeof value === 'string' && isMissingText(value))?.[0];
  if (missing !== undefined) {
    throw new Refusal({ status: 422, code: 'field', field: missing, message: `The field “${missing}” holds what stands for a missing value, and no text. Correct it and send again; nothing was started.` });
  }
  return Object.fromEntries(body);
}

/**
 * Programs fill in every field, or send fields of their own. Browsers that fill in forms by themselves do so too, rarely;
 * a person is told, instead of waiting for an image that nobody makes.
 */
function checkTrap(values: FormValues, trap: string): void {
  const value = values.get(trap);
  if (value !== undefined && String(value) === '') return;
  throw new Refusal({
    status: 422,
    code: 'trap',
    field: trap,
    message: 'This looked like the work of a program, perhaps because your browser filled in a hidden field. Nothing was started; please send again, or reload the page and fill it in by hand.',
  });
}
