import { PROVIDERS } from '../../core/providers/job.js';
import app from '../../index.js';
import type { RecordedRequest } from '../../emulators/wireflow/index.js';
import { appTester, startFluxWorld } from '../helpers/app.js';
import { readDefinition, type Step } from '../../lint/publishing/definition.js';
import { BESIDE, EITHER_OR, markOf, NEEDS_A_FAILURE, NEEDS_FINISHED_BEFORE, NEEDS_LATER_LOOK, NEEDS_REFUSAL, NEEDS_TEST, NEEDS_TWICE, probesFor, type Played, type ProbedField, type Values } from './probes.js';

/** One field of the core, shown and never sent, or sent and never shown, is a fault that no other test would see. */
let world: Awaited<ReturnType<typeof startFluxWorld>>;
beforeAll(async () => void (world = await startFluxWorld({ credits: 5_000, limits: { executionsPerMinute: Infinity, executionsPerDay: Infinity, requestsPerMinute: Infinity } })));
afterAll(() => world.close());
beforeEach(() => {
  world.emulator.reset();
  world.standIn.cache.clear();
});
/** What went to the three image providers; the pictures are none of the steps' own requests. */
const toProviders = () =>
  PROVIDERS.flatMap((name) => world.providers[name].account.requests.filter(({ url }) => !url.startsWith('/delivery')).map(({ method, url, body }) => ({ name, method, url, body })));

const shown = ({ method, path, query, headers, body }: RecordedRequest) => ({ method, path, query, key: headers['idempotency-key'], body });

/** What every step needs before a single field can be judged. */
function required(): Values {
  const { emulator } = world;
  const goingOn = emulator.addExecution({ status: 'RUNNING' });
  emulator.addExecution({ workflow: 'chain', startedAt: emulator.clock.now() - 60_000 });
  emulator.addExecution({ startedAt: emulator.clock.now() - 60_000 });
  return {
    webhook: 'whk_local_text_to_image', prompt: 'a paper boat', prompts: ['a paper boat'], workflow: emulator.workflow('text-to-image').id,
    execution_id: goingOn.id, limit: 5, provider: 'bfl', tier: 'final', job: `${world.providers.bfl.url}/get_result?id=nobody`, name: 'Image', minimum_credits: 1,
  }; // prettier-ignore
}

/** Ids are drawn anew and times move on: neither is the work of a field. */
const settled = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null)
      .replace(/exec_[a-z0-9]+|req_\w+|file-\d+|[0-9a-f]{12,}|[0-9a-f]{8}-[0-9a-f-]{27}(\.png)?|flux-[0-9a-f]{8}(?=-\d)/g, '…')
      .replace(/"([a-z_]+_at|duration_seconds|request_id|since)":("[^"]*"|[\d.]+)/g, '"$1":"…"'),
  );

async function play(group: string, step: Step, field: ProbedField, values: Values): Promise<Played> {
  // The jobs of the plays before have ended, and are paid.
  world.emulator.clock.advance(60_000);
  for (const name of PROVIDERS) world.providers[name].account.balanceUsd = 100;
  world.emulator.reset();
  world.standIn.cache.clear();
  if (NEEDS_REFUSAL.has(field.key)) world.emulator.credits = 0;
  const needed = required();
  const own = Object.fromEntries((step.operation.inputFields ?? []).flatMap((each) => (typeof each !== 'string' && (each.required || EITHER_OR.has(each.key)) ? [[each.key, needed[each.key]]] : [])));
  const meta = NEEDS_TEST.has(field.key) ? { isLoadingSample: true } : {};
  const input = { ...own, ...BESIDE[field.key], ...values };
  const zap = world.withKeys({ ...world.keys, api_key: world.emulator.keys.full });
  const run = () =>
    zap.run(`${group}.${step.key}.operation.perform`, input, meta).then(
      (given) => settled(given),
      (error: Error) => settled(error.message),
    );
  if (NEEDS_LATER_LOOK.has(field.key)) {
    const running = await world.zap.run<{ execution_id: string }>('creates.generate_image.operation.perform', { webhook: needed['webhook'], prompt: 'x' });
    Object.assign(input, { execution_id: running.execution_id });
    world.emulator.fault({ on: ['poll', 'getExecution'], times: Infinity, statusWord: 'RUNNING' });
    await run();
    world.emulator.clock.advance(5 * 60_000);
  }
  if (NEEDS_A_FAILURE.has(field.key)) {
    // A provider's filter stops it; a run of Wireflow is made to fail.
    if (step.key === 'generate_flux_image') Object.assign(input, { prompt: 'forbidden-prompt', wait: 'up_to_25_s' });
    await run();
    world.emulator.clock.advance(60_000);
    const last = world.emulator.executions.at(-1);
    if (last) world.emulator.finish(last.id, 'FAILED');
  }
  if (NEEDS_FINISHED_BEFORE.has(field.key)) await run();
  const before = world.emulator.requests.length;
  for (const name of PROVIDERS) world.providers[name].account.requests.length = 0;
  const outcome = [await run(), ...(NEEDS_TWICE.has(field.key) ? [await run()] : [])];
  return { sent: settled([world.emulator.requests.slice(before).map(shown), toProviders()]), outcome };
}

