/** The modules in which a mutant may survive only if `explained.ts` says why. */
export const HELD = ['errors', 'error_from_response', 'readers/', 'pace', 'retry_after', 'run_id', 'webhook_address'].map((name) => `core/${name}`);

/** The other files, by what a mistake in them would do. A file that stands nowhere belongs to the last group. */
const OTHERS: readonly (readonly [title: string, names: readonly string[]])[] = [
  ['money: starts, costs, balances', ['start_run', 'started_runs', 'start_options', 'cost', 'balance', 'low_balance', 'execute_options']],
  ['secrets and addresses', ['redact', 'download', 'base_url', 'api_key', 'ids', 'id_fields']],
  ['requests', ['client', 'endpoints', 'undici_transport', 'network_error', 'request_budget']],
  ['waiting, lists and triggers', ['waiting', 'look_up', 'look_again', 'watch', 'ended_executions', 'execution_list', 'recent_executions', 'find_execution']],
];
export const REST = 'everything else';

/** Where a file stands in the table. */
export function groupOf(file: string): string {
  return heldBy(file) ?? OTHERS.find(([, names]) => names.some((name) => file === `core/${name}.ts`))?.[0] ?? REST;
}

export const GROUPS: readonly string[] = [...HELD, ...OTHERS.map(([title]) => title), REST];

function heldBy(file: string): string | undefined {
  return HELD.find((held) => (held.endsWith('/') ? file.startsWith(held) : file === `${held}.ts`));
}

export function isHeld(file: string): boolean {
  return heldBy(file) !== undefined;
}
