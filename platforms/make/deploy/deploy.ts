import { haveOneOutline } from '../listing/icon.js';
import { LISTING } from '../listing/listing.js';
import type { MakeApi } from './api.js';
import type { AppFolder } from './app_folder.js';
import { lineFor, planFor, type Action, type Facts } from './plan.js';
import { NOTHING_REMOTE, readRemote, type Remote } from './remote.js';
import type { Target } from './target.js';

export interface DeployOptions {
  readonly folder: AppFolder;
  /** A PNG of 512 × 512 pixels; null to leave Make's as it is. */
  readonly icon: Uint8Array | null;
  /** Null to show what a new app would take, without asking Make anything. */
  readonly make: { readonly api: MakeApi; readonly target: Target } | null;
  /** Whether to carry the plan out; otherwise it is only shown. */
  readonly yes: boolean;
  /** Whether an app that is public already may be changed. */
  readonly evenIfPublic: boolean;
  readonly print: (line: string) => void;
}

/**
 * Shows what is to be done so that Make holds the folder's app, and does it when told so. It creates and changes; it
 * deletes nothing and publishes nothing. What already equals is left out, so a run that broke off can be repeated.
 *
 * @throws Error with one sentence for the person
 */
export async function deploy({ folder, icon, make, yes, evenIfPublic, print }: DeployOptions): Promise<void> {
  const remote = make ? await readRemote(make.api, make.target, folder.manifest) : NOTHING_REMOTE;
  const isShown = icon !== null && remote.icon !== null && (await haveOneOutline(icon, remote.icon));
  const plan = planFor(folder, remote, isShown ? null : icon);
  for (const action of plan) print(lineFor(action));
  for (const stranger of remote.strangers) print(`keep      ${stranger}: it is in Make only, and stays`);
  if (!make) return print(`\n${plan.length} changes for a new app. Set MAKE_API_TOKEN, MAKE_ZONE and MAKE_APP to compare with yours.`);
  if (plan.length === 0) return print('Make holds this app already; nothing is to be done.');
  if (!yes) return print(`\n${plan.length} changes for ${make.target.app} version ${make.target.version}. Nothing was changed; add --yes to do it.`);
  if (remote.isPublic && !evenIfPublic) throw new Error('The app is public: its users would get these changes at once. Add --even-if-public if that is meant.');
  await carryOut(plan, remote, make, print);
}

async function carryOut(plan: readonly Action[], remote: Remote, { api, target }: NonNullable<DeployOptions['make']>, print: (line: string) => void): Promise<void> {
  let { app } = target;
  const connections = new Map([...remote.components.connection].map(([id, { name }]) => [id, name]));
  const json = (method: 'POST' | 'PATCH', path: string, body: unknown) => api.send(method, path, 'application/json', JSON.stringify(body));
  const withNames = (facts: Facts) => Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, nameOf(connections, key, value)]));

  const addressOf = (kind: string, id: string | null): string => {
    if (kind === 'app') return `/${app}/${target.version}`;
    if (kind === 'connection') return `/connections/${connections.get(id ?? '') ?? ''}`;
    return `/${app}/${target.version}/${kind}s/${id}`;
  };

  for (const [done, action] of plan.entries()) {
    try {
      if (action.do === 'create app') {
        app = nameIn(await json('POST', '', { name: app, ...LISTING }), 'app');
        if (app !== target.app) print(`Make named the app ${app}: set MAKE_APP to that from now on.`);
      } else if (action.do === 'set icon') {
        await api.send('PUT', `/${app}/${target.version}/icon`, 'image/png', action.icon);
      } else if (action.do === 'create' && action.kind === 'connection') {
        connections.set(action.id, nameIn(await json('POST', `/${app}/connections`, { type: 'basic', ...action.facts }), 'appConnection'));
      } else if (action.do === 'create') {
        await json('POST', `/${app}/${target.version}/${action.kind}s`, { name: action.id, ...withNames(action.facts), ...moduleExtras(action) });
      } else if (action.do === 'describe') {
        await json('PATCH', addressOf(action.kind, action.id), withNames(action.facts));
      } else {
        await api.send('PUT', `${addressOf(action.kind, action.id)}/${action.section.route}`, action.section.contentType, action.text);
      }
    } catch (error) {
      throw new Error(`${done} of ${plan.length} changes are done, then it broke off. ${(error as Error).message}`, { cause: error });
    }
  }
  print(`\n${plan.length} changes are done.`);
}

/** Make starts a module from a template; a universal one must say from which (Make's editor extension). */
function moduleExtras({ kind, facts }: { readonly kind: string; readonly facts: Facts }): Record<string, string> {
  if (kind !== 'module') return {};
  return { moduleInitMode: 'blank', ...(facts['typeId'] === 12 ? { subtype: 'Universal' } : {}) };
}

function nameOf(connections: ReadonlyMap<string, string>, key: string, value: string | number | null): string | number | null {
  if ((key !== 'connection' && key !== 'altConnection') || typeof value !== 'string') return value;
  const name = connections.get(value);
  if (name === undefined) throw new Error(`makecomapp.json refers to a connection “${value}” that it does not define.`);
  return name;
}

function nameIn(reply: unknown, key: string): string {
  const name = (reply as Readonly<Record<string, { readonly name?: unknown } | undefined>>)[key]?.name;
  if (typeof name !== 'string' || name === '') throw new Error('Make did not say how it named what it created.');
  return name;
}
