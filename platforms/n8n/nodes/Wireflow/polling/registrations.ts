/** The order in which registrations were first seen, by what n8n keeps for each. */
const orders = new WeakMap<object, number>();
const latest = new Map<string, number>();
let seen = 0;

/**
 * One registration of a trigger with n8n. Where a workflow is published anew, n8n now and then keeps the old one beside it
 * (n8n#35251), and throws away what a poll of the old one is just about to give. So the newest alone fires, and for all that
 * its own data does not know; what the old one has seen since then counts for nothing.
 *
 * @param trigger the node in its workflow
 * @param data what n8n keeps for this registration, the same object from poll to poll
 */
export function registration(trigger: string, data: object): { isSuperseded(): boolean } {
  const order = orders.get(data) ?? (seen += 1);
  orders.set(data, order);
  latest.set(trigger, Math.max(order, latest.get(trigger) ?? 0));
  return { isSuperseded: () => latest.get(trigger) !== order };
}
