import { app } from '../app_definition.js';
import type { ModuleDefinition } from '../format/component.js';
import type { Step, Values } from './blueprint.js';

/** Every module of the app by its id. */
export const MODULES: ReadonlyMap<string, ModuleDefinition> = new Map(app.groups.flatMap(({ modules }) => modules.map((module) => [module.id, module])));

/**
 * A module of ours in a scenario. Make keeps what a module's static fields hold apart from what may be mapped.
 *
 * @param values by the names of its fields
 */
export function ours(id: string, values: Values = {}, more: Pick<Step, 'left' | 'filter' | 'onFailure'> = {}): Step {
  const module = MODULES.get(id);
  if (module === undefined) throw new Error(`The app has no module ${id}.`);
  const isStatic = (name: string) => (module.staticParams ?? []).some((parameter) => parameter.name === name);
  const pick = (wanted: boolean) => Object.fromEntries(Object.entries(values).filter(([name]) => isStatic(name) === wanted));
  return { app: 'wireflow', module: id, version: 1, name: module.label, parameters: pick(true), mapper: pick(false), ...more };
}
