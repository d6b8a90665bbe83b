import type { MakeApi } from '../deploy/api.js';
import { blueprintOf, type Step } from '../blueprints/blueprint.js';
import { MODULES } from '../blueprints/own_modules.js';
import type { ConnectionId } from '../format/component.js';
import type { ReviewScenario } from './scenarios.js';

/** What belongs to the account in which the scenarios run. */
export interface ReviewAccount {
  readonly team: number;
  /** Make's numbers of the connections; what is run by hand is given one by hand. */
  readonly connections: Readonly<Partial<Record<ConnectionId, number>>>;
  /** ID of a workflow with a prompt, in the account of the API key. */
  readonly workflow: string;
  /** The app's name in Make. */
  readonly app: string;
}

export interface RunOptions {
  readonly api: MakeApi;
  readonly account: ReviewAccount;
  /** The host that a person opens, such as `https://eu1.make.com`. */
  readonly site: string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly print: (line: string) => void;
}

interface Execution {
  readonly status: 'RUNNING' | 'SUCCESS' | 'WARNING' | 'ERROR';
  readonly error?: { readonly name?: string; readonly message?: string };
}

const LOOK_EVERY_MS = 3000;
/** The longest scenario waits four minutes for an image. */
const MOST_LOOKS = 200;
/** A scenario that was just started may not be found yet. */
const NOT_THERE_YET_LOOKS = 10;
const PAGE = 100;

/** What would be done, for a person to read before. */
export function planLines(scenarios: readonly ReviewScenario[]): string[] {
  const starts = scenarios.reduce((sum, scenario) => sum + scenario.starts, 0);
  return [
    ...scenarios.map(({ name, steps, ends, byHand }) => {
      const how = byHand === undefined ? `ends ${ends === 'SUCCESS' ? 'well' : `with ${ends.type}, “${ends.says}”`}` : 'is made, and run by hand';
      return `${name}: ${steps.map(({ name: label }) => label).join(' → ')}; ${how}`;
    }),
    `\nScenarios: ${scenarios.length}. Executions at Wireflow that they start, and that cost credits: at most ${starts}.`,
  ];
}

/**
 * Makes each scenario in Make, or changes the one of its name, runs it once and switches it off again. Nothing is
 * deleted, and nothing is run twice: where a run's outcome is not known, that is said.
 *
 * @returns how many did not end as they should
 * @throws Error with one sentence where Make refuses something or can not be reached
 */
export async function runScenarios(scenarios: readonly ReviewScenario[], { api, account, site, sleep, print }: RunOptions): Promise<number> {
  const known = await scenariosByName(api, account.team);
  const shown = new Map<string, string>();
  let wrong = 0;
  for (const scenario of scenarios) {
    // Make takes no scenario whose modules lack a connection.
    if (needsOwnConnection(scenario, account)) {
      print(`by hand   ${scenario.name}: import platforms/make/review/files/${scenario.file}, ${scenario.byHand ?? 'with a connection of your own'}`);
      continue;
    }
    const ids = known.get(scenario.name) ?? [];
    if (ids.length > 1) throw new Error(`Make holds ${ids.length} scenarios with the name “${scenario.name}”. Delete all but one.`);
    const id = await write(api, account, scenario, ids[0]);
    const address = `${site}/${account.team}/scenarios/${id}/edit`;
    for (const { module } of scenario.steps) if (scenario.ends === 'SUCCESS') shown.set(module, shown.get(module) ?? address);
    if (scenario.byHand !== undefined) {
      print(`by hand   ${scenario.name}: ${scenario.byHand} ${address}`);
      continue;
    }
    const fault = faultOf(scenario, await runOnce(api, id, scenario.name, sleep));
    if (fault !== null) wrong += 1;
    print(`${fault === null ? 'right    ' : 'WRONG    '} ${scenario.name}${fault === null ? '' : `: ${fault}`}  ${address}`);
  }
  print('\nFor the form, a scenario for each module:');
  for (const [module, address] of shown) print(`${MODULES.get(module)?.label ?? module}  ${address}`);
  return wrong;
}

