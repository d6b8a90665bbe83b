import { modulesOf, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** The triggers have a group of their own, and no other module is alone; what reads stands before what makes; the universal module comes last. */
export function* groupsHoldEachModuleOnce(app: EmittedApp): Generator<Fault> {
  const ids = modulesOf(app).map(({ id }) => id);
  const grouped = app.groups.flatMap(({ modules }) => modules);
  for (const id of ids) {
    const count = grouped.filter((one) => one === id).length;
    if (count !== 1) yield { where: 'modules/groups.json', problem: `holds the module ${id} ${count} times` };
  }
  for (const id of grouped) if (!ids.includes(id)) yield { where: 'modules/groups.json', problem: `holds ${id}, which is no module` };
  const moduleOf = (id: string) => modulesOf(app).find((one) => one.id === id);
  for (const [at, { label, modules }] of app.groups.entries()) {
    const kinds = modules.map((id) => moduleOf(id)?.moduleType);
    if (kinds.includes('trigger') !== (at === 0) || (at === 0 && kinds.some((kind) => kind !== 'trigger'))) yield { where: 'modules/groups.json', problem: `has the triggers elsewhere than alone in its first group: ${label}` };
    if (at > 0 && modules.length < 2) yield { where: 'modules/groups.json', problem: `has ${label} for one module` };
    const makes = modules.map((id) => moduleOf(id)?.actionCrud === 'create');
    if (makes.lastIndexOf(false) > makes.indexOf(true) && makes.includes(true)) yield { where: 'modules/groups.json', problem: `has what makes before what reads in ${label}` };
  }
  const types = app.groups.map(({ modules }) => modules.some((id) => modulesOf(app).find((one) => one.id === id)?.moduleType === 'universal'));
  if (types.slice(0, -1).some(Boolean)) yield { where: 'modules/groups.json', problem: 'holds the universal module in a group that is not the last' };
}
