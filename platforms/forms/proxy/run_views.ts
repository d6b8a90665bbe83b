import type { WireflowClient } from '../../../core/api/client.js';
import { WireflowError } from '../../../core/model/errors.js';
import { hasEnded, type Execution, type ExecutionStatus } from '../../../core/model/execution.js';
import { failureKind } from '../../../core/model/failure_kind.js';
import { imagesOf } from '../../../core/model/images.js';
import { paceAfter } from '../../../core/runs/pace.js';
import type { StartedRun } from './run_token.js';

/** A run as its visitor sees it. */
export interface RunView {
  readonly executionId: string;
  /** `unknown`: the run was started, and can't be looked at. */
  readonly status: ExecutionStatus | 'unknown';
  /** Whether there is nothing more to wait for. */
  readonly ended: boolean;
  readonly images: readonly { readonly url: string; readonly width: number | null; readonly height: number | null }[];
  readonly message: string | null;
  /** When to ask again, in ms. */
  readonly againMs: number;
}

const EMPTY_LOOKS = 3;
const EMPTY_LOOK_MS = 3_000;
const LATER_MS = 15_000;
const GIVE_UP_MS = 60 * 60_000;
const MOST_KEPT = 1_000;

interface Kept {
  readonly view: Promise<RunView>;
  readonly nextLookMs: number;
  readonly emptyLooks: number;
}

/** Looks at runs for the people who wait for them, as seldom as the core's pace allows, however many ask. */
export class RunViews {
  readonly #client: WireflowClient;
  readonly #origin: string;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();

  /** @param baseUrl the API's; images beside it are shown even without https, for development */
  constructor(client: WireflowClient, baseUrl: string, now: () => number) {
    this.#client = client;
    this.#origin = new URL(baseUrl).origin;
    this.#now = now;
  }

  async of(run: StartedRun): Promise<RunView> {
    const nowMs = this.#now();
    const kept = this.#kept.get(run.executionId);
    const firstLookMs = run.startedAtMs + paceAfter({ elapsedMs: 0, nowMs: run.startedAtMs });
    const nextLookMs = kept?.nextLookMs ?? firstLookMs;
    if (kept && nowMs < nextLookMs) return this.#asOf(await kept.view, nextLookMs, nowMs);
    if (nowMs < nextLookMs) return waiting(run, nextLookMs - nowMs);
    return this.#look(run, kept?.emptyLooks ?? 0);
  }

  async #look(run: StartedRun, emptyLooks: number): Promise<RunView> {
    const nowMs = this.#now();
    const elapsedMs = nowMs - run.startedAtMs;
    const view = this.#client.poll(run.executionId).then(
      (seen) => this.#viewOf(run, seen, elapsedMs, emptyLooks),
      (error: unknown) => lost(run, error, elapsedMs),
    );
    // Kept before the answer is there, so that whoever asks meanwhile waits for the same one.
    this.#keep(run.executionId, { view, nextLookMs: nowMs + paceAfter({ elapsedMs, limits: this.#client.limits, nowMs }), emptyLooks });
    const { ended, againMs, status } = await view;
    this.#keep(run.executionId, { view, nextLookMs: ended ? Infinity : this.#now() + againMs, emptyLooks: emptyLooks + Number(status === 'completed') });
    return view;
  }

  #viewOf(run: StartedRun, seen: Execution, elapsedMs: number, emptyLooks: number): RunView {
    const images = imagesOf(seen.outputs).filter(({ url }) => this.#isShown(url)).map(({ url, width, height }) => ({ url, width, height }));
    const isEmpty = seen.status === 'completed' && images.length === 0;
    const ended = hasEnded(seen.status) && !(isEmpty && emptyLooks < EMPTY_LOOKS);
    if (!ended && elapsedMs > GIVE_UP_MS) return unknown(run);
    const againMs = isEmpty ? EMPTY_LOOK_MS : paceAfter({ elapsedMs, limits: this.#client.limits, nowMs: this.#now() });
    return { executionId: run.executionId, status: seen.status, ended, images, message: ended ? wordsFor(seen, isEmpty) : null, againMs: ended ? 0 : againMs };
  }

  /** What an output calls its link may be anything, a script included. */
  #isShown(url: string): boolean {
    return URL.canParse(url) && (new URL(url).protocol === 'https:' || new URL(url).origin === this.#origin);
  }

  #asOf(view: RunView, nextLookMs: number, nowMs: number): RunView {
    return view.ended ? view : { ...view, againMs: Math.max(1_000, nextLookMs - nowMs) };
  }

  #keep(executionId: string, kept: Kept): void {
    this.#kept.delete(executionId);
    this.#kept.set(executionId, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function wordsFor(seen: Execution, isEmpty: boolean): string | null {
  if (isEmpty) return `The run has finished without an image. Please tell the owner of this page; its number is ${seen.id}.`;
  if (seen.status === 'completed') return null;
  if (failureKind(seen) === 'moderation') return 'The image was not made, because its description was declined. Please describe it in other words.';
  return `The image could not be made. You can send the form again; the number of this run is ${seen.id}.`;
}

/** Nothing that goes wrong after a start is an error: the person keeps the number of the run. */
function lost(run: StartedRun, error: unknown, elapsedMs: number): RunView {
  if (!(error instanceof WireflowError)) throw error;
  const goesOn = (error.canRetry || error.kind === 'unreadable') && elapsedMs <= GIVE_UP_MS;
  return goesOn ? waiting(run, Math.max(error.retryAfterMs ?? 0, LATER_MS)) : unknown(run);
}

const waiting = ({ executionId }: StartedRun, againMs: number): RunView => ({ executionId, status: 'running', ended: false, images: [], message: null, againMs });

const unknown = ({ executionId }: StartedRun): RunView => ({
  executionId,
  status: 'unknown',
  ended: true,
  images: [],
  message: `Your image was ordered, but it can not be shown here. Please ask the owner of this page for it; its number is ${executionId}.`,
  againMs: 0,
});
