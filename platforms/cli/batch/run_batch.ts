import { existsSync } from 'node:fs';
import path from 'node:path';
import { WireflowError, type ErrorKind } from '../../../core/model/errors.js';
import { hasEnded, unknownExecution } from '../../../core/model/execution.js';
import { earlierRun, isClaimed } from '../../../core/runs/run_id_claim.js';
import { ownerOf } from '../../../core/runs/owner.js';
import { runKey, targetOf } from '../../../core/runs/run_key.js';
import type { UncertainCost } from '../../../core/runs/cost_cap.js';
import { workflowOfAddress } from '../../../core/runs/workflow_of_address.js';
import { codeOfKind, EXIT, type ExitCode } from '../exit_codes.js';
import type { Host } from '../host.js';
import { sentenceOf } from '../printing/words.js';
import { handOver, type Outcome } from '../runs/hand_over.js';
import { Interrupted, untilInterrupted } from '../runs/interruption.js';
import type { Session } from '../runs/session.js';
import { startAndWait, waitOn, type Start } from '../runs/start_and_wait.js';
import type { Entry, Report } from './report.js';
import type { Row } from './rows.js';
import { StartPace } from './start_pace.js';
import type { TotalCap } from './total_cap.js';

export interface BatchPlan {
  readonly target: string;
  readonly rows: readonly Row[];
  readonly report: Report;
  /** For all rows together; null for no cap. */
  readonly totalCap: TotalCap | null;
  /** For each row. */
  readonly maxCredits: number | null;
  readonly uncertainCost: UncertainCost;
  readonly waitMs: number | null;
  readonly folder: string | null;
  /** How many runs may be under way at a time. */
  readonly parallel: number;
  readonly retryFailed: boolean;
  /** Told of each run, as it is handed over. */
  onOutcome(row: Row, outcome: Outcome): void;
  onProblem(row: Row, sentence: string): void;
  onPause(sentence: string): void;
}

const MS_PER_S = 1000;
/** What one row meets every other row would meet too. */
const STOPS: ReadonlySet<ErrorKind> = new Set(['no_key', 'bad_key', 'forbidden', 'out_of_credits', 'too_expensive', 'not_found']);
const PAUSES_MS = [10_000, 30_000];
const LONGEST_PAUSE_MS = 15 * 60_000;
/** A service that loses starts one after another is not well. */
const MOST_LOST_IN_A_ROW = 3;

/** The code that says the most, for rows that end in different ways. */
export const WORST: readonly ExitCode[] = [EXIT.interrupted, EXIT.mayHaveStarted, EXIT.refused, EXIT.tooExpensive, EXIT.wrongUsage, EXIT.nothingStarted, EXIT.notFinished, EXIT.runFailed, EXIT.done];

/** Why nothing more is started. */
class Stopped extends Error {
  constructor(readonly code: ExitCode) {
    super('Stopped');
  }
}

/**
 * Starts a run for each row that has none yet, a few at a time, and goes on with those that have.
 *
 * @returns the code that says the most
 */
