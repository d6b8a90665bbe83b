import { badInput } from '../model/errors.js';
import type { Field } from './field.js';
import { isObject, text } from '../json.js';
import { foldName } from '../model/fold_name.js';
import { withoutUnseenEnds } from '../model/unseen.js';
import { shorten } from '../shorten.js';

/**
 * Reads name/value pairs: an object, or a list of `{ name, value }` or `{ key, value }`, as the platforms hand them
 * over. Pairs without a name and a value are left out; values stay the text that they are.
 *
 * @param taken names that are already in use; names are compared without case, Unicode form and outer spaces
 * @throws WireflowError `bad_input` for a value without a name, a repeated name, or a value that is too long
 */
export function readPairs(given: unknown, field: Field, taken: Iterable<string>): Map<string, unknown> {
  const seen = new Set([...taken].map(foldName));
  const pairs = new Map<string, unknown>();
  for (const [rawName, value] of entriesOf(given, field)) {
    // As it is sent: two names that differ in what is not sent are one.
    const name = withoutUnseenEnds(rawName.toWellFormed().replaceAll('\0', ''));
    if (value === undefined || value === null || value === '') continue;
    if (name === '') throw badInput(field.key, `The field ${field.label} has a value without a name.`, 'Type the input’s name to the left of it.');
    if (seen.has(foldName(name))) {
      throw badInput(field.key, `The field ${field.label} repeats the name “${shorten(name, 60)}”.`, 'Give each name once; the fields above have their own names.');
    }
    if (typeof value === 'string' && [...value].length > (field.maxLength ?? Infinity)) {
      throw badInput(field.key, `The field ${field.label} has too long a text under “${shorten(name, 60)}”.`, `Shorten it to ${(field.maxLength ?? 0).toLocaleString('en-US')} characters.`);
    }
    seen.add(foldName(name));
    pairs.set(name, value);
  }
  return pairs;
}

function entriesOf(given: unknown, field: Field): [string, unknown][] {
  if (given === undefined || given === null || given === '') return [];
  if (Array.isArray(given)) return given.flatMap((item) => entryOf(item, field));
  if (isObject(given)) return Object.entries(given);
  throw badInput(field.key, `The field ${field.label} needs names on the left and values on the right.`, 'Fill in names on the left and values on the right.');
}

function entryOf(item: unknown, field: Field): [string, unknown][] {
  if (!isObject(item)) throw badInput(field.key, `The field ${field.label} needs a name on the left and a value on the right.`, 'Fill in names on the left and values on the right.');
  const name = item['name'] ?? item['key'];
  return 'value' in item || name !== undefined ? [[text(name) ?? '', item['value']]] : Object.entries(item);
}
