import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import type { Blueprint } from '../../../platforms/make/blueprints/blueprint.js';

export interface FakeScenario {
  readonly id: number;
  name: string;
  blueprint: Blueprint;
  scheduling: unknown;
  isActive: boolean;
  runs: number;
}

type Answer = { readonly status: string; readonly error?: { readonly name: string; readonly message: string } };

/** Make's API for scenarios on this machine, as its documentation and its SDK describe it: the routes that a review uses. */
export interface FakeScenarios {
  readonly origin: string;
  readonly requests: string[];
  readonly scenarios: FakeScenario[];
  /** How the scenario of this name ends; SUCCESS where nothing is said. */
  readonly outcomes: Map<string, Answer>;
  /** Answers of a look before the end: a status, or 404. */
  readonly looksBefore: (string | 404)[];
  /** Answers the next request that begins with `start` with this status. */
  refuse(start: string, status: number): void;
  close(): Promise<void>;
}

export async function startFakeScenarios(team: number): Promise<FakeScenarios> {
  const scenarios: FakeScenario[] = [];
  const requests: string[] = [];
  const outcomes = new Map<string, Answer>();
  const looksBefore: (string | 404)[] = [];
  const refusals: { start: string; status: number }[] = [];
  const server = new Hono().basePath('/api/v2');

  server.use(async (context, next) => {
    const url = new URL(context.req.url);
    const request = `${context.req.method} ${url.pathname.replace('/api/v2', '')}${url.search}`;
    requests.push(request);
    const at = refusals.findIndex(({ start }) => request.startsWith(start));
    if (at < 0) return next();
    const [refusal] = refusals.splice(at, 1);
    return context.json({ message: 'refused', code: 'IM000' }, refusal?.status as 400);
  });

  /** Make takes both as texts, and only what it can read. */
  const read = (body: Record<string, unknown>): Pick<FakeScenario, 'blueprint' | 'scheduling'> => {
    if (typeof body['blueprint'] !== 'string' || typeof body['scheduling'] !== 'string') throw new Error('blueprint and scheduling are texts');
    const blueprint = JSON.parse(body['blueprint']) as Blueprint;
    const scheduling = JSON.parse(body['scheduling']) as { type?: string };
    if (!Array.isArray(blueprint.flow) || typeof blueprint.metadata !== 'object' || scheduling.type !== 'on-demand') throw new Error('no blueprint');
    if (blueprint.flow.some(({ module, parameters }) => module.startsWith('app#') && !Number.isInteger(parameters['__IMTCONN__']))) throw new Error('a module has no connection');
    return { blueprint, scheduling };
  };
  const find = (id: string | undefined) => scenarios.find((each) => String(each.id) === id);

  server.onError((error, context) => context.json({ message: error.message }, 400));
  server.get('/scenarios', (context) => {
    if (context.req.query('teamId') !== String(team)) return context.json({ message: 'no such team' }, 403);
    const [limit, offset] = ['pg[limit]', 'pg[offset]'].map((name) => Number(context.req.query(name)));
    return context.json({ scenarios: scenarios.slice(offset, Number(offset) + Number(limit)).map(({ id, name }) => ({ id, name })) });
  });
  server.post('/scenarios', async (context) => {
    if (context.req.query('confirmed') !== 'true') return context.json({ message: 'confirm the installation' }, 400);
    const body = await context.req.json<Record<string, unknown>>();
    if (body['teamId'] !== team) return context.json({ message: 'Invalid teamId', code: 'IM002' }, 400);
    const made = { id: 100 + scenarios.length, isActive: false, runs: 0, ...read(body) };
    const scenario = { ...made, name: made.blueprint.name };
    scenarios.push(scenario);
    return context.json({ scenario: { id: scenario.id } });
  });
  server.patch('/scenarios/:id', async (context) => {
    const scenario = find(context.req.param('id'));
    if (!scenario) return context.json({}, 404);
    const body = await context.req.json<Record<string, unknown>>();
    Object.assign(scenario, read(body), { name: body['name'], isActive: false });
    return context.json({ scenario: { id: scenario.id } });
  });
  server.post('/scenarios/:id/:what', async (context) => {
    const scenario = find(context.req.param('id'));
    if (!scenario) return context.json({}, 404);
    const what = context.req.param('what');
    if (what === 'run') {
      if (!scenario.isActive) return context.json({ message: 'the scenario is not active' }, 400);
      scenario.runs += 1;
      return context.json({ executionId: `fake${scenario.runs}` });
    }
    if ((what === 'start') === scenario.isActive) return context.json({ message: 'it is so already' }, 422);
    scenario.isActive = what === 'start';
    return context.json({ scenario: { id: scenario.id, isActive: scenario.isActive } });
  });
  server.get('/scenarios/:id/executions/:run', (context) => {
    const before = looksBefore.shift();
    if (before === 404) return context.json({}, 404);
    if (before !== undefined) return context.json({ status: before });
    const scenario = find(context.req.param('id'));
    const answer = outcomes.get(scenario?.name ?? '') ?? { status: 'SUCCESS' };
    // An error switches a scenario off that runs on demand.
    if (scenario && answer.status === 'ERROR') scenario.isActive = false;
    return context.json(answer);
  });

  const listening = await new Promise<ServerType>((resolve) => {
    const started: ServerType = serve({ fetch: server.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started));
  });
  return {
    origin: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    requests,
    scenarios,
    outcomes,
    looksBefore,
    refuse: (start, status) => void refusals.push({ start, status }),
    close: () => new Promise((resolve, reject) => listening.close((error) => (error ? reject(error) : resolve()))),
  };
}
