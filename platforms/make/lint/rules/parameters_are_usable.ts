import { modulesOf, parametersOf, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** Names that Make's connections keep for themselves. */
const RESERVED = new Set(['accountName', 'teamID']);

/** Every field has a name of its own, is not both required and hidden, and triggers ask for nothing that is mapped. */
export function* parametersAreUsable(app: EmittedApp): Generator<Fault> {
  for (const component of app.components) {
    const { id, kind } = component;
    for (const { name, required, advanced } of parametersOf(component)) {
      if (!name) yield { where: id, problem: 'has a field without a name' };
      if (required && advanced) yield { where: id, problem: `hides the field ${name} and requires it` };
      if (kind === 'connection' && RESERVED.has(name)) yield { where: id, problem: `calls a field ${name}, which Make uses itself` };
    }
    const names = [...component.staticParams, ...component.mappableParams, ...component.params].map(({ name }) => name);
    for (const name of new Set(names.filter((one, at) => names.indexOf(one) !== at))) yield { where: id, problem: `has the field ${name} twice` };
  }
  for (const { id, moduleType, mappableParams } of modulesOf(app)) {
    if (moduleType === 'trigger' && mappableParams.length > 0) yield { where: id, problem: 'is a trigger, and nothing comes before it that could be mapped' };
  }
}
