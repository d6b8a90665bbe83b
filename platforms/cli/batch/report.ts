import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isObject, number, objectsIn, text } from '../../../core/json.js';
import { sumOf } from '../../../core/model/amounts.js';
import { badInput, type WireflowError } from '../../../core/model/errors.js';
import { EXECUTION_STATUSES, type ExecutionStatus } from '../../../core/model/execution.js';
import { writeWhole } from '../files/write_whole.js';
import { readCsv, writeCsv } from './csv.js';

/** Where a row stands: a run's own state, or why there is no run. `starting`: it was being started when the batch ended. */
export const ROW_STATES = [...EXECUTION_STATUSES, 'not_started', 'starting', 'may_have_started'] as const;
export type RowState = ExecutionStatus | 'not_started' | 'starting' | 'may_have_started';

/** A row of the report, which is also what a batch resumes from. */
export interface Entry {
  readonly row: number;
  readonly run_id: string;
  /** How often it was started anew after a failure. */
  readonly tries: number;
  readonly status: RowState;
  readonly execution_id: string | null;
  readonly credits: number | null;
  readonly duration_seconds: number | null;
  readonly image_files: readonly string[];
  readonly image_urls: readonly string[];
  readonly error: string | null;
  readonly prompt: string;
}

const HEADS = ['row', 'status', 'execution_id', 'credits', 'duration_seconds', 'image_files', 'image_urls', 'error', 'run_id', 'tries', 'target', 'prompt'] as const;
/** What a batch goes on from; people may take other columns away. */
const KEPT_HEADS = ['run_id', 'status', 'execution_id', 'target'] as const satisfies readonly (typeof HEADS)[number][];
const BETWEEN = ' | ';

/** The report of a batch, written anew after every change, so that it is never behind what was paid for. */
export class Report {
  readonly #entries: Map<string, Entry>;
  #writing: Promise<void> = Promise.resolve();
  readonly #file: string;
  readonly #target: string;

  private constructor(file: string, target: string, entries: Map<string, Entry>) {
    this.#file = file;
    this.#target = target;
    this.#entries = entries;
  }

  /**
   * @param file the path of a CSV or JSON file; it may be there already
   * @param target the workflow or webhook, unreadable
   * @throws WireflowError `bad_input` when it can't be read or written, or belongs to another workflow
   */
  static async open(file: string, target: string): Promise<Report> {
    if (!/\.(csv|json)$/i.test(file)) throw badInput('report', '--report needs a file that ends in .csv or .json.', 'For example: --report report.csv');
    const words = await readFile(file).catch((error: unknown) => {
      if (isObject(error) && error['code'] === 'ENOENT') return null;
      throw badInput('report', `The report “${path.basename(file)}” can not be read.`, 'Check its permissions, or name another one in --report.');
    });
    const records = words === null || words.byteLength === 0 ? [] : recordsOf(words, file);
    if (records.some((record) => text(record['target']) !== target)) {
      throw badInput('report', `The file “${path.basename(file)}” is not the report of a batch for this workflow.`, 'Name another one in --report.');
    }
    const report = new Report(file, target, new Map(records.map(entryOf).map((entry) => [entry.run_id, entry])));
    await report.#write();
    return report;
  }

  get(runId: string): Entry | undefined {
    return this.#entries.get(runId);
  }

  get entries(): readonly Entry[] {
    return [...this.#entries.values()].sort((a, b) => a.row - b.row);
  }

  /** Resolves when it is on the disk. @throws WireflowError `bad_input` when it can't be written */
  async put(entry: Entry): Promise<void> {
    this.#entries.set(entry.run_id, entry);
    await this.#write();
  }

  /** One write after another, each with all that is known by then. */
  async #write(): Promise<void> {
    const turn = this.#writing.catch(() => undefined).then(() => this.#replace());
    this.#writing = turn;
    return turn;
  }

  async #replace(): Promise<void> {
    try {
      await writeWhole(this.#file, this.#content(), { ending: '.part', flush: true });
    } catch {
      throw badInput('report', `The report “${path.basename(this.#file)}” can not be written.`, 'Nothing more is started. Name another one in --report.');
    }
  }

  #content(): string {
    const rows = this.entries.map((entry) => ({ ...entry, target: this.#target }));
    if (/\.json$/i.test(this.#file)) return `${JSON.stringify({ totals: totalsOf(this.entries), rows }, null, 2)}\n`;
    const cell = (value: unknown): string | number | null => (Array.isArray(value) ? value.join(BETWEEN) : (value as string | number | null));
    return writeCsv(HEADS, rows.map((entry) => HEADS.map((head) => cell(entry[head]))));
  }
}

export interface Totals {
  readonly rows: number;
  readonly completed: number;
  readonly failed: number;
  readonly going_on: number;
  readonly not_started: number;
  readonly may_have_started: number;
  /** What the service has said; runs of which it says nothing are counted beside it. */
  readonly credits: number;
  readonly credits_unknown: number;
}

export function totalsOf(entries: readonly Entry[]): Totals {
  const count = (...states: readonly RowState[]) => entries.filter(({ status }) => states.includes(status)).length;
  return {
    rows: entries.length,
    completed: count('completed'),
    failed: count('failed', 'cancelled', 'timed_out'),
    going_on: count('queued', 'running'),
    not_started: count('not_started'),
    may_have_started: count('starting', 'may_have_started'),
    credits: sumOf(entries.map(({ credits }) => credits ?? 0)),
    credits_unknown: entries.filter(({ status, credits }) => status === 'completed' && credits === null).length,
  };
}

function recordsOf(words: Uint8Array, file: string) {
  const name = path.basename(file);
  if (/\.json$/i.test(file)) {
    try {
      const parsed: unknown = JSON.parse(Buffer.from(words).toString('utf8'));
      if (isObject(parsed) && isObject(parsed['totals']) && Array.isArray(parsed['rows'])) return objectsIn(parsed['rows']);
    } catch {
      // Said below.
    }
    throw noReport(name);
  }
  const { heads, rows } = readCsv(words, name);
  // Without a row nothing else tells whose file it is, and it would be written over.
  if (!KEPT_HEADS.every((head) => heads.includes(head))) throw noReport(name);
  return rows.map((row) => Object.fromEntries(heads.map((head, index) => [head, row[index] ?? ''])));
}

function noReport(name: string): WireflowError {
  return badInput('report', `The file “${name}” is not the report of a batch.`, 'Name another one in --report.');
}

function entryOf(record: Readonly<Record<string, unknown>>): Entry {
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : (text(value)?.split(BETWEEN) ?? []));
  const status = ROW_STATES.find((state) => state === record['status']);
  const runId = text(record['run_id']);
  if (status === undefined || runId === null) throw badInput('report', 'A row of the report can not be read.', 'Name another report in --report; rows with an Only Once ID of the last 24 hours are found again all the same.');
  return {
    row: number(record['row']) ?? 0,
    run_id: unescaped(runId),
    tries: number(record['tries']) ?? 0,
    status,
    execution_id: text(record['execution_id']),
    credits: number(record['credits']),
    duration_seconds: number(record['duration_seconds']),
    image_files: list(record['image_files']),
    image_urls: list(record['image_urls']),
    error: text(record['error']),
    prompt: String(record['prompt'] ?? ''),
  };
}

/** Takes back what keeps programs for tables from running a text as a formula. */
function unescaped(words: string): string {
  return /^'[=+\-@\t\r]/.test(words) ? words.slice(1) : words;
}
