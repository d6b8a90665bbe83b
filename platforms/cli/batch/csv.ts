import Papa from 'papaparse';
import { badInput } from '../../../core/model/errors.js';
import { textOf } from '../files/text_of.js';

/** A table as it lies in a file: the heads of its columns, and its rows. */
export interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads a CSV file as programs for tables write them: commas, semicolons or tabs, with or without a byte order mark, in
 * UTF-8 or UTF-16, with Excel's own line `sep=;` or without it.
 *
 * @throws WireflowError `bad_input` with the row at fault; the row of heads is row 1
 */
export function readCsv(bytes: Uint8Array, name: string): Table {
  const words = decoded(bytes, name);
  const hint = /^sep=(.)\r?\n/i.exec(words);
  const parsed = Papa.parse<string[]>(hint === null ? words : words.slice(hint[0].length), { skipEmptyLines: 'greedy', ...(hint?.[1] === undefined ? {} : { delimiter: hint[1] }) });
  // A file of one column has no delimiter to be found.
  const fault = parsed.errors.find(({ type }) => type !== 'Delimiter');
  if (fault !== undefined) throw badInput('file', `Row ${(fault.row ?? 0) + 1} of “${name}” can not be read: ${fault.code === 'MissingQuotes' ? 'a quotation mark is not closed' : 'its quotation marks are in the wrong place'}.`, 'Export the table anew as CSV.');
  const [first, ...rows] = parsed.data;
  if (first === undefined) throw badInput('file', `The file “${name}” is empty.`, 'Its first row names the columns, prompt among them.');
  const heads = first.map((head) => head.trim());
  const tooLong = rows.findIndex((row) => row.slice(heads.length).some((cell) => cell.trim() !== ''));
  if (tooLong >= 0) throw badInput('file', `Row ${tooLong + 2} of “${name}” has more cells than there are columns.`, 'Put a text with commas or line breaks in quotation marks.');
  return { heads, rows };
}

/** Writes a table; what a program for tables would run as a formula is written as text. */
export function writeCsv(heads: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `${Papa.unparse({ fields: [...heads], data: rows.map((row) => [...row]) }, { escapeFormulae: true, newline: '\n' })}\n`;
}

function decoded(bytes: Uint8Array, name: string): string {
  const words = textOf(bytes);
  if (words === null) throw badInput('file', `The file “${name}” is not in UTF-8.`, 'Save it as “CSV UTF-8”.');
  return words;
}
