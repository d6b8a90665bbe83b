import { modulesOf, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

export function* groupsHoldEachModuleOnce(app: EmittedApp): Generator<Fault> {
  const ids = modulesOf(app).map(({ id }) => id);
  const grouped = app.groups.flatMap(({ modules }) => modules);
  for (const id of ids) {
    const count = grouped.filter((one) => one === id).length;
    if (count !== 1) yield { where: 'modules/groups.json', problem: `holds the module ${id} ${count} times` };
  }
  for (const id of grouped) if (!ids.includes(id)) yield { where: 'modules/groups.json', problem: `holds ${id}, which is no module` };
  const types = app.groups.map(({ modules }) => modules.some((id) => modulesOf(app).find((one) => one.id === id)?.moduleType === 'universal'));
  if (types.slice(0, -1).some(Boolean)) yield { where: 'modules/groups.json', problem: 'holds the universal module in a group that is not the last' };
}
