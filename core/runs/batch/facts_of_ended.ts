import type { WireflowClient } from '../../api/client.js';
import { WireflowError } from '../../model/errors.js';
import { hasEnded, withKnownFacts, type Execution } from '../../model/execution.js';
import type { ItemState } from './batch_plan.js';

/** Left for the steps that share the account's request limit. */
const RESERVED_REQUESTS = 2;
/** Without a word from the service about what is left, its smallest plan (10 a minute) is assumed, and most of it is used. */
const MOST_UNTOLD = 2;
const AT_ONCE = 5;

/**
 * Asks the service's other reply about the runs that have ended for what a poll left out: the workflow, times and credits
 * (docs/service.md, "Poll replies"). As many as the account has requests for; the others keep those outputs empty.
 *
 * @param states what has become of each prompt, changed in place
 */
export async function withFactsOfEnded(client: WireflowClient, states: ItemState[]): Promise<void> {
  if (!client.hasKey) return;
  const ended = states.flatMap((state, index) => (state.as === 'started' && state.isWhole !== true && hasEnded(state.execution.status) ? [{ state, index }] : []));
  let asked = 0;
  for (let next = ended.shift(); next !== undefined; next = ended.shift()) {
    const wave = [next];
    while (wave.length < AT_ONCE && ended.length > 0) wave.push(ended.shift() as typeof next);
    await Promise.all(
      wave.map(async ({ state, index }) => {
        const isAsked = hasGap(state.execution) && mayAsk(asked);
        if (isAsked) asked += 1;
        const execution = isAsked ? await whole(client, state.execution) : state.execution;
        states[index] = { ...state, execution, isWhole: isAsked || !hasGap(state.execution) };
      }),
    );
  }

  function mayAsk(count: number): boolean {
    const { remaining } = client.limits;
    return remaining === undefined ? count < MOST_UNTOLD : remaining > RESERVED_REQUESTS + AT_ONCE;
  }
}

const hasGap = ({ workflowId, startedAt, finishedAt, credits }: Execution) => [workflowId, startedAt, finishedAt, credits].some((fact) => fact === null);

async function whole(client: WireflowClient, execution: Execution): Promise<Execution> {
  const described = await client.describeExecution(execution.id).catch((error: unknown) => {
    if (error instanceof WireflowError) return null;
    throw error;
  });
  if (described === null) return execution;
  // What the service says about its own times counts more than what a step has seen from outside.
  return { ...withKnownFacts(execution, described), startedAt: described.startedAt ?? execution.startedAt, finishedAt: described.finishedAt ?? execution.finishedAt };
}
