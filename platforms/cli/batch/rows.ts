import { createHash } from 'node:crypto';
import { badInput, WireflowError } from '../../../core/model/errors.js';
import type { JsonObject } from '../../../core/json.js';
import { inCliWords } from '../printing/words.js';
import { sizeValues, type ImageValue } from '../runs/start_values.js';
import type { Table } from './csv.js';

/** Columns with a meaning of their own; every other one is an input of the workflow. */
const COLUMNS: Readonly<Record<string, string>> = { prompt: 'prompt', size: 'size', style: 'style', seed: 'seed', image: 'image', image_url: 'image', run_id: 'run_id', id: 'run_id' };

/** One image to be made. */
export interface Row {
  /** As programs for tables count: the row of heads is 1. */
  readonly number: number;
  readonly prompt: string;
  readonly runId: string;
  readonly body: JsonObject;
  /** What is sent that the estimate of the saved workflow does not know, in words. */
  readonly unestimated: readonly string[];
  readonly image: ImageValue | null;
}

/**
 * Checks every row before the first is paid for.
 *
 * @param imageOf reads a cell that names a picture
 * @throws WireflowError `bad_input` that names the row
 */
export async function readRows({ heads, rows }: Table, imageOf: (given: string) => Promise<ImageValue>): Promise<Row[]> {
  const meanings = heads.map((head) => COLUMNS[head.toLowerCase().replace(/[\s-]+/g, '_')] ?? null);
  const twice = heads.find((head, index) => head !== '' && (meanings[index] === null ? heads.indexOf(head) : meanings.indexOf(meanings[index] as string)) !== index);
  if (twice !== undefined) throw badInput('file', `Two columns mean the same: “${twice}” is there twice.`, 'Remove or rename one of them.');
  if (!meanings.includes('prompt')) throw badInput('file', 'The table has no column “prompt”.', `Its first row names the columns; it has: ${heads.join(', ')}.`);
  const read: Row[] = [];
  const seen = new Map<string, number>();
  for (const [index, cells] of rows.entries()) {
    const number = index + 2;
    const row = await readRow(number, cells, heads, meanings, imageOf, read).catch((error: unknown) => {
      if (!(error instanceof WireflowError) || error.kind !== 'bad_input') throw error;
      throw error.with({ problem: `Row ${number}: ${inCliWords(error.problem)}` });
    });
    const earlier = seen.get(row.runId);
    if (earlier !== undefined) throw badInput('file', `Row ${number} repeats the run_id of row ${earlier}.`, 'Give each row its own, or remove the column.');
    seen.set(row.runId, number);
    read.push(row);
  }
  if (read.length === 0) throw badInput('file', 'The table has no rows below its heads.', 'Put a prompt into each row.');
  return read;
}

async function readRow(number: number, cells: readonly string[], heads: readonly string[], meanings: readonly (string | null)[], imageOf: (given: string) => Promise<ImageValue>, before: readonly Row[]): Promise<Row> {
  const { promptBody, unestimatedInPrompt } = await import('../../../core/fields/prompt_body.js');
  const cell = (meaning: string) => (cells[meanings.indexOf(meaning)] ?? '').trim();
  const given = cell('image');
  const image = given === '' ? null : await imageOf(given);
  const inputs = heads.flatMap((name, index) => (meanings[index] === null && name !== '' && (cells[index] ?? '').trim() !== '' ? [{ name, value: cells[index] }] : []));
  const prompt = cells[meanings.indexOf('prompt')] ?? '';
  const body = promptBody({ prompt, ...sizeValues(cell('size')), style: cell('style'), seed: cell('seed'), more_inputs: inputs, ...(image === null ? {} : { image_url: image.checked }) });
  return { number, prompt, body, unestimated: unestimatedInPrompt(body), image, runId: cell('run_id') || idOf(body, given, before) };
}

/**
 * An Only Once ID for a row without one: what it asks for, and the how manieth row that is which asks for the same. It stays the
 * same when other rows are added, moved or removed.
 */
function idOf(body: JsonObject, image: string, before: readonly Row[]): string {
  const mark = createHash('sha256').update(JSON.stringify([body, image])).digest('hex').slice(0, 16);
  const alike = before.filter(({ runId }) => runId.startsWith(`row-${mark}-`)).length;
  return `row-${mark}-${alike + 1}`;
}
