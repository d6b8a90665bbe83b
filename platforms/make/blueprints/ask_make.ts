import type { Blueprint } from './blueprint.js';

/**
 * Asks Make whether its catalogue has every module of a blueprint: a public address that takes no token and makes
 * nothing, and that is not open in every zone (GitHub `integromat/make-blueprints`). A private app is in no catalogue, so
 * modules of ours are left out.
 *
 * @param site such as `https://eu1.make.com`
 * @returns what Make has against it, one sentence each; none where it is right
 * @throws Error with one sentence where Make does not answer the question
 */
export async function askMake(site: string, { flow, ...blueprint }: Blueprint): Promise<string[]> {
  const body = JSON.stringify({ blueprint: { ...blueprint, flow: flow.filter(({ module }) => !module.startsWith('app#')) } });
  const response = await fetch(`${site}/api/v2/blueprints/validate`, { method: 'POST', redirect: 'error', headers: { 'content-type': 'application/json' }, body }).catch(() => null);
  if (response === null) throw new Error('Make can not be reached.');
  if (!response.ok) throw new Error(`Make does not check blueprints for everybody in this zone (HTTP ${response.status}).`);
  const { valid, errors = [] } = (await response.json().catch(() => ({}))) as { readonly valid?: boolean; readonly errors?: readonly { readonly path?: string; readonly problem?: string; readonly fix?: string }[] };
  if (valid === undefined) throw new Error('Make answered something that is no judgement.');
  return valid ? [] : errors.map(({ path = '', problem = '', fix = '' }) => [path, problem, fix].filter(Boolean).join(': '));
}