/** @returns what is wrong with this field of the step, or null */
async function faultOf(group: string, step: Step, field: ProbedField): Promise<string | null> {
  const base = await play(group, step, field, {});
  // A play that differs from itself would find a difference in every field.
  expect(await play(group, step, field, {})).toEqual(base);
  for (const probe of probesFor(field)) {
    const value = field.type === 'dict' ? { [markOf(field.key)]: 'x' } : probe;
    const filled = await play(group, step, field, { [field.key]: value });
    if (JSON.stringify(filled) !== JSON.stringify(base)) return null;
  }
  return `${step.key}: the field ${field.key} is shown, and makes no difference`;
}

const groupsOf = async () => {
  const { triggers, creates, searches } = await readDefinition(app);
  return Object.entries({ triggers, creates, searches }).flatMap(([group, steps]) => Object.values(steps).filter(({ display }) => !display.hidden).map((step) => ({ group, step })));
};

const fieldsOf = (step: Step): ProbedField[] =>
  (step.operation.inputFields ?? []).flatMap((field) =>
    typeof field === 'string' ? [] : [{ key: field.key, type: (field as { dict?: boolean }).dict ? 'dict' : (field.type ?? 'string'), choices: choicesOf(field.choices) }],
  );

function choicesOf(choices: unknown): string[] {
  if (Array.isArray(choices)) return choices.map((choice) => String((choice as { value?: unknown }).value ?? choice));
  return typeof choices === 'object' && choices !== null ? Object.keys(choices) : [];
}

test('every field of every step on Zapier makes a difference to what is sent, or to what comes', async () => {
  const faults: (string | null)[] = [];
  for (const { group, step } of await groupsOf()) for (const field of fieldsOf(step)) faults.push(await faultOf(group, step, field));
  expect(faults.length).toBeGreaterThan(25);
  expect(faults.filter((fault) => fault !== null)).toEqual([]);
}, 120_000);

test('a field that is shown and never sent is found', async () => {
  const [found] = (await groupsOf()).filter(({ step }) => step.key === 'generate_image');
  expect(await faultOf('creates', found!.step, { key: 'planted', type: 'string', choices: [] })).toContain('makes no difference');
});

/** The keys that a step looks for among what a person has filled in, over all the ways in which it can be filled in. */
async function keysReadBy(group: 'triggers' | 'creates' | 'searches', step: Step): Promise<Set<string>> {
  const asked = new Set<string>();
  const watched = (values: Values) => new Proxy({ ...values }, { get: (target, key) => (asked.add(String(key)), Reflect.get(target, key) as unknown) });
  const steps = app[group] as unknown as Record<string, { operation: { perform(z: unknown, bundle: unknown): Promise<unknown> } }>;
  for (const field of fieldsOf(step)) {
    const values = { ...required(), ...BESIDE[field.key], [field.key]: probesFor(field)[0] };
    const own = Object.fromEntries(Object.entries(values).filter(([key]) => fieldsOf(step).some((each) => each.key === key)));
    await appTester((z, bundle) => steps[step.key]!.operation.perform(z, { ...bundle, inputData: watched(own) }), { authData: { api_key: world.emulator.keys.full } }).catch(() => null);
  }
  return asked;
}

test('no step reads what it does not show', async () => {
  const hidden: string[] = [];
  for (const { group, step } of await groupsOf()) {
    const shownKeys = new Set(fieldsOf(step).map(({ key }) => key));
    const asked = await keysReadBy(group as 'creates', step);
    expect([...shownKeys].filter((key) => asked.has(key)).length).toBeGreaterThan(0);
    hidden.push(...[...asked].filter((key) => !shownKeys.has(key) && !key.startsWith('input_')).map((key) => `${step.key}: ${key} is read, and not shown`));
  }
  expect(hidden).toEqual([]);
}, 60_000);
