import { WireflowError } from '../../model/errors.js';
import { hasEnded, isWhole, withKnownFacts, type Execution } from '../../model/execution.js';
import { learnedLooks } from '../learned_looks.js';
import { LOOK_AFTER_MS, paceAfter } from '../pace.js';
import { hasRoom, perMinuteOf } from '../roomy_pace.js';
import { knownRuns, NOTHING_KNOWN, rememberRuns, seenBy } from '../run_durations.js';
import { couldNotLook } from '../wait_for_end.js';
import type { BatchStep, ItemState, StartedItem } from './batch_plan.js';

/** A look needs this much time before the deadline, or it is not begun. */
const LOOK_MS = 2_000;
const AT_ONCE = 5;
/** Left for the steps that share the account's request limit. */
const RESERVED_REQUESTS = 1;
/** Without a word from the service about what is left, its smallest plan (10 a minute) is assumed. */
const MOST_LOOKS_UNTOLD = 8;
/** Where the plan allows each run one look, it is taken when most have ended: at this one of the planned moments. */
const MOST_HAVE_ENDED = 3;
/** Several runs are first looked at so much later for each of them: what is saved by a look too early is less than its request. */
const LATER_FOR_EACH_MS = 400;
/** Looks again at a run that is called completed before its file is there. */
const EMPTY_LOOKS = 3;

/**
 * Looks at the runs of a batch until all have ended, or until the deadline: round by round, those first that were not looked
 * at for longest, and never with more requests than the account has left. Nothing that goes wrong while looking is an error.
 *
 * @param states what has become of each prompt, changed in place
 */
export async function lookAtItems(step: BatchStep, states: ItemState[]): Promise<void> {
  if (!step.client.hasKey) return;
  const { memory, clock, plan } = step;
  const known = plan.wait === 'no' ? NOTHING_KNOWN : await knownRuns(memory, seenBy(step.client, plan.address));
  const before = [...states];
  const rounds = new Rounds(step, states, learnedLooks(known.durationsMs) ?? LOOK_AFTER_MS);
  // What an earlier step has started may be done by now.
  await rounds.look(({ isEarlier }) => isEarlier);
  while (plan.wait !== 'no') {
    const waitMs = rounds.waitMs();
    if (waitMs === null || waitMs > plan.deadlineMs - LOOK_MS - clock.now()) break;
    await clock.sleep(waitMs);
    if ((await rounds.look(() => true)) === 0) break;
  }
  const ended = states.flatMap((state, index) => {
    const earlier = before[index];
    const isNews = state.as === 'started' && hasEnded(state.execution.status) && !(earlier?.as === 'started' && hasEnded(earlier.execution.status));
    return isNews ? [{ execution: state.execution, seenAfterMs: clock.now() - state.startedAtMs }] : [];
  });
  if (plan.wait === 'no') return;
  // A step that is given the id of a run alone knows its workflow, and not the webhook that it was started through.
  const workflowId = ended.find(({ execution }) => execution.workflowId !== null)?.execution.workflowId ?? null;
  await rememberRuns(memory, [plan.address, ...(workflowId === null ? [] : [workflowId])].map((address) => seenBy(step.client, address)), known, ended, perMinuteOf(step.client.limits));
}

/** Looks at many runs that share one request limit. */
class Rounds {
  readonly #step: BatchStep;
  readonly #states: ItemState[];
  readonly #looksMs: readonly number[];
  readonly #looks = new Map<number, number>();
  readonly #emptyLooks = new Map<number, number>();
  readonly #givenUp = new Set<number>();
  #asked = 0;
  #isBlind = false;

  constructor(step: BatchStep, states: ItemState[], looksMs: readonly number[]) {
    this.#step = step;
    this.#states = states;
    this.#looksMs = looksMs;
  }

