import { serve, type ServerType } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';

type Fields = Record<string, string | number | null>;

interface Component {
  readonly name: string;
  readonly fields: Fields;
  readonly sections: Record<string, string>;
}

/** Make's API for custom apps on this machine: the routes that a deployment uses, and no other. */
export interface FakeMake {
  readonly origin: string;
  /** Every request, as `METHOD /path`. */
  readonly requests: string[];
  readonly authorizations: Set<string>;
  readonly app: { name: string; exists: boolean; isPublic: boolean; icon: Uint8Array | null; readonly listing: Record<string, unknown>; readonly sections: Record<string, string> };
  readonly components: Record<'connections' | 'rpcs' | 'modules', Map<string, Component>>;
  /** Answers the next requests that `matches` with this status, `times` times. */
  refuse(status: number, times: number, matches?: (request: string) => boolean, body?: string): void;
  close(): Promise<void>;
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const COLUMNS: Record<string, string> = { connection: 'account_name', altConnection: 'alt_account_name', typeId: 'type_id' };
const CONTENT_TYPES: Record<string, string> = { readme: 'text/markdown', groups: 'application/json', common: 'application/json' };

export async function startFakeMake(): Promise<FakeMake> {
  const refusals: { status: number; left: number; matches: (request: string) => boolean; body: string }[] = [];
  const state: Omit<FakeMake, 'origin' | 'refuse' | 'close'> = {
    requests: [],
    authorizations: new Set(),
    app: { name: 'wireflow-fake', exists: true, isPublic: false, icon: null, listing: {}, sections: {} },
    components: { connections: new Map(), rpcs: new Map(), modules: new Map() },
  };
  const { app, components } = state;
  const server = new Hono().basePath('/api/v2/sdk/apps');

  server.use(async (context, next) => {
    const request = `${context.req.method} ${context.req.path.replace('/api/v2/sdk/apps', '')}`;
    state.requests.push(request);
    state.authorizations.add(context.req.header('authorization') ?? '');
    const refusal = refusals.find(({ left, matches }) => left > 0 && matches(request));
    if (!refusal) return next();
    refusal.left -= 1;
    return context.text(refusal.body, refusal.status as 429);
  });

  const columnsOf = ({ fields, sections }: Component) => ({
    ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [COLUMNS[key] ?? key, value === null ? null : md5(String(value))])),
    ...checksumsOf(sections),
  });
  const checksumsOf = (sections: Record<string, string>) => Object.fromEntries(Object.entries(sections).map(([name, text]) => [name === 'readme' ? 'content' : name === 'common' || name === 'groups' ? name : `${name}_jsonc`, md5(text)]));
  const list = (kind: keyof typeof components) => [...components[kind].values()].map((each) => ({ name: each.name, checksum: columnsOf(each) }));
  const put = async (context: Context, sections: Record<string, string>, section: string) => {
    if (context.req.header('content-type') !== (CONTENT_TYPES[section] ?? 'application/jsonc')) return context.text('wrong content type', 415);
    const text = await context.req.text();
    if (section === 'groups') {
      const unknown = (JSON.parse(text) as { modules: string[] }[]).flatMap(({ modules }) => modules).find((name) => !components.modules.has(name));
      if (unknown) return context.text(`no module ${unknown}`, 400);
    }
    sections[section] = text;
    return context.json({ change: null });
  };
  const patch = async (context: Context, component: Component | undefined) => {
    if (!component) return context.text('no such component', 404);
    const fields = await context.req.json<Fields>();
    for (const key of ['connection', 'altConnection']) {
      const name = fields[key];
      if (typeof name === 'string' && !components.connections.has(name)) return context.text(`no connection ${name}`, 400);
    }
    Object.assign(component.fields, fields);
    return context.json({});
  };

  server.post('/', async (context) => {
    const { name, private: isPrivate } = await context.req.json<{ name: string; private: boolean }>();
    if (!isPrivate) return context.text('only private apps here', 400);
    Object.assign(app, { exists: true, name: `${name}-x1y2z3` });
    return context.json({ app: { name: app.name } });
  });
  const ours = new Hono();
  ours.get('/1', (context) => (app.exists ? context.json({ app: { name: app.name, public: app.isPublic, ...app.listing } }) : context.text('no such app', 404)));
  ours.get('/1/checksum', (context) => context.json({ app: [{ name: app.name, checksum: checksumsOf(app.sections) }], accounts: list('connections'), rpcs: list('rpcs'), modules: list('modules'), functions: [], hooks: [] }));
  ours.get('/connections', (context) => context.json({ appConnections: [...components.connections.values()].map(({ name, fields }) => ({ name, ...fields })) }));
  ours.post('/connections', async (context) => {
    const name = `${app.name}${components.connections.size === 0 ? '' : components.connections.size + 1}`;
    const { label, type } = await context.req.json<Fields>();
    if (type !== 'basic') return context.text('unknown type', 400);
    components.connections.set(name, { name, fields: { label: label ?? null }, sections: {} });
    return context.json({ appConnection: { name } });
  });
  for (const kind of ['rpcs', 'modules'] as const) {
    ours.post(`/1/${kind}`, async (context) => {
      const { name, moduleInitMode, subtype, ...fields } = await context.req.json<Fields & { name: string }>();
      if (components[kind].has(name)) return context.text('exists already', 409);
      if (kind === 'modules' && (moduleInitMode !== 'blank' || (fields['typeId'] === 12) !== (subtype === 'Universal'))) return context.text('bad module', 400);
      components[kind].set(name, { name, fields: {}, sections: { api: '// a template of Make' } });
      return context.json({});
    });
    ours.patch(`/1/${kind}/:name`, (context) => patch(context, components[kind].get(context.req.param('name'))));
    ours.put(`/1/${kind}/:name/:section`, async (context) => put(context, components[kind].get(context.req.param('name'))?.sections ?? {}, context.req.param('section')));
  }
  for (const [kind, key] of [['rpcs', 'appRpc'], ['modules', 'appModule']] as const) {
    ours.get(`/1/${kind}/:name`, (context) => {
      const component = components[kind].get(context.req.param('name'));
      return component ? context.json({ [key]: { name: component.name, public: false, ...component.fields } }) : context.text('no such component', 404);
    });
    ours.get(`/1/${kind}/:name/:section`, (context) => {
      const text = components[kind].get(context.req.param('name'))?.sections[context.req.param('section')];
      return text === undefined ? context.text('no such section', 404) : context.text(text);
    });
  }
  ours.get('/1/icon/512', (context) => (app.icon ? context.body(Buffer.from(app.icon), 200, { 'content-type': 'image/png' }) : context.text('no icon', 404)));
  ours.put('/1/icon', async (context) => {
    const bytes = Buffer.from(await context.req.arrayBuffer());
    if (context.req.header('content-type') !== 'image/png' || bytes.subarray(1, 4).toString() !== 'PNG' || bytes.readUInt32BE(16) !== 512 || bytes.readUInt32BE(20) !== 512) return context.text('no icon of 512x512', 400);
    app.icon = bytes;
    return context.json({ changed: true });
  });
  ours.get('/1/:section', (context) => {
    const text = app.sections[context.req.param('section')];
    return text === undefined ? context.text('no such section', 404) : context.text(text);
  });
  ours.put('/1/:section', (context) => put(context, app.sections, context.req.param('section')));

  server.get('/connections/:name', (context) => {
    const connection = components.connections.get(context.req.param('name'));
    return connection ? context.json({ appConnection: { name: connection.name, type: 'basic', ...connection.fields } }) : context.text('no such connection', 404);
  });
  server.get('/connections/:name/:section', (context) => {
    const text = components.connections.get(context.req.param('name'))?.sections[context.req.param('section')];
    return text === undefined ? context.text('no such section', 404) : context.text(text);
  });
  server.patch('/connections/:name', (context) => patch(context, components.connections.get(context.req.param('name'))));
  server.put('/connections/:name/:section', (context): Response | Promise<Response> => {
    const connection = components.connections.get(context.req.param('name'));
    return connection ? put(context, connection.sections, context.req.param('section')) : context.text('no such connection', 404);
  });
  server.all('/:app/*', async (context) => {
    if (context.req.param('app') !== app.name) return context.text('no such app', 404);
    const url = new URL(context.req.url);
    url.pathname = url.pathname.replace(`/api/v2/sdk/apps/${app.name}`, '');
    const { method } = context.req;
    return ours.fetch(new Request(url, { method, headers: context.req.raw.headers, ...(method === 'GET' ? {} : { body: await context.req.arrayBuffer() }) }));
  });

  const listening = await new Promise<ServerType>((resolve) => {
    const started: ServerType = serve({ fetch: server.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started));
  });
  return {
    ...state,
    origin: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    refuse: (status, times, matches = () => true, body = 'refused') => void refusals.push({ status, left: times, matches, body }),
    close: () => new Promise((resolve, reject) => listening.close((error) => (error ? reject(error) : resolve()))),
  };
}
