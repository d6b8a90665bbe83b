/** The modules in which a mutant may survive only if `explained.ts` says why. */
export const HELD = [
  'model/errors', 'api/error_from_response', 'api/error_sentences', 'api/readers/', 'runs/pace', 'api/rate_limits', 'runs/run_id_claim', 'fields/webhook_address',
].map((name) => `core/${name}`); // prettier-ignore

/** The other files, by what a mistake in them would do. A file that stands nowhere belongs to the last group. */
const OTHERS: readonly (readonly [title: string, names: readonly string[]])[] = [
  ['money: starts, costs, balances', ['runs/start_run', 'runs/owner', 'runs/cost_cap', 'watching/own_starts', 'fields/start_options', 'fields/execute_options', 'account/balance', 'account/low_balance']],
  ['secrets and addresses', ['api/redact', 'api/safe_link', 'api/base_url', 'api/api_key', 'model/safe_id', 'fields/chosen_ids', 'outputs/download_addresses']],
  ['requests', ['api/client', 'api/exchange', 'api/endpoints', 'api/undici_transport', 'api/network_error', 'watching/request_budget']],
  ['waiting, lists and triggers', ['runs/wait_for_end', 'runs/requeue', 'runs/find_execution', 'watching/']],
];
export const REST = 'everything else';

/** Where a file stands in the table. */
export function groupOf(file: string): string {
  return heldBy(file) ?? OTHERS.find(([, names]) => names.some((name) => fits(file, `core/${name}`)))?.[0] ?? REST;
}

export const GROUPS: readonly string[] = [...HELD, ...OTHERS.map(([title]) => title), REST];

function heldBy(file: string): string | undefined {
  return HELD.find((held) => fits(file, held));
}

/** @param name a file without its ending, or a folder with a slash behind it */
function fits(file: string, name: string): boolean {
  return name.endsWith('/') ? file.startsWith(name) : file === `${name}.ts`;
}

export function isHeld(file: string): boolean {
  return heldBy(file) !== undefined;
}