export async function runBatch(host: Host, session: Session, plan: BatchPlan): Promise<ExitCode> {
  const pace = new StartPace(session.client, session.clock);
  const queue = [...plan.rows];
  const codes: ExitCode[] = [];
  const state = { lost: 0, isOver: false };
  const work = async () => {
    for (let row = queue.shift(); row !== undefined && !state.isOver; row = queue.shift()) {
      codes.push(
        await rowCode(row).catch((error: unknown) => {
          if (!(error instanceof Stopped)) throw error;
          state.isOver = true;
          return error.code;
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: plan.parallel }, work));
  return WORST.find((code) => codes.includes(code)) ?? EXIT.done;

  async function rowCode(row: Row): Promise<ExitCode> {
    const own: Session = { ...session, stage: { at: 'before' } };
    const begun = leftToDo(host, plan, row);
    let settle: ReturnType<TotalCap['reserve']> | undefined;
    try {
      if (begun.way === 'done') return begun.code;
      if (begun.way === 'start') settle = plan.totalCap?.reserve(row.unestimated);
      const work = begun.way === 'go on' ? goOn(own, begun.entry) : startRow(own, row, begun.entry);
      const outcome = await untilInterrupted(work, own.signal, () => own.stage);
      if (outcome === null) return EXIT.mayHaveStarted;
      // Where the report can't be written any more, nothing else would tell the run.
      await plan.report.put(entryOf(row, begun.entry.tries, outcome)).finally(() => plan.onOutcome(row, outcome));
      // What would come next could not be kept either, and would be paid for.
      if (outcome.isFolderShut) {
        plan.onProblem(row, 'Nothing more is started. Make room for images, or name another folder in --out.');
        throw new Stopped(outcome.code);
      }
      return outcome.code;
    } catch (error) {
      return await recorded(row, begun.way === 'done' ? emptyEntry(row, 0) : begun.entry, error);
    } finally {
      settle?.(plan.report.get(row.runId));
    }
  }

  /** A run that was started before: looked at, waited for, and its images saved. */
  async function goOn(own: Session, entry: Entry): Promise<Outcome> {
    const id = entry.execution_id ?? '';
    own.stage = { at: 'started', executionId: id };
    if (!own.client.hasKey) return handOver(host, own, unknownExecution(id), { folder: null, runId: entry.run_id, waited: false });
    const first = await own.client.poll(id);
    const execution = plan.waitMs === null || hasEnded(first.status) ? first : await waitOn(own, first, plan.waitMs, plan.target);
    return handOver(host, own, execution, { folder: plan.folder, runId: entry.run_id, waited: plan.waitMs !== null });
  }

  async function startRow(own: Session, row: Row, entry: Entry): Promise<Outcome | null> {
    const runId = entry.tries === 0 ? row.runId : `${row.runId}~${entry.tries}`;
    if (entry.status === 'starting') {
      // Its start was under way when the batch ended: the memory of this machine knows how that came out, for a day.
      const { id } = await workflowOfAddress(own.client, own.memory, plan.target);
      const earlier = await earlierRun(own.memory, runKey(targetOf('generate_image', id), runId), ownerOf(own.client, 'generate_image'), own.clock.now());
      if (!isClaimed(earlier)) {
        await plan.report.put({ ...entry, status: 'may_have_started', error: 'It was being started when the batch ended.' });
        plan.onProblem(row, 'It may have started when the batch was ended. Look in Wireflow; to buy it anew, remove its line from the report.');
        return null;
      }
    }
    const { client } = own;
    const start = async () => client.trigger(plan.target, row.image === null ? row.body : { ...row.body, image_url: await row.image.link() });
    const begin: Start = { action: 'generate_image', address: plan.target, knownWorkflowId: null, workflow: () => workflowOfAddress(client, own.memory, plan.target), unestimated: row.unestimated, inputs: async () => null, start };
    const execution = await patiently(own, async () => {
      await pace.next();
      await plan.report.put({ ...entry, status: 'starting', error: null });
      return startAndWait(own, begin, { runId, afterFailure: 'same', reuse: 'off', maxCredits: plan.maxCredits, uncertainCost: plan.uncertainCost, waitMs: plan.waitMs, folder: plan.folder }, () => undefined);
    });
    state.lost = 0;
    return handOver(host, own, execution, { folder: plan.folder, runId: row.runId, waited: plan.waitMs !== null });
  }

  /** Tries again what has surely started nothing, after the wait that the service asks for. */
  async function patiently<T>(own: Session, attempt: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; ) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof WireflowError) || !error.canRetry || error.kind === 'conflict') throw error;
        const isLimit = error.kind === 'rate_limited';
        const pauseMs = error.retryAfterMs ?? (isLimit ? 60 * MS_PER_S : PAUSES_MS[tries]);
        if (pauseMs === undefined || pauseMs > LONGEST_PAUSE_MS || state.isOver || own.signal.aborted) throw error;
        if (!isLimit) tries += 1;
        plan.onPause(`${isLimit ? 'The account’s limit is reached' : 'Wireflow does not answer'}; going on in ${Math.ceil(pauseMs / MS_PER_S)} s. Nothing is lost.`);
        await own.clock.sleep(pauseMs);
      }
    }
  }

  /** Writes down how a row ended that has no outcome. @throws Stopped when the others would end the same way */
  async function recorded(row: Row, entry: Entry, error: unknown): Promise<ExitCode> {
    if (error instanceof Interrupted) {
      const { stage } = error;
      if (stage.at === 'started') await plan.report.put({ ...entry, status: 'running', execution_id: stage.executionId });
      else if (stage.at === 'before' && entry.execution_id === null) await plan.report.put({ ...entry, status: entry.status === 'starting' ? 'starting' : 'not_started' });
      throw new Stopped(EXIT.interrupted);
    }
    if (!(error instanceof WireflowError)) throw error;
    const sentence = sentenceOf(error, []);
    plan.onProblem(row, sentence);
    // The report itself can't be written.
    if (error.field === 'report') throw new Stopped(EXIT.wrongUsage);
    if (entry.execution_id !== null) return EXIT.notFinished;
    const isLost = error.kind === 'start_unknown';
    // Somebody else is just starting it, or was when the machine stopped.
    const isBeingStarted = error.kind === 'conflict';
    await plan.report.put({ ...entry, status: isLost ? 'may_have_started' : isBeingStarted ? 'starting' : 'not_started', error: sentence });
    state.lost = isLost ? state.lost + 1 : state.lost;
    // What this row alone sends, and the estimate does not know, says nothing about the others.
    const isOfThisRow = error.kind === 'too_expensive' && plan.uncertainCost === 'stop' && row.unestimated.length > 0;
    if ((STOPS.has(error.kind) && !isOfThisRow) || (error.canRetry && !isBeingStarted) || state.lost >= MOST_LOST_IN_A_ROW) throw new Stopped(codeOfKind(error.kind));
    return codeOfKind(error.kind);
  }
}

