import { askMake } from '../../../platforms/make/blueprints/ask_make.js';
import { blueprintOf } from '../../../platforms/make/blueprints/blueprint.js';
import { USER_SCENARIOS } from '../../../platforms/make/blueprints/for_users.js';
import { createMakeApi } from '../../../platforms/make/deploy/api.js';
import { targetFrom } from '../../../platforms/make/deploy/target.js';
import { reviewAccountFrom } from '../../../platforms/make/review/account.js';
import { planLines, runScenarios, needsOwnConnection } from '../../../platforms/make/review/run_scenarios.js';
import { REVIEW_SCENARIOS } from '../../../platforms/make/review/scenarios.js';
import { startFakeScenarios, type FakeScenarios } from './fake_scenarios.js';

const TOKEN = 'fake-make-token-0000';
const TEAM = 7;
const account = { team: TEAM, connections: { apiKey: 11, webhook: 12 }, workflow: 'wf-fake', app: 'wireflow-fake' };
const MADE = REVIEW_SCENARIOS.filter((scenario) => !needsOwnConnection(scenario, account));
const BY_HAND = MADE.filter(({ byHand }) => byHand !== undefined).length;

let make: FakeScenarios;
let waits: number[];
beforeEach(async () => {
  make = await startFakeScenarios(TEAM);
  waits = [];
  for (const { name, ends } of REVIEW_SCENARIOS) {
    if (ends !== 'SUCCESS') make.outcomes.set(name, { status: 'ERROR', error: { name: ends.type, message: `${ends.says} and more` } });
  }
});
afterEach(() => make.close());

async function run(chosen = REVIEW_SCENARIOS): Promise<{ readonly wrong: number; readonly printed: string }> {
  const lines: string[] = [];
  const api = createMakeApi({ apiUrl: `${make.origin}/api`, token: TOKEN, sleep: async (ms) => void waits.push(ms), root: '/v2' });
  const wrong = await runScenarios(chosen, { api, account, site: make.origin, sleep: async (ms) => void waits.push(ms), print: (line) => void lines.push(line) });
  return { wrong, printed: lines.join('\n') };
}

const [first, second] = REVIEW_SCENARIOS as [(typeof REVIEW_SCENARIOS)[number], (typeof REVIEW_SCENARIOS)[number]];
const failing = REVIEW_SCENARIOS.find(({ ends }) => ends !== 'SUCCESS') as (typeof REVIEW_SCENARIOS)[number];

test('makes each scenario with its connections, runs it once, and leaves it switched off', async () => {
  const { wrong, printed } = await run();
  expect(wrong).toBe(0);
  expect(make.scenarios.map(({ name }) => name)).toEqual(MADE.map(({ name }) => name));
  expect(make.scenarios.filter(({ runs }) => runs === 1)).toHaveLength(MADE.length - BY_HAND);
  expect(make.scenarios.filter(({ isActive }) => isActive)).toEqual([]);
  const flows = make.scenarios.flatMap(({ blueprint }) => blueprint.flow);
  for (const { module, parameters, mapper } of flows) {
    expect(parameters['__IMTCONN__']).toBe(module === 'app#wireflow-fake:generateImage' ? 12 : 11);
    if (module.endsWith(':runWorkflow')) expect(mapper['wf_workflow']).toBe('wf-fake');
  }
  expect(printed).toContain(`by hand   Wireflow review: watch executions`);
  expect(printed).toContain('by hand   Wireflow review: an image with DeepInfra: import platforms/make/review/files/deepinfra.json, open it, make a connection with a key of DeepInfra');
  expect(printed).toContain(`Watch executions  ${make.origin}/7/scenarios/`);
  expect(`${printed}${make.requests.join('')}`).not.toContain(TOKEN);
});

