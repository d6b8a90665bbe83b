import path from 'node:path';
import { readFile } from 'node:fs/promises';
import { amountInWords, times } from '../../../core/model/amounts.js';
import { badInput } from '../../../core/model/errors.js';
import type { Estimate } from '../../../core/model/workflow.js';
import { costInWords } from '../../../core/runs/cost_cap.js';
import { targetMark } from '../../../core/watching/own_starts.js';
import { type Call, valueOf } from '../definition/command.js';
import { EXIT, type ExitCode } from '../exit_codes.js';
import { prepareFolder } from '../files/save_images.js';
import { readRunOptions } from '../runs/run_options.js';
import { openSession, type Session } from '../runs/session.js';
import { readImage, readTarget } from '../runs/start_values.js';
import { AT_ONCE, MAX_TOTAL_CREDITS, MOST_AT_ONCE } from '../commands/batch.js';

const MOST_BYTES = 50 * 1024 * 1024;

export async function batch(call: Call): Promise<ExitCode> {
  const { host, values, printer } = call;
  const session = await openSession(call);
  const { maxCredits, uncertainCost, waitMs, folder } = await readRunOptions(values, session.client.hasKey);
  const target = await readTarget(host, session, { webhook: valueOf(values, 'webhook'), workflow: valueOf(values, 'workflow') });
  const maxTotal = await readMaxTotal(valueOf(values, 'max-total-credits'));
  if (waitMs !== null || maxCredits !== null || maxTotal !== null) session.client.requireKey();
  const file = call.operand ?? '';
  const rows = await readTable(call, session, file);
  const [{ Report, totalsOf }, { lockReport }, { leftToDo, runBatch }, { TotalCap }] = await Promise.all([import('../batch/report.js'), import('../batch/report_lock.js'), import('../batch/run_batch.js'), import('../batch/total_cap.js')]);
  const place = path.resolve(host.folder, valueOf(values, 'report') ?? `${file}.report.csv`);
  const shownPlace = valueOf(values, 'report') ?? `${file}.report.csv`;
  if (place === path.resolve(host.folder, file)) throw badInput('report', '--report names the table itself.', 'Name another file.');
  if (values['dry-run'] === true) {
    printer.say(`${rows.length} rows can be started. ${await costOf(session, target, rows.length)}`);
    return EXIT.done;
  }
  if (folder !== null) await prepareFolder(host.folder, folder);
  const lock = await lockReport(session.memory, place);
  const startAll = async (): Promise<ExitCode> => {
    const report = await Report.open(place, targetMark(target));
    const retryFailed = values['retry-failed'] === true;
    const toStart = rows.filter((row) => leftToDo(host, { report, folder, retryFailed }, row).way === 'start').length;
    printer.progress(`${rows.length} rows, ${toStart} of them to be started. ${toStart > 0 ? await costOf(session, target, toStart) : ''}`.trim());
    const totalCap = maxTotal === null ? null : new TotalCap(maxTotal, await estimateOf(session, target), uncertainCost, report.entries);
    totalCap?.check(toStart);
    let done = 0;
    const code = await runBatch(host, session, {
      target, rows, report, totalCap, maxCredits, uncertainCost, waitMs, folder,
      parallel: readParallel(valueOf(values, 'parallel')),
      retryFailed,
      onOutcome(row, { output, problems }) {
        done += 1;
        printer.result(output, `Row ${row.number}: ${output.status}, ${output.execution_id}${output.image_file === null ? '' : `, ${output.image_file}`}${output.error === null ? '' : `: ${output.error}`}`);
        problems.forEach((problem) => printer.say(`Row ${row.number}: ${problem}`));
        printer.progress(`${done} of ${rows.length} rows are done.`);
      },
      onProblem: (row, sentence) => printer.say(`Row ${row.number}: ${sentence}`),
      onPause: (sentence) => printer.say(sentence),
    }); // prettier-ignore
    const totals = totalsOf(report.entries);
    const parts = [`${totals.completed} completed`, ...(['failed', 'going_on', 'not_started', 'may_have_started'] as const).flatMap((key) => (totals[key] > 0 ? [`${totals[key]} ${key.replaceAll('_', ' ')}`] : []))];
    const cost = totals.credits > 0 ? ` ${amountInWords(totals.credits)} credits${totals.credits_unknown > 0 ? `, and ${totals.credits_unknown} runs of which Wireflow does not say it` : ''}.` : '';
    printer.say(`${code === EXIT.interrupted ? 'Interrupted; runs that were started go on. ' : ''}${parts.join(', ')}.${cost} Report: ${shownPlace}`);
    if (code !== EXIT.done && code !== EXIT.runFailed) printer.say('The same command again goes on from there, and starts nothing twice.');
    return code;
  };
  return startAll().finally(lock.release);
}

async function readTable({ host }: Call, session: Session, file: string) {
  const [{ readCsv }, { readRows }] = await Promise.all([import('../batch/csv.js'), import('../batch/rows.js')]);
  const bytes = file === '-' ? null : await readFile(path.resolve(host.folder, file)).catch(() => null);
  if (bytes === null) throw badInput('file', `The table “${path.basename(file)}” can not be read.`, 'Check its path and its permissions.');
  if (bytes.byteLength > MOST_BYTES) throw badInput('file', `The table “${path.basename(file)}” is larger than ${MOST_BYTES / 1024 / 1024} MB.`, 'Split it.');
  return readRows(readCsv(bytes, path.basename(file)), (given) => readImage(host, session, given));
}

/** @throws WireflowError `bad_input` */
async function readMaxTotal(given: string | undefined): Promise<number | null> {
  const { field } = MAX_TOTAL_CREDITS;
  const { readOptionalNumber } = await import('../../../core/fields/number_field.js');
  return field === undefined ? null : readOptionalNumber(field, { [field.key]: given });
}

/** @throws WireflowError where nobody can say what a run costs: a cap could not be kept */
async function estimateOf({ client }: Session, target: string): Promise<Estimate> {
  const { workflowId } = await client.triggerInfo(target);
  return client.estimate(workflowId ?? target);
}

/** What so many runs would cost, in a sentence; without a key nobody can say. */
async function costOf(session: Session, target: string, count: number): Promise<string> {
  if (!session.client.hasKey) return 'What they cost can not be asked without a key.';
  const estimate = await estimateOf(session, target).catch(() => null);
  if (estimate === null) return 'What they cost could not be asked.';
  const left = estimate.available === null ? '' : `, and ${amountInWords(estimate.available)} are left`;
  return `Wireflow estimates ${costInWords({ ...estimate, credits: times(estimate.credits, count) })}${left}.`;
}

function readParallel(given: string | undefined): number {
  if (given === undefined) return AT_ONCE;
  if (/^\d{1,2}$/.test(given.trim()) && Number(given) >= 1 && Number(given) <= MOST_AT_ONCE) return Number(given);
  throw badInput('parallel', `--parallel needs a whole number from 1 to ${MOST_AT_ONCE}.`, `For example: --parallel ${AT_ONCE}`);
}
