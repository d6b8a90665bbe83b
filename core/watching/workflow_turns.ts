import { byLastUse, type Workflow } from '../model/workflow.js';

/** What may have run since the window began, by the account's own clock, the latest first. */
export function ranLately(workflows: readonly Workflow[], { backToMs, windowMs = 0 }: { readonly backToMs: number; readonly windowMs?: number }): Workflow[] {
  const sorted = [...workflows].sort(byLastUse);
  const times = sorted.flatMap(({ lastExecutedAt }) => (lastExecutedAt === null ? [] : [Date.parse(lastExecutedAt)]));
  // Where the service says for none when it ran, any of them may have.
  if (times.length === 0) return sorted;
  const sinceMs = Math.min(backToMs, Math.max(...times) - windowMs);
  return sorted.filter(({ lastExecutedAt }) => lastExecutedAt !== null && Date.parse(lastExecutedAt) >= sinceMs);
}

/** Those whose own list has waited longest to be read come first. */
export function inTurn(workflows: readonly Workflow[], readAtMs: Readonly<Record<string, number>>): Workflow[] {
  return [...workflows].sort((a, b) => (readAtMs[a.id] ?? 0) - (readAtMs[b.id] ?? 0));
}
