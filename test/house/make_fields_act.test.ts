import type { ParameterSpec } from '../../emulators/make/index.js';
import type { RecordedRequest } from '../../emulators/wireflow/index.js';
import { APP, startMakeWorld, type MakeWorld } from '../platforms/make/make_world.js';
import { probesFor, type Played, type ProbedField, type Values } from './probes.js';

/** What a field of Make's editor shows and nobody sends is a fault that no other test would see. */
const shown = ({ method, path, query, headers, body }: RecordedRequest) => ({ method, path, query, key: headers['idempotency-key'], own: headers['x-probe'], body: body.slice(0, 2000) });

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const CHAIN = 'chain';

/** Values for fields of Make alone, and for those whose values have a form. */
const probesOf = (world: MakeWorld): Readonly<Record<string, readonly unknown[]>> => ({
  workflow: [world.emulator.workflow(CHAIN).id],
  wf_workflow: [world.emulator.workflow(CHAIN).id],
  execution_id: ['exec_done_1'],
  webhook: [world.emulator.workflow(CHAIN).webhookId],
  headers: [[{ key: 'x-probe', value: 'x' }]],
  qs: [[{ key: 'probe', value: 'x' }]],
  wf_more_inputs: [[{ key: 'probe', value: 'x' }]],
  more_inputs: [[{ name: 'probe', value: 'x' }]],
  url: ['/developer/usage', `${world.emulator.origin.replace('http:', 'https:')}/cdn/none.png`],
  data: [Buffer.concat([PNG, Buffer.from('more')])],
  fileName: ['probe.png'],
  status: ['failed'],
  method: ['POST'],
});

/** What must stand beside a field of this platform for it to matter. */
const BESIDE: Readonly<Record<string, Values>> = {
  width: { height: 640 },
  height: { width: 640 },
  wf_longest_wait: { wf_wait: true },
  // A number of one's own is what no estimate knows.
  wf_uncertain_cost: { wf_max_credits: 500, wf_more_inputs: [{ key: '1776100982446', value: 7 }] },
  list: { workflow: CHAIN },
  body: { method: 'POST' },
  only_active: { limit: 50 },
};

async function contextOf(module: string): Promise<{ world: MakeWorld; needed: Values; before: number }> {
  const world = await startMakeWorld({ credits: 5_000, startAt: Date.parse('2026-03-20T12:00:00Z') });
  const { emulator } = world;
  emulator.addExecution({ id: 'exec_going_on', status: 'RUNNING' });
  for (const number of [1, 2, 3]) emulator.addExecution({ id: `exec_done_${number}`, workflow: number === 1 ? CHAIN : 'text-to-image', startedAt: emulator.clock.now() - number * 60_000 });
  emulator.addExecution({ id: 'exec_other', status: 'FAILED' });
  const done = module === 'downloadImage' ? String((await world.one('getExecution', { execution_id: 'exec_done_1' }))['image_url']).replace(/^http:/, 'https:') : '/workflows';
  const before = emulator.requests.length;
  const workflow = emulator.workflow('text-to-image').id;
  const needed = { webhook: emulator.workflow('text-to-image').webhookId, prompt: 'a paper boat', workflow, wf_workflow: workflow, execution_id: 'exec_going_on', limit: 3, url: done, method: 'GET', wf_wait: false, data: PNG, fileName: 'a.png' };
  return { world, needed, before };
}

/** Ids are drawn anew, and an execution lasts as long as it lasts: neither is the work of a field. */
const settled = (value: unknown): string => JSON.stringify(value ?? null).replace(/exec_(?!going_on|done_\d|other)\w+|[0-9a-f]{8}-[0-9a-f-]{27}|(req|provider)_\w+|127\.0\.0\.1:\d+|-{10,}\w+|(?<="(started|finished)_at":)"[^"]*"/g, '…');

async function play(module: string, field: ProbedField, at: number | null): Promise<Played | null> {
  const { world, needed, before } = await contextOf(module);
  const { parameters, type } = APP.modules[module]!;
  const probes = probesOf(world)[field.key] ?? probesFor(field);
  if (at !== null && at >= probes.length) return null;
  const own = Object.fromEntries(parameters.flatMap(({ name, required }) => (required || name === 'limit' ? [[name, needed[name]]] : [])));
  const beside = Object.fromEntries(Object.entries(BESIDE[field.key] ?? {}).filter(([name]) => parameters.some((each) => each.name === name)).map(([name, value]) => [name, value === CHAIN ? world.emulator.workflow(CHAIN).id : value]));
  const webhook = APP.modules[module]?.connection === 'webhook' ? { webhook: needed['webhook'] } : {};
  const input = { ...webhook, ...own, ...beside, ...(at === null ? {} : { [field.key]: probes[at] }) };
  const run = async (): Promise<unknown> => (type === 'trigger' ? world.engine.activate(module, input, 'all', { connection: world.connection }).poll() : world.all(module, input));
  const outcome = await run().catch((error: Error & { type?: string }) => {
    // A fault of the engine says that the play is wrong, not what the field does.
    if (error.name !== 'MakeError') throw error;
    return `${error.type}: ${error.message}`;
  });
  return { sent: settled(world.emulator.requests.slice(before).map(shown)), outcome: settled(outcome) };
}

const bases = new Map<string, Promise<Played>>();

/** What comes without the field; fields that need the same beside them share it. */
function baseOf(module: string, field: ProbedField): Promise<Played> {
  const key = `${module} ${JSON.stringify(BESIDE[field.key] ?? {})}`;
  const known = bases.get(key) ?? playTwice(module, field);
  bases.set(key, known);
  return known;
}

async function playTwice(module: string, field: ProbedField): Promise<Played> {
  const base = await play(module, field, null);
  // A play that differs from itself would find a difference in every field.
  expect(await play(module, field, null)).toEqual(base);
  return base as Played;
}

async function faultOf(module: string, field: ProbedField): Promise<string | null> {
  const base = await baseOf(module, field);
  for (let at = 0; ; at += 1) {
    const filled = await play(module, field, at);
    if (filled === null) return `${module}: the field ${field.key} is shown, and makes no difference`;
    if (JSON.stringify(filled) !== JSON.stringify(base)) return null;
  }
}

const choicesOf = ({ options }: ParameterSpec): string[] => (Array.isArray(options) ? options.map(({ value }) => String((value as unknown) ?? '')) : []);

/** Of Wireflow's own connections: the image providers have a world and tests of their own. */
const ours = Object.entries(APP.modules).filter(([, { connection }]) => connection === 'apiKey' || connection === 'webhook');

const fields = ours.flatMap(([module, { parameters }]) =>
  parameters.filter(({ type }) => type !== 'banner').map((spec): [string, string, ProbedField] => [module, spec.name, { key: spec.name, type: spec.type, choices: choicesOf(spec) }]),
);

test('there are fields to try', () => expect(fields.length).toBeGreaterThan(25));

test.each(fields)('%s on Make: %s makes a difference to what is sent, or to what comes', async (module, _name, field) => {
  expect(await faultOf(module, field)).toBeNull();
});

test('a field that is shown and never sent is found', async () => {
  const parameters = APP.modules['generateImage']!.parameters as ParameterSpec[];
  parameters.push({ name: 'planted', type: 'text', label: 'Planted', required: false });
  try {
    expect(await faultOf('generateImage', { key: 'planted', type: 'text', choices: [] })).toContain('makes no difference');
  } finally {
    parameters.pop();
  }
});
