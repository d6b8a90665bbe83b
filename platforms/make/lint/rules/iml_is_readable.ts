import { CONSTANTS, FUNCTIONS } from '../../iml/functions.js';
import { parametersOf, textsIn, type EmittedApp, type EmittedComponent } from '../emitted_app.js';
import type { Fault } from '../fault.js';
import { expressionsIn, usesOf, type Uses } from '../iml.js';

/** What an expression may start from (Make's documentation of IML variables). */
const ROOTS = new Set(['parameters', 'connection', 'temp', 'body', 'headers', 'statusCode', 'item', 'data', 'pagination', 'iterate']);

interface Context {
  readonly where: string;
  readonly parameters: ReadonlySet<string>;
  readonly temps: ReadonlySet<string>;
  /** The fields of the connections that it can have. */
  readonly connected: ReadonlySet<string>;
}

/** Every expression can be read, calls known functions with as many arguments as they take, and names what is there. */
export function* imlIsReadable(app: EmittedApp): Generator<Fault> {
  // Its errors are those of the requests that have none: what these note, it may name.
  const noted = app.components.flatMap(tempsOf);
  yield* inValue(app.base, { where: 'base', parameters: new Set(), temps: new Set(noted), connected: new Set() });
  for (const component of app.components) yield* inValue([component.steps, component.epoch], contextOf(component, app));
}

function contextOf(component: EmittedComponent, { components }: EmittedApp): Context {
  const used = component.kind === 'connection' ? [] : [component.connection, component.altConnection];
  const connections = components.filter(({ kind, id }) => kind === 'connection' && used.includes(id));
  return {
    where: component.id,
    parameters: new Set([...parametersOf(component).map(({ name }) => name), ...(component.kind === 'module' ? fieldsOfRpcs(components) : [])]),
    temps: new Set(tempsOf(component)),
    connected: new Set(connections.flatMap(parametersOf).map(({ name }) => name)),
  };
}

function tempsOf({ steps }: EmittedComponent): string[] {
  return steps.flatMap(({ temp, response }) => Object.keys({ ...temp, ...response?.temp }));
}

/** Fields that an RPC gives instead of those it would ask for. */
function fieldsOfRpcs(components: EmittedApp['components']): string[] {
  const instead = components.flatMap(({ kind, steps }) => (kind === 'rpc' ? steps.map(({ condition }) => (typeof condition === 'object' ? condition.default : [])) : []));
  return instead.flatMap((fields) => (Array.isArray(fields) ? (fields as { name: string }[]).map(({ name }) => name) : []));
}

function* inValue(value: unknown, context: Context): Generator<Fault> {
  for (const { path, text } of textsIn(value)) {
    try {
      for (const expression of expressionsIn(text)) for (const problem of problemsIn(usesOf(expression), context)) yield { where: `${context.where}: ${path}`, problem };
    } catch (error) {
      yield { where: `${context.where}: ${path}`, problem: `is no IML: ${(error as Error).message}` };
    }
  }
}

function* problemsIn({ calls, paths }: Uses, { parameters, temps, connected }: Context): Generator<string> {
  for (const { name, count } of calls) {
    const arity = FUNCTIONS[name];
    if (!arity) yield `calls ${name}(), which is not one of the functions known to work`;
    else if (count < arity.min || count > arity.max) yield `gives ${name}() ${count} arguments`;
  }
  for (const path of paths) {
    const [root = '', key = ''] = path.split('.');
    if (CONSTANTS.has(root)) continue;
    if (!ROOTS.has(root)) yield `names ${root}, which does not exist`;
    else if (root === 'parameters' && key !== '' && !parameters.has(key)) yield `names the parameter ${key}, which does not exist`;
    else if (root === 'temp' && !temps.has(key)) yield `names temp.${key}, which nothing sets`;
    else if (root === 'connection' && !connected.has(key)) yield `names connection.${key}, which its connection does not have`;
  }
}