/** Whether the account has no connection for one of the modules. */
export function needsOwnConnection({ steps }: ReviewScenario, { connections }: Pick<ReviewAccount, 'connections'>): boolean {
  return steps.some(({ module }) => {
    const wanted = MODULES.get(module)?.connection;
    return wanted !== undefined && connections[wanted] === undefined;
  });
}

async function scenariosByName(api: MakeApi, team: number): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, number[]>();
  for (let offset = 0; ; offset += PAGE) {
    const { scenarios = [] } = ((await api.get(`/scenarios?teamId=${team}&pg[limit]=${PAGE}&pg[offset]=${offset}`)) ?? {}) as { readonly scenarios?: readonly { readonly id: number; readonly name: string }[] };
    for (const { id, name } of scenarios) found.set(name, [...(found.get(name) ?? []), id]);
    if (scenarios.length < PAGE) return found;
  }
}

/** Make takes a blueprint as a text. `confirmed` says that the app may be installed in the organization. */
async function write(api: MakeApi, account: ReviewAccount, scenario: ReviewScenario, id: number | undefined): Promise<number> {
  const blueprint = JSON.stringify(blueprintOf({ ...scenario, steps: scenario.steps.map((step) => withAccount(step, account)) }, `app#${account.app}`));
  const scheduling = JSON.stringify({ type: 'on-demand' });
  const json = 'application/json';
  if (id !== undefined) {
    await api.send('PATCH', `/scenarios/${id}?confirmed=true`, json, JSON.stringify({ name: scenario.name, blueprint, scheduling }));
    return id;
  }
  const made = (await api.send('POST', '/scenarios?confirmed=true', json, JSON.stringify({ teamId: account.team, blueprint, scheduling }))) as { readonly scenario?: { readonly id?: number } };
  if (made.scenario?.id === undefined) throw new Error(`Make did not say how it numbered the scenario “${scenario.name}”.`);
  return made.scenario.id;
}

function withAccount(step: Step, { connections, workflow }: ReviewAccount): Step {
  const module = MODULES.get(step.module);
  if (step.app !== 'wireflow' || module === undefined) return step;
  const chosen = Object.fromEntries((step.left ?? []).map((name) => [name, workflow]));
  return { ...step, parameters: { ...step.parameters, __IMTCONN__: connections[module.connection] ?? null }, mapper: { ...step.mapper, ...chosen } };
}

async function runOnce(api: MakeApi, id: number, name: string, sleep: RunOptions['sleep']): Promise<Execution> {
  const post = (what: string, body: object = {}) => api.send('POST', `/scenarios/${id}/${what}`, 'application/json', JSON.stringify(body));
  await post('start');
  try {
    const { executionId } = ((await post('run', { responsive: false }).catch((error: unknown) => {
      throw new Error(`“${name}” may have run: look at its history in Make before you run it again. ${(error as Error).message}`, { cause: error });
    })) ?? {}) as { readonly executionId?: string };
    if (executionId === undefined) throw new Error(`“${name}” runs, but Make did not say under which number: look at its history in Make.`);
    for (let looks = 1; looks <= MOST_LOOKS; looks += 1) {
      const execution = (await api.get(`/scenarios/${id}/executions/${executionId}`)) as Execution | null;
      if (execution !== null && execution.status !== 'RUNNING') return execution;
      if (execution === null && looks === NOT_THERE_YET_LOOKS) break;
      await sleep(LOOK_EVERY_MS);
    }
    throw new Error(`“${name}” has not ended in time: look at its history in Make.`);
  } finally {
    // A scenario that an error has switched off is stopped already, which Make answers with an error of its own.
    await post('stop').catch(() => undefined);
  }
}

function faultOf({ ends }: ReviewScenario, { status, error }: Execution): string | null {
  const said = [error?.name, error?.message].filter(Boolean).join(': ');
  if (ends === 'SUCCESS') return status === 'SUCCESS' ? null : `ended as ${status}${said === '' ? '' : `, “${said}”`}`;
  if (status !== 'ERROR') return `ended as ${status}, and not with an error`;
  return said.includes(ends.says) ? null : `said “${said}”, and not “${ends.says}”`;
}