test('the second time it changes what is there, and makes nothing new', async () => {
  // More than a page of other scenarios before ours.
  for (let id = 1000; id < 1150; id += 1) make.scenarios.push({ id, name: `Another ${id}`, blueprint: {} as never, scheduling: {}, isActive: true, runs: 0 });
  await run([first]);
  const before = make.scenarios.length;
  await run([first]);
  expect(make.scenarios).toHaveLength(before);
  expect(make.scenarios.at(-1)).toMatchObject({ name: first.name, runs: 2, isActive: false });
  expect(make.scenarios.slice(0, 150).every(({ isActive, runs }) => isActive && runs === 0)).toBe(true);
  expect(make.requests.filter((request) => request.startsWith('DELETE'))).toEqual([]);
});

test('says which scenario did not end as it should, and goes on', async () => {
  make.outcomes.set(first.name, { status: 'ERROR', error: { name: 'DataError', message: 'It went wrong.' } });
  make.outcomes.set(second.name, { status: 'WARNING' });
  make.outcomes.set(failing.name, { status: 'ERROR', error: { name: 'RuntimeError', message: 'Something else' } });
  const { wrong, printed } = await run();
  expect(wrong).toBe(3);
  expect(printed).toContain(`WRONG     ${first.name}: ended as ERROR, “DataError: It went wrong.”`);
  expect(printed).toContain(`WRONG     ${second.name}: ended as WARNING  `);
  expect(printed).toContain(`WRONG     ${failing.name}: said “RuntimeError: Something else”, and not “[404]”`);
  make.outcomes.set(failing.name, { status: 'SUCCESS' });
  expect((await run([failing])).printed).toContain('ended as SUCCESS, and not with an error');
});

test('waits while a scenario runs, and for one that Make does not know yet', async () => {
  make.looksBefore.push(404, 'RUNNING', 'RUNNING');
  expect((await run([first])).wrong).toBe(0);
  expect(waits).toHaveLength(3);
});

test('a run whose outcome is unknown is told, is not repeated, and the scenario is switched off', async () => {
  make.looksBefore.push(...Array.from({ length: 300 }, () => 'RUNNING'));
  await expect(run([first])).rejects.toThrow(`“${first.name}” has not ended in time: look at its history in Make.`);
  expect(make.scenarios[0]).toMatchObject({ runs: 1, isActive: false });
  make.looksBefore.splice(0, Infinity, ...Array.from({ length: 10 }, () => 404 as const));
  await expect(run([first])).rejects.toThrow('has not ended in time');
});

test('a run that Make may have begun is told as one', async () => {
  make.refuse('POST /scenarios/100/run', 502);
  await expect(run([first])).rejects.toThrow(/“Wireflow review: .*” may have run: look at its history in Make before you run it again\. Make refused POST \/scenarios\/100\/run with HTTP 502/);
  expect(make.requests.filter((request) => request.endsWith('/run'))).toHaveLength(1);
  expect(make.scenarios[0]?.isActive).toBe(false);
});