  /** The wait before the next round, or null where nothing is left to look at or nothing may be asked. */
  waitMs(): number | null {
    const { client, clock, plan } = this.#step;
    const open = this.#open();
    if (open.length === 0 || this.#isBlind) return null;
    const { limits } = client;
    const nowMs = clock.now();
    const elapsedMs = nowMs - Math.max(...open.map(({ state }) => state.startedAtMs));
    const left = this.#left();
    if (left < 1) return limits.resetAtMs === undefined ? null : Math.max(limits.resetAtMs - nowMs, limits.retryAfterMs ?? 0);
    const pacedMs = paceAfter({ elapsedMs, looksMs: this.#looksMs, limits, nowMs });
    // A round asks once for each run: all of them together keep the pace of one run alone.
    if (hasRoom(limits)) return this.#asked === 0 ? pacedMs + (open.length - 1) * LATER_FOR_EACH_MS : pacedMs * open.length;
    if (left >= 2 * open.length) return pacedMs;
    const mostHaveEndedMs = (this.#looksMs[MOST_HAVE_ENDED] ?? 0) - elapsedMs;
    return Math.max(pacedMs, Math.min(mostHaveEndedMs, plan.deadlineMs - LOOK_MS - nowMs));
  }

  /** One look at each that is open, as far as the limit goes. @returns how many were looked at */
  async look(which: (state: StartedItem) => boolean): Promise<number> {
    const { client, clock, plan } = this.#step;
    const queue = this.#open().filter(({ state }) => which(state));
    queue.sort((a, b) => (this.#looks.get(a.index) ?? 0) - (this.#looks.get(b.index) ?? 0));
    let looked = 0;
    while (queue.length > 0 && !this.#isBlind && plan.deadlineMs - LOOK_MS >= clock.now()) {
      const wave = queue.splice(0, Math.max(0, Math.min(AT_ONCE, this.#left())));
      if (wave.length === 0) break;
      await Promise.all(wave.map(({ state, index }) => this.#lookAt(state, index)));
      looked += wave.length;
      if ((client.limits.retryAfterMs ?? 0) > 0) break;
    }
    return looked;
  }

  #open(): { state: StartedItem; index: number }[] {
    const isDone = ({ execution }: StartedItem, index: number) => hasEnded(execution.status) && (execution.status !== 'completed' || isWhole(execution) || (this.#emptyLooks.get(index) ?? 0) >= EMPTY_LOOKS);
    return this.#states.flatMap((state, index) => (state.as === 'started' && state.isWhole !== true && !this.#givenUp.has(index) && !isDone(state, index) ? [{ state, index }] : []));
  }

  /** How many looks the account has left. */
  #left(): number {
    const { client, clock } = this.#step;
    const { remaining, resetAtMs } = client.limits;
    if (remaining === undefined) return MOST_LOOKS_UNTOLD - this.#asked;
    return resetAtMs !== undefined && resetAtMs <= clock.now() ? Infinity : remaining - RESERVED_REQUESTS;
  }

  async #lookAt(state: StartedItem, index: number): Promise<void> {
    const { client, clock } = this.#step;
    this.#asked += 1;
    this.#looks.set(index, (this.#looks.get(index) ?? 0) + 1);
    try {
      const seen = withKnownFacts(await client.poll(state.execution.id), state.execution);
      if (seen.status === 'completed' && !isWhole(seen)) this.#emptyLooks.set(index, (this.#emptyLooks.get(index) ?? 0) + 1);
      // Seen to end between two looks: a pause's length too late at most, where the service tells no time.
      const sawItEnd = hasEnded(seen.status) && this.#looks.get(index) !== 1;
      this.#states[index] = { ...state, execution: sawItEnd ? { ...seen, finishedAt: seen.finishedAt ?? new Date(clock.now()).toISOString() } : seen };
    } catch (error) {
      if (!(error instanceof WireflowError)) throw error;
      if (error.canRetry || error.kind === 'unreadable') return;
      this.#states[index] = { ...state, execution: withMessage(state.execution, couldNotLook(error)) };
      // A key that may not look at one run may look at none; a run that is not there says nothing about the others.
      this.#isBlind = error.kind !== 'not_found';
      this.#givenUp.add(index);
    }
  }
}

const withMessage = (execution: Execution, message: string): Execution => ({ ...execution, message });
