import { readFileSync } from 'node:fs';
import type { EndpointName, Profile } from '../../emulator/index.js';
import app from '../../index.js';
import type { Findings, Tell } from '../part.js';
import { startWorld, type World } from '../world.js';
import { faultsOf, runCell } from './cell.js';
import { CASES, stepsWithoutCase, type Case } from './cases.js';
import { documentedErrors } from './documented.js';
import { faults, type Fault } from './faults.js';
import { promised, type Role } from './promises.js';

const PROFILES: readonly Profile[] = ['superset', 'article', 'docs', 'modern'];
const ABOUT =
  'Every action, search and trigger of the compiled app, each call that it makes, every fault, every documented shape of replies; through Zapier’s own handler. A cell holds when the error’s class, its sentence and what it does to the Zap are those of [errors.md](errors.md), at most one run was started, and nobody is told of a run that is not, or not told of one that may be. A time-out passes in a quarter of a second; the code that sets it is the product’s.';
const HEAD = ['Step', 'Ways to use it', 'Calls × faults × shapes', 'Held', 'Works on', 'Waits', 'Stops this run', 'Fails this run', 'Asks to reconnect'];
const COLUMNS = ['', 'ThrottledError', 'HaltedError', 'AppError', 'ExpiredAuthError'];

interface Row {
  readonly ways: Set<string>;
  cells: number;
  held: number;
  readonly ended: Map<string, number>;
}

/** @param only which cases and profiles, for a shorter proof */
export async function runMatrix(_seed: number, tell: Tell, only: { cases?: readonly Case[]; profiles?: readonly Profile[] } = {}): Promise<Findings> {
  const documented = documentedErrors(readFileSync('docs/errors.md', 'utf8'));
  const broken = stepsWithoutCase(app).map((step) => `${step} is in the app and not in the matrix`);
  const rows = new Map<string, Row>();
  let unhandled = 0;
  const onUnhandled = () => void (unhandled += 1);
  process.on('unhandledRejection', onUnhandled);
  for (const profile of only.profiles ?? PROFILES) {
    const world = await startWorld({ profile, executionList: { outputs: false } });
    try {
      for (const one of only.cases ?? CASES) {
        tell(`Fault matrix: replies as in “${profile}”, ${one.step}, ${one.how}`);
        for (const { name, endpoint, role: usual } of await cellsOf(world, one, broken)) {
          // Made anew for each cell: some name a moment on the clock, which waiting steps move on.
          const fault = faults(world.emulator.clock.now()).find((each) => each.name === name) as Fault;
          const secrets = [world.emulator.keys.full, ...world.emulator.workflows.map(({ webhookId }) => webhookId)];
          const ended = await runCell(world, one, fault, endpoint);
          const role = fault.rule === null && usual === 'extra' ? 'read' : usual;
          const buys = one.step.startsWith('creates.') && one.method === undefined && one.meta === undefined;
          const wrong = faultsOf(ended, outcomeOf(one, role, endpoint, name), role === 'file' ? { ...fault, waitS: undefined } : fault, buys, documented, secrets);
          add(rows, one, wrong.length === 0, ended.error?.name ?? '');
          broken.push(...wrong.map((what) => `${one.step} (${one.how}), ${name} at ${endpoint}, replies as in “${profile}”: ${what}`));
        }
      }
    } finally {
      await world.close();
    }
  }
  process.off('unhandledRejection', onUnhandled);
  if (unhandled > 0) broken.push(`${unhandled} rejections were handled by nobody`);
  return { title: 'Fault matrix', about: ABOUT, head: HEAD, rows: [...rows].map(([step, row]) => cellsIn(step, row)), broken };
}

interface Cell {
  /** The fault's. */
  readonly name: string;
  readonly endpoint: EndpointName;
  readonly role: Role;
}

/** Every fault at every call that the step really makes. */
async function cellsOf(world: World, one: Case, broken: string[]): Promise<Cell[]> {
  const { asked, error } = await runCell(world, one, null, null);
  if (error) broken.push(`${one.step} (${one.how}) fails without any fault: ${error.message}`);
  const calls = asked as EndpointName[];
  broken.push(...calls.filter((call) => one.roles[call] === undefined).map((call) => `${one.step} (${one.how}) calls ${call}, which has no role in the matrix`));
  return calls.flatMap((endpoint, index) => {
    const role = one.roles[endpoint];
    // A service that is not there at all is met by the first call.
    return role === undefined ? [] : faults(world.emulator.clock.now()).filter(({ rule }) => rule !== null || index === 0).map(({ name }) => ({ name, endpoint, role }));
  });
}

function outcomeOf(one: Case, role: Role, endpoint: EndpointName, fault: string): ReturnType<typeof promised> {
  // A free test in the editor shows a made-up sample where nothing else can be had.
  if (one.how === 'tested for free') return 'works';
  // Where the service does not know the call, the saved graph is executed instead.
  if (endpoint === 'run' && fault === '404') return 'works';
  if (one.step === 'hydrators.imageFile' && endpoint === 'poll' && fault === 'COMPLETED without output') return 'not_found';
  return promised(role, fault, one.sendsKey ?? false);
}

function add(rows: Map<string, Row>, { step, how }: Case, holds: boolean, name: string): void {
  const row = rows.get(step) ?? { ways: new Set(), cells: 0, held: 0, ended: new Map() };
  rows.set(step, row);
  row.ways.add(how);
  row.cells += 1;
  row.held += Number(holds);
  row.ended.set(name, (row.ended.get(name) ?? 0) + 1);
}

function cellsIn(step: string, { ways, cells, held, ended }: Row): string[] {
  return [step, ...[ways.size, cells, held, ...COLUMNS.map((name) => ended.get(name) ?? 0)].map((count) => count.toLocaleString('en-US'))];
}