test.each<[string, () => void, RegExp]>([
  ['two scenarios of one name', () => [1, 2].forEach((id) => make.scenarios.push({ id, name: first.name, blueprint: {} as never, scheduling: {}, isActive: false, runs: 0 })), /holds 2 scenarios with the name/],
  ['a team that is not the token’s', () => make.refuse('GET /scenarios', 403), /HTTP 403/],
])('%s ends it before anything is run', async (_what, prepare, sentence) => {
  prepare();
  await expect(run([first])).rejects.toThrow(sentence);
  expect(make.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
});

test('replies of Make that lack something are told in a sentence', async () => {
  const api = (replies: Record<string, unknown>) => ({ get: async () => null, bytes: async () => null, send: async (_method: string, path: string) => replies[path] ?? {} });
  const runWith = (replies: Record<string, unknown>) => runScenarios([first], { api: api(replies), account, site: make.origin, sleep: async () => undefined, print: () => undefined });
  await expect(runWith({})).rejects.toThrow('Make did not say how it numbered the scenario');
  await expect(runWith({ '/scenarios?confirmed=true': { scenario: { id: 5 } } })).rejects.toThrow('Make did not say under which number');
});

test('the plan says what each scenario does, and what it costs at most', () => {
  const lines = planLines(REVIEW_SCENARIOS);
  expect(lines[0]).toBe('Wireflow review: run a workflow, its image as a file: Run a workflow → Download an image → Upload an image; ends well');
  expect(lines.at(-1)).toBe(`\nScenarios: ${REVIEW_SCENARIOS.length}. Executions at Wireflow that they start, and that cost credits: at most 3.`);
  expect(lines.join('\n')).toMatch(/ends with DataError, “\[404\]”[^]*is made, and run by hand|is made, and run by hand[^]*ends with DataError/);
});

describe('the account of the review', () => {
  const good = { MAKE_TEAM: '7', MAKE_CONNECTION: '11', MAKE_WEBHOOK_CONNECTION: '12', WIREFLOW_WORKFLOW: ' wf-fake ' };
  const target = targetFrom({ MAKE_API_TOKEN: TOKEN, MAKE_ZONE: 'eu1', MAKE_APP: 'wireflow-fake' }) as NonNullable<ReturnType<typeof targetFrom>>;

  test('comes from the environment', () => {
    expect(reviewAccountFrom(good, target)).toEqual(account);
  });

  test.each(Object.keys(good).flatMap((name) => ['', '../x', '0'].filter((value) => !(name === 'WIREFLOW_WORKFLOW' && value === '0')).map((value) => [name, value] as const)))('%s=%j is refused by its name', (name, value) => {
    expect(() => reviewAccountFrom({ ...good, [name]: value }, target)).toThrow(`Set ${name}: `);
  });

  test('a workflow that nobody named is asked for', () => {
    expect(() => reviewAccountFrom({ ...good, WIREFLOW_WORKFLOW: undefined }, target)).toThrow('Set WIREFLOW_WORKFLOW');
  });
});

describe('asking Make about the other apps’ modules', () => {
  const blueprint = blueprintOf(USER_SCENARIOS[0] as (typeof USER_SCENARIOS)[number]);
  const answered = async (answer: () => Response | Promise<Response>) => {
    const fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(async () => answer());
    try {
      return { faults: await askMake('https://eu1.make.com', blueprint), calls: fetched.mock.calls };
    } finally {
      fetched.mockRestore();
    }
  };

  test('sends the modules that Make has in its catalogue, and no token', async () => {
    const { faults, calls } = await answered(() => Response.json({ valid: true }));
    expect(faults).toEqual([]);
    const [address, request] = calls[0] as [string, RequestInit];
    expect(address).toBe('https://eu1.make.com/api/v2/blueprints/validate');
    expect(JSON.stringify(request.headers)).not.toMatch(/authorization/i);
    expect((JSON.parse(String(request.body)) as { blueprint: { flow: { module: string }[] } }).blueprint.flow.map(({ module }) => module)).toEqual(['google-sheets:watchRows', 'google-drive:uploadAFile']);
  });

  test('gives what Make has against them', async () => {
    const { faults } = await answered(() => Response.json({ valid: false, errors: [{ path: 'flow[0]', problem: 'unknown', fix: 'use another' }, { problem: 'odd' }] }));
    expect(faults).toEqual(['flow[0]: unknown: use another', 'odd']);
  });

  test.each<[string, () => Response, string]>([
    ['a zone where it is not open', () => new Response('', { status: 403 }), 'in this zone (HTTP 403)'],
    ['an answer that is none', () => new Response('<html>'), 'no judgement'],
    ['no answer', () => { throw new TypeError('fetch failed'); }, 'can not be reached'], // prettier-ignore
  ])('%s is told in a sentence', async (_what, answer, sentence) => {
    await expect(answered(answer)).rejects.toThrow(sentence);
  });
});
