import { readFileSync } from 'node:fs';
import type { EndpointName, Profile } from '../../../emulators/wireflow/index.js';
import app from '../../../index.js';
import { fillMake, MODULE_CASES } from '../make/provider_modules.js';
import { fillN8n } from '../n8n/matrix.js';
import { OPERATIONS } from '../n8n/operations.js';
import type { Part, Tell } from '../part.js';
import { startWorld, type World } from '../world.js';
import { faultsOf, runCell } from './cell.js';
import { CASES, stepsWithoutCase, type Case } from './cases.js';
import { documentedErrors, type Documented } from './documented.js';
import { faults, type Fault } from './faults.js';
import { promised, type Role } from './promises.js';
import { PROVIDER_CASES, WAY_OUT_CASES } from './provider_cases.js';
import { fillProviders } from './provider_matrix.js';
import type { Filled, Row } from './row.js';
import { fillSlow } from './slow.js';

const PROFILES: readonly Profile[] = ['superset', 'article', 'docs', 'modern'];
const ABOUT =
  'Every action, search and trigger of the compiled app, each call that it makes, every fault, every documented shape of replies; through Zapier’s own handler. A cell holds when the error’s class, its sentence and what it does to the Zap are those of [errors.md](errors.md), at most one run was started, and nobody is told of a run that is not, or not told of one that may be. A time-out passes in a quarter of a second; the code that sets it is the product’s. On top of that come bodies that drip a byte a second, and stores of Zapier’s that take a minute, while all time passes ten times as fast: there a step has to end within the 30 s that Zapier gives it. Steps that ask image providers meet the same faults there, with and without Wireflow’s refusal before. The n8n node, as it is published, is run in a context like n8n’s ([the real one](n8n-publishing.md) is asked by `npm run test:n8n`), while time passes thirty times as fast; there a limit at the start is waited out. The modules for image providers on Make meet the same faults in the local engine: a cell holds when at most one picture was bought, and where one was, nothing makes Make buy another and the job is named; the last four columns are Zapier’s and n8n’s.';
const HEAD = ['Step', 'Ways to use it', 'Calls × faults × shapes', 'Held', 'Works on', 'Waits', 'Stops this run', 'Fails this run', 'Asks to reconnect'];
const COLUMNS = ['', 'ThrottledError', 'HaltedError', 'AppError', 'ExpiredAuthError'];

/** Every fault at every call of the cases, with replies as in one profile. */
export async function fillMatrix(profile: Profile, tell: Tell, cases: readonly Case[]): Promise<Filled> {
  const documented = documentedErrors(readFileSync('docs/errors.md', 'utf8'));
  const broken: string[] = [];
  const rows: Row[] = [];
  let unhandled = 0;
  const onUnhandled = () => void (unhandled += 1);
  process.on('unhandledRejection', onUnhandled);
  const world = await startWorld({ profile, executionList: { outputs: false } });
  try {
    for (const one of cases) {
      tell(`${one.step}, ${one.how}`);
      for (const cell of await cellsOf(world, one, broken)) {
        const { name, wrong } = await check(world, one, cell, documented);
        rows.push({ step: one.step, how: one.how, holds: wrong.length === 0, name });
        broken.push(...wrong.map((what) => `${one.step} (${one.how}), ${cell.name} at ${cell.endpoint}, replies as in “${profile}”: ${what}`));
      }
    }
  } finally {
    await world.close();
    process.off('unhandledRejection', onUnhandled);
  }
  if (unhandled > 0) broken.push(`${unhandled} rejections were handled by nobody`);
  return { rows, broken };
}

async function check(world: World, one: Case, { name, endpoint, role: usual }: Cell, documented: readonly Documented[]): Promise<{ name: string; wrong: string[] }> {
  // Made anew for each cell: some name a moment on the clock, which waiting steps move on.
  const fault = faults(world.emulator.clock.now()).find((each) => each.name === name) as Fault;
  const ended = await runCell(world, one, fault, endpoint);
  const role = fault.rule === null && usual === 'extra' ? 'read' : usual;
  const buys = one.step.startsWith('creates.') && one.method === undefined && one.meta === undefined;
  const secrets = [world.emulator.keys.full, ...world.emulator.workflows.map(({ webhookId }) => webhookId)];
  const wrong = faultsOf(ended, outcomeOf(one, role, endpoint, name), role === 'file' ? { ...fault, waitS: undefined } : fault, buys, documented, secrets);
  return { name: ended.error?.name ?? '', wrong };
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
  // What the form tells of the price is help, and stands in nobody's way.
  if (one.how === 'its fields' && one.step === 'creates.generate_image') return 'works';
  // Without a list of workflows nobody can tell what a capped run would cost.
  if (one.how.includes('with a cap') && endpoint === 'listWorkflows' && fault === '404') return 'too_expensive';
  // Where the service does not know the call, the saved graph is executed instead.
  if (endpoint === 'run' && fault === '404') return 'works';
  return promised(role, fault, one.sendsKey ?? false);
}

interface Job {
  /** Replies as in this profile; `slow` for what takes its time, `providers` for what is asked elsewhere, `n8n` for its node, `make` for its modules at providers. */
  readonly kind: Profile | 'slow' | 'providers' | 'n8n' | 'make';
  /** Which of the slices of all cases. */
  readonly slice: number;
}

/** Each slice holds some of the long cases. */
const SLICES = 2;
const inSlice = <T>(cases: readonly T[], slice: number): T[] => cases.filter((_case, index) => index % SLICES === slice);

export const matrix: Part<Job, Filled> = {
  name: 'matrix',
  title: 'Fault matrix',
  jobs: () => (['slow', 'providers', 'n8n', 'make', ...PROFILES] as const).flatMap((kind) => Array.from({ length: SLICES }, (_, slice) => ({ kind, slice }))),
  run: ({ kind, slice }, tell) => {
    const documented = documentedErrors(readFileSync('docs/errors.md', 'utf8'));
    if (kind === 'slow') return fillSlow(inSlice(CASES, slice), documented, tell);
    if (kind === 'providers') return fillProviders(documented, tell, inSlice([...PROVIDER_CASES, ...WAY_OUT_CASES], slice));
    if (kind === 'n8n') return fillN8n(documented, tell, inSlice(OPERATIONS, slice));
    if (kind === 'make') return fillMake(tell, inSlice(MODULE_CASES, slice));
    return fillMatrix(kind, tell, inSlice(CASES, slice));
  },
  findings: (filled) => {
    const all = filled.flatMap(({ rows }) => rows);
    const steps = [...new Set(all.map(({ step }) => step))];
    return { title: 'Fault matrix', about: ABOUT, head: HEAD, rows: steps.map((step) => cellsIn(step, all.filter((row) => row.step === step))), broken: [...stepsWithoutCase(app, all).map((step) => `${step} is in the app and not in the matrix`), ...filled.flatMap(({ broken }) => broken)] };
  },
};

function cellsIn(step: string, rows: readonly Row[]): string[] {
  const ways = new Set(rows.map(({ how }) => how)).size;
  const held = rows.filter(({ holds }) => holds).length;
  const ended = COLUMNS.map((name) => rows.filter((row) => row.name === name).length);
  return [step, ...[ways, rows.length, held, ...ended].map((count) => count.toLocaleString('en-US'))];
}
