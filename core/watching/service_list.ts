import type { WireflowClient } from '../api/client.js';
import type { Memory } from '../memory.js';
import { WireflowError } from '../model/errors.js';
import { loadHabits, saveHabits, WAYS, type ListHabits } from './list_habits.js';
import type { Listed, ListRequest } from './listed.js';
import { ListReader } from './through_lists.js';

/**
 * Executions from the newest back to where they no longer matter, as far as pages and budget go. What lies behind a cut
 * is read by the next reading, which is given `rests`.
 *
 * @param memory remembers what was found out about the list
 * @throws WireflowError `no_execution_list` when no known way answers; whatever else the service refuses with
 */
export async function listExecutions(client: WireflowClient, memory: Memory, request: ListRequest): Promise<Listed> {
  const before = await loadHabits(memory);
  const near = await readNear(client, request, before);
  if (near !== null) return near;
  const reader = new ListReader(client, request, before);
  const ways = [...WAYS].sort((a, b) => Number(b === before.way) - Number(a === before.way));
  for (const way of ways) {
    if (!(await reader.read(way))) continue;
    await saveHabits(memory, before, { ...reader.habits, way });
    return reader.listed();
  }
  const words = reader.refusal === null ? '' : ` The last answer: ${reader.refusal.problem}`;
  throw new WireflowError({
    kind: 'no_execution_list',
    problem: `Wireflow answers no request for a list of executions that this integration knows.${words}`,
    nextStep: 'Use the search Find Execution with the Execution ID of an earlier step instead.',
  });
}

/** A small page of the account's list, or a larger one; null where that does not reach far enough, or runs in another order than from new to old. */
async function readNear(client: WireflowClient, request: ListRequest, before: ListHabits): Promise<Listed | null> {
  const { near = null } = request;
  if (near === null || before.way !== 'account') return null;
  for (const pageSize of near.pageSizes) {
    const reader = new ListReader(client, { ...request, backToMs: near.toMs, windowMs: -Infinity, rests: {}, maxPages: 1, pageSize }, before);
    const listed = (await reader.read('account')) ? reader.listed() : null;
    if (listed !== null && listed.cut.length === 0 && Object.keys(listed.rests).length === 0) return { ...listed, isNear: true };
  }
  return null;
}