type Beginning = { readonly way: 'done'; readonly code: ExitCode } | { readonly way: 'start' | 'go on'; readonly entry: Entry };

/** What is left to do for a row, by what the report says of it. */
export function leftToDo(host: Host, { report, folder, retryFailed }: Pick<BatchPlan, 'report' | 'folder' | 'retryFailed'>, row: Row): Beginning {
  const entry = report.get(row.runId);
  if (entry === undefined) return { way: 'start', entry: emptyEntry(row, 0) };
  if (entry.status === 'may_have_started') return { way: 'done', code: EXIT.mayHaveStarted };
  if (entry.status === 'not_started' || entry.status === 'starting') return { way: 'start', entry };
  if (entry.status === 'completed') {
    const isSaved = folder === null || (entry.image_files.length > 0 && entry.image_files.every((file) => existsSync(path.resolve(host.folder, file))));
    return isSaved ? { way: 'done', code: EXIT.done } : { way: 'go on', entry };
  }
  if (entry.status === 'queued' || entry.status === 'running') return { way: 'go on', entry };
  return retryFailed ? { way: 'start', entry: emptyEntry(row, entry.tries + 1) } : { way: 'done', code: EXIT.runFailed };
}

function emptyEntry({ number, runId, prompt }: Row, tries: number): Entry {
  return { row: number, run_id: runId, tries, status: 'not_started', execution_id: null, credits: null, duration_seconds: null, image_files: [], image_urls: [], error: null, prompt };
}

function entryOf(row: Row, tries: number, { output, problems }: Outcome): Entry {
  const files = output.images.flatMap(({ file }) => (file === null ? [] : [file]));
  return {
    ...emptyEntry(row, tries),
    status: output.status,
    execution_id: output.execution_id,
    credits: output.credits,
    duration_seconds: output.duration_seconds,
    image_files: files,
    image_urls: output.images.map(({ url }) => url),
    error: output.error ?? (problems.join(' ') || null),
  };
}
